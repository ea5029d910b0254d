package io.github.mptcpexporter.monitor;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether we can afford to hear the last words of all TCP sockets: a busy web server closes
 * thousands in a second, and few or none of them are multipath.
 *
 * <p>Not while rounds are over their budget, and not if the event thread takes more than its own, a
 * twentieth of a core over a minute. Then they are left alone for ten minutes. For the event thread
 * only.
 */
final class EventBudget {

  static final Duration WINDOW = Duration.ofMinutes(1);
  static final Duration PAUSE = Duration.ofMinutes(10);

  private final double share;
  private final LongSupplier threadCpu;
  private final BooleanSupplier roundsOverBudget;
  private boolean begun;
  private boolean pausing;
  private long pauseEnd;
  private long windowBegin;
  private long cpuBefore; // the thread begins at 0

  /**
   * @param share of one core that rounds may take; a larger one is granted to events, too
   * @param threadCpu CPU time of the thread that asks, in nanoseconds
   */
  EventBudget(double share, LongSupplier threadCpu, BooleanSupplier roundsOverBudget) {
    this.share = Math.max(share, RoundBudget.HARD_SHARE);
    this.threadCpu = threadCpu;
    this.roundsOverBudget = roundsOverBudget;
  }

  /** Whether we can, as of now. */
  boolean allows(long now) {
    if (!begun) {
      begun = true;
      windowBegin = now;
    }
    if (roundsOverBudget.getAsBoolean() || windowIsOver(now)) {
      pausing = true;
      pauseEnd = now + PAUSE.toNanos();
    } else if (pausing && now - pauseEnd >= 0) {
      pausing = false;
    }
    return !pausing;
  }

  private boolean windowIsOver(long now) {
    long elapsed = now - windowBegin;
    if (elapsed < WINDOW.toNanos()) {
      return false;
    }
    long cpu = threadCpu.getAsLong();
    boolean over = cpu - cpuBefore > share * elapsed;
    windowBegin = now;
    cpuBefore = cpu;
    return over;
  }
}
