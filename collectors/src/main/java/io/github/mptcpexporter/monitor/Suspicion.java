package io.github.mptcpexporter.monitor;

import java.time.Duration;

/**
 * How long rounds may come sooner since something looks wrong: five seconds at most, and then not
 * again before it has looked right for ten seconds, or thirty have gone by since it began. A
 * connection that always looks wrong, such as one of an idle peer behind a slow line, so costs
 * little. Times are nanoseconds of the monotonic clock.
 */
final class Suspicion {

  static final Duration LONGEST = Duration.ofSeconds(5);
  static final Duration CALM = Duration.ofSeconds(10);
  static final Duration AGAIN = Duration.ofSeconds(30);

  private boolean begun;
  private long beganAt;
  private boolean suspicious;
  private long suspiciousAt;

  /** Takes in whether something looks wrong now. */
  void tell(boolean wrong, long now) {
    suspicious = wrong;
    if (!wrong) {
      return;
    }
    boolean over = now - suspiciousAt >= CALM.toNanos() || now - beganAt >= AGAIN.toNanos();
    if (!begun || over) {
      begun = true;
      beganAt = now;
    }
    suspiciousAt = now;
  }

  /** Whether rounds should come sooner. */
  boolean isActive(long now) {
    return suspicious && now - beganAt < LONGEST.toNanos();
  }
}
