package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.model.EventSkipped;
import io.github.mptcpexporter.model.EventsLost;
import io.github.mptcpexporter.model.KernelEvent;
import io.github.mptcpexporter.model.MptcpEvent;
import io.github.mptcpexporter.model.NetworkChanged;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Takes what the kernel has sent out of the sockets, and puts it into the queue. */
final class EventReceiver {

  /** As many events call for a round whatever they say, so that the queue does not fill up. */
  private static final int MANY = 16_384;

  /**
   * Datagrams taken at once after a loss: more than the largest buffer holds. Until its buffer is
   * empty the kernel drops what is new without another word ({@code netlink_overrun()}, {@code
   * net/netlink/af_netlink.c}), so a round that began earlier may miss it.
   */
  private static final int MOST_AFTER_LOSS = 16_384;

  /** {@code NLMSG_MIN_TYPE}: what is below belongs to netlink itself. */
  private static final int FIRST_TYPE = 0x10;

  private final EventQueue queue;
  private final Clock clock;
  private final NetlinkMessage message;
  private final byte[] buffer = new byte[NetlinkConnection.BUFFER_BYTES];
  private final Set<EventSubscription> overrun = new HashSet<>();
  private int eventsSinceRound;
  private boolean roundNeeded;

  EventReceiver(EventQueue queue, Clock clock, ByteOrder order) {
    this.queue = queue;
    this.clock = clock;
    this.message = new NetlinkMessage(order);
  }

  /**
   * Takes what is there.
   *
   * @param most datagrams, if there are more; after a loss, all there are
   */
  void receive(EventSubscription from, int most) {
    int left = overrun.contains(from) ? MOST_AFTER_LOSS : most;
    while (left-- > 0 && from.isJoined()) {
      try {
        deliver(from, from.socket().receive(buffer, 0));
      } catch (NetlinkFormatException e) { // a datagram larger than the buffer
        skip(from, e);
      } catch (IOException e) {
        if (!is(e, Errno.ENOBUFS)) {
          left = 0;
        } else if (overrun.add(from)) {
          left = MOST_AFTER_LOSS;
        }
        failed(from, e);
      }
    }
  }

  /** What comes of a socket that can not be read, or waited on. */
  void failed(EventSubscription from, IOException reason) {
    if (is(reason, Errno.EAGAIN) || is(reason, Errno.EINTR)) {
      roundNeeded |= is(reason, Errno.EAGAIN) && overrun.remove(from);
      return;
    }
    // Our buffer was full, or the socket is no good any more.
    queue.add(clock.monotonicNanos(), from.name(), new EventsLost(from.name()));
    roundNeeded = true;
    if (!is(reason, Errno.ENOBUFS)) {
      overrun.remove(from);
      from.leaveBroken(reason);
    }
  }

  /** Whether a round should look at what has changed; asked once for each change. */
  boolean takeRoundNeeded() {
    boolean needed = roundNeeded || eventsSinceRound >= MANY;
    if (needed) {
      roundNeeded = false;
      eventsSinceRound = 0;
    }
    return needed;
  }

  private void deliver(EventSubscription from, int length) {
    long now = clock.monotonicNanos();
    try {
      for (int start = 0;
          message.at(buffer, start, length, from.label());
          start = message.nextStart()) {
        decode(from).ifPresent(event -> add(now, from, event));
      }
    } catch (NetlinkFormatException e) { // no telling where the next message of the datagram begins
      skip(from, e);
    }
  }

  private Optional<? extends KernelEvent> decode(EventSubscription from) {
    if (message.type() < FIRST_TYPE) {
      return Optional.empty();
    }
    try {
      return from.decode(message);
    } catch (NetlinkFormatException e) {
      skip(from, e);
      return Optional.empty();
    }
  }

  private void skip(EventSubscription from, NetlinkFormatException complaint) {
    queue.add(clock.monotonicNanos(), from.name(), new EventSkipped(from.name()));
    from.skip(complaint);
  }

  private void add(long now, EventSubscription from, KernelEvent event) {
    queue.add(now, from.name(), event);
    eventsSinceRound++;
    roundNeeded |= looksDifferent(event);
  }

  /**
   * Whether a round should look at once. Not at the comings and goings of connections, of which
   * there may be thousands in a second, nor at neighbours, which are asked for all the time.
   */
  private static boolean looksDifferent(KernelEvent event) {
    if (event instanceof MptcpEvent mptcp) {
      return mptcp.kind() == MptcpEvent.Kind.SUB_CLOSED;
    }
    return event instanceof NetworkChanged change
        && change.subject() != NetworkChanged.Subject.NEIGHBOUR;
  }

  private static boolean is(IOException e, Errno errno) {
    return e instanceof NetlinkErrnoException error && error.is(errno);
  }
}
