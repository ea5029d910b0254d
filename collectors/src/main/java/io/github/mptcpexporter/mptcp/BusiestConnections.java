package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.MptcpSockets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Which connections are worth a look between two rounds: those that have moved most since the round
 * before, of those that have something to move. Not for two threads at once.
 *
 * <p>What has moved is told by the sequence numbers, which every kernel has: bytes that the peer
 * acknowledged, that were received in order, and by which the receive queue has grown.
 */
final class BusiestConnections {

  /** Each is asked for alone, twenty times in a second. */
  static final int MOST = 16;

  /** After its last byte, a connection has nothing to move any more. */
  private static final long MOVED_NANOS = Duration.ofSeconds(1).toNanos();

  /** Of those that are watched on whatever they have moved. */
  private static final long KEPT = Long.MAX_VALUE;

  private Positions before = new Positions();
  private Positions present = new Positions();
  private final MptcpConnection[] busiest = new MptcpConnection[MOST];
  private final long[] moved = new long[MOST];
  private int size;

  /**
   * The busiest ones of a round, at most {@link #MOST}.
   *
   * @param kept tokens that come first if they are still there, since something happens to them
   * @param now when they were read
   */
  List<MptcpConnection> of(MptcpSockets sockets, LongPredicate kept, long now) {
    present.clear(sockets.connections().size());
    size = 0;
    for (MptcpConnection connection : sockets.connections()) {
      if (isOpen(connection)) {
        consider(connection, kept, now);
      }
    }
    Positions old = before;
    before = present;
    present = old;
    List<MptcpConnection> found = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      found.add(busiest[i]);
    }
    Arrays.fill(busiest, null);
    return found;
  }

  /** Established, of an application that still holds it, and with more than one path to choose. */
  private static boolean isOpen(MptcpConnection connection) {
    return connection.established()
        && connection.inode() != 0
        && connection.token().isPresent()
        && connection.info().isPresent()
        && connection.info().get().has(MptcpInfo.Field.RCV_NXT)
        && !connection.fellBack();
  }

  private void consider(MptcpConnection connection, LongPredicate kept, long now) {
    long token = connection.token().getAsLong();
    MptcpInfo info = connection.info().get();
    long acknowledged = info.get(MptcpInfo.Field.SND_UNA);
    long position = acknowledged + info.get(MptcpInfo.Field.RCV_NXT);
    long queue = connection.receiveQueueBytes();
    int place = before.find(token);
    long gain = place < 0 ? 0 : before.gain(place, position, queue);
    long movedAt = gain > 0 ? now : place < 0 ? now - MOVED_NANOS : before.movedAt(place);
    present.add(token, position, queue, movedAt);
    boolean demand =
        connection.transmitQueueBytes() > 0
            || info.get(MptcpInfo.Field.WRITE_SEQ) - acknowledged > 0
            || now - movedAt < MOVED_NANOS;
    if (kept.test(token)) {
      insert(connection, KEPT);
    } else if (demand) {
      insert(connection, gain);
    }
  }

  private void insert(MptcpConnection connection, long gain) {
    int place = size;
    while (place > 0 && moved[place - 1] < gain) {
      place--;
    }
    if (place == MOST) {
      return;
    }
    int shifted = Math.min(size, MOST - 1) - place;
    System.arraycopy(moved, place, moved, place + 1, shifted);
    System.arraycopy(busiest, place, busiest, place + 1, shifted);
    moved[place] = gain;
    busiest[place] = connection;
    size = Math.min(size + 1, MOST);
  }
}
