package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.model.ConnectionWatched;
import java.time.Duration;

/**
 * Whether a watched connection stands still though it should not: what it sent is not acknowledged,
 * or what it receives has a hole.
 *
 * <p>No proof of anything: it only makes rounds come sooner.
 */
final class ProgressWatch {

  /** Longer than a healthy connection of an everyday round-trip time ever stands still. */
  static final long NANOS = Duration.ofMillis(150).toNanos();

  private final long token;
  private boolean seen;
  private boolean waited;
  private long acknowledged;
  private long waitingSince;
  private long received;
  private long receivedAt;
  private long leastQueue;
  private boolean suspicious;

  /**
   * @param token of the connection
   */
  ProgressWatch(long token) {
    this.token = token;
  }

  long token() {
    return token;
  }

  /** Whether it was one when it was last looked at. */
  boolean isSuspicious() {
    return suspicious;
  }

  /** Takes in what the connection looks like now; returns whether it stands still. */
  boolean look(ConnectionWatched watched, long now) {
    boolean waits = watched.writeSequence() - watched.acknowledged() > 0;
    if (!waits || !waited || watched.acknowledged() != acknowledged) {
      acknowledged = watched.acknowledged();
      waitingSince = now;
    }
    waited = waits;
    // What is out of order counts as queued; an application that reads shortens the queue.
    if (!seen || watched.received() != received) {
      received = watched.received();
      receivedAt = now;
      leastQueue = watched.receiveQueueBytes();
    }
    leastQueue = Math.min(leastQueue, watched.receiveQueueBytes());
    seen = true;
    boolean hole = watched.receiveQueueBytes() > leastQueue && now - receivedAt >= NANOS;
    suspicious = hole || (waits && now - waitingSince >= NANOS);
    return suspicious;
  }
}
