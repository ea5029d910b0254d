package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.collector.Sampler.Depth;

/**
 * When the next round is due, and how deep it goes. Times are nanoseconds of the monotonic clock.
 *
 * <p>By the timer as often as its budget allows, light but for one in 5 s; on request at once and
 * full; after an event full and at once, ten times in a row, then as often as a budget of its own
 * allows. Not for two threads at once.
 */
final class RoundSchedule {

  /** Why a round is run, which decides who pays for it. */
  enum Cause {
    TIMER,
    EVENT,
    REQUEST
  }

  /**
   * A round to be run.
   *
   * @param cause why
   * @param depth how much of it
   */
  record Due(Cause cause, Depth depth) {}

  static final int BURST = 10;

  private static final long FULL_NANOS = RoundBudget.LONGEST.toNanos();

  private final RoundBudget timer;
  private final RoundBudget events;
  private long lastRound;
  private long lastFull;
  private boolean requested = true; // the first round
  private boolean changed;
  private double burst = BURST;
  private long burstAt;

  RoundSchedule(double share, long now) {
    timer = new RoundBudget(share);
    events = new RoundBudget(share);
    lastRound = now;
    lastFull = now;
    burstAt = now;
  }

  /** Someone wants a full round now. */
  void request() {
    requested = true;
  }

  /** Something has changed that only a full round shows. */
  void change() {
    changed = true;
  }

  /** How long until the next round is due; zero or less if it is. */
  long nanosUntilDue(long now) {
    if (requested) {
      return 0;
    }
    long byTimer = lastRound + timer.intervalNanos() - now;
    return changed ? Math.min(byTimer, nanosUntilBurst(now)) : byTimer;
  }

  /** The round that is due now. It covers all that was asked for so far. */
  Due begin(long now) {
    Due due = due(now);
    if (due.cause == Cause.EVENT) {
      burst = burstNow(now) - 1;
      burstAt = now;
    }
    if (due.depth == Depth.FULL) {
      requested = false;
      changed = false;
      lastFull = now;
    }
    lastRound = now;
    return due;
  }

  /** Takes in what a round has cost. */
  void spent(Cause cause, long cpuNanos) {
    switch (cause) {
      case TIMER -> timer.spent(cpuNanos);
      case EVENT -> events.spent(cpuNanos);
      case REQUEST -> {} // paid by who asked
    }
  }

  /** Between two rounds of the timer. */
  long intervalNanos() {
    return timer.intervalNanos();
  }

  /** Whether the timer's rounds cost more than they may, and the interval has grown for it. */
  boolean isOverBudget() {
    return timer.isOver();
  }

  private Due due(long now) {
    if (requested) {
      return new Due(Cause.REQUEST, Depth.FULL);
    }
    if (changed && nanosUntilBurst(now) <= 0) {
      return new Due(Cause.EVENT, Depth.FULL);
    }
    boolean full = changed || now - lastFull >= FULL_NANOS;
    return new Due(Cause.TIMER, full ? Depth.FULL : Depth.LIGHT);
  }

  private long nanosUntilBurst(long now) {
    return (long) Math.ceil((1 - burstNow(now)) * events.intervalNanos());
  }

  private double burstNow(long now) {
    return Math.min(BURST, burst + (double) (now - burstAt) / events.intervalNanos());
  }
}
