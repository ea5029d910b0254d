package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.model.ConnectionWatched;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How one connection has moved lately. Times are nanoseconds of the monotonic clock. Immutable.
 *
 * @param token of the connection
 * @param seenAt last look
 * @param acknowledged first byte that the peer had not acknowledged then
 * @param sendingSince since when that has been so with something to send; as {@code seenAt} if
 *     there was nothing
 * @param sending whether there was something to send
 * @param received first byte that was missing then
 * @param receivingSince since when that has been so
 * @param receiveQueueBytes received and not yet read when it began
 * @param hole whether the queue has grown since then
 * @param active whether it had just received when it began
 * @param ended standstills that are over, of the last seconds
 */
public record ConnectionTrace(
    long token,
    long seenAt,
    long acknowledged,
    long sendingSince,
    boolean sending,
    long received,
    long receivingSince,
    long receiveQueueBytes,
    boolean hole,
    boolean active,
    List<Standstill> ended) {

  private static final long SHORTEST_NANOS = 100_000_000;
  private static final long KEPT_NANOS = 70_000_000_000L;
  private static final int MOST_ENDED = 64;

  public ConnectionTrace {
    ended = List.copyOf(ended);
  }

  /** The first look. */
  static ConnectionTrace first(ConnectionWatched seen, long at) {
    return new ConnectionTrace(
        seen.token(),
        at,
        seen.acknowledged(),
        at,
        hasToSend(seen),
        seen.received(),
        at,
        seen.receiveQueueBytes(),
        false,
        false,
        List.of());
  }

  /** One more look. */
  ConnectionTrace next(ConnectionWatched seen, long at) {
    if (at < seenAt) {
      return this;
    }
    List<Standstill> over = new ArrayList<>(ended);
    over.removeIf(one -> at - one.to() > KEPT_NANOS);
    boolean sent = seen.acknowledged() != acknowledged;
    boolean came = seen.received() != received;
    // Two looks prove nothing: one in between must have seen it stand still.
    if (sent && sending && sendingSince < seenAt) {
      add(over, new Standstill(false, sendingSince, at, false));
    }
    if (came && (hole || active) && receivingSince < seenAt) {
      add(over, new Standstill(true, receivingSince, at, hole));
    }
    boolean wants = hasToSend(seen);
    return new ConnectionTrace(
        token,
        at,
        seen.acknowledged(),
        sent || !sending ? at : sendingSince,
        wants,
        seen.received(),
        came ? at : stoodStillSince(seen, at),
        came ? seen.receiveQueueBytes() : receiveQueueBytes,
        !came && (hole || seen.receiveQueueBytes() > receiveQueueBytes),
        came || active,
        over);
  }

  /** Since the last data, which newer kernels tell; else since the last look that saw it move. */
  private long stoodStillSince(ConnectionWatched seen, long at) {
    if (receivingSince != seenAt || seen.lastDataReceivedMillis().isEmpty()) {
      return receivingSince;
    }
    long told = at - seen.lastDataReceivedMillis().getAsLong() * 1_000_000;
    return Math.max(receivingSince, Math.min(told, at));
  }

  private static void add(List<Standstill> over, Standstill one) {
    if (one.nanos() >= SHORTEST_NANOS) {
      over.add(one);
      if (over.size() > MOST_ENDED) {
        over.remove(Collections.min(over, Comparator.comparingLong(Standstill::nanos)));
      }
    }
  }

  /** The standstill that goes on; empty if it moves. */
  List<Standstill> open() {
    List<Standstill> open = new ArrayList<>(2);
    if (sending && seenAt - sendingSince >= SHORTEST_NANOS) {
      open.add(new Standstill(false, sendingSince, seenAt, false));
    }
    if (hole && seenAt - receivingSince >= SHORTEST_NANOS) {
      open.add(new Standstill(true, receivingSince, seenAt, true));
    }
    return open;
  }

  /** The longest standstill that began in that time and ended behind {@code after}. */
  Optional<Standstill> longest(long from, long until, long after) {
    Optional<Standstill> longest = Optional.empty();
    for (Standstill one : ended) {
      boolean fits = one.from() >= from && one.from() <= until && one.to() > after;
      if (fits && (longest.isEmpty() || one.nanos() > longest.get().nanos())) {
        longest = Optional.of(one);
      }
    }
    return longest;
  }

  private static boolean hasToSend(ConnectionWatched seen) {
    return seen.writeSequence() != seen.acknowledged();
  }
}
