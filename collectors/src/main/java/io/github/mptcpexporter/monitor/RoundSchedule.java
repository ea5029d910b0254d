package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.collector.Sampler.Depth;
import java.time.Duration;

/**
 * When the next round is due, and how deep it goes. Times are nanoseconds of the monotonic clock.
 *
 * <p>By the timer as often as its budget allows, light but for one in 5 s; on request at once and
 * full; after an event full and at once, ten times in a row, then as often as a budget of its own
 * allows. Not for two threads at once.
 *
 * <p>Three things make light rounds come sooner, none of them while the router is idle:
 *
 * <ul>
 *   <li>While two uplinks have something to move, the timer comes at least every 500 ms, since what
 *       is lost shows only in a round. Only while a light round takes at most 15 ms of CPU time, so
 *       it costs at most 3 % of a core, and that only under load.
 *   <li>While a connection stands still though it should not, they come every 100 ms, for as long
 *       as {@link Suspicion} allows.
 *   <li>In the 5 s after a loss they come every 250 ms.
 * </ul>
 *
 * <p>The last two never take more than a fifth of a core while they last, and nothing of the
 * timer's budget.
 */
final class RoundSchedule {

  /** Why a round is run, which decides who pays for it. */
  enum Cause {
    TIMER,
    EVENT,
    REQUEST,
    /** A watched connection stands still. */
    SUSPICION,
    /** An uplink was lost a moment ago. */
    LOSS,
    /** Nothing: so that the first loss meets code that has been compiled. */
    REHEARSAL
  }

  /**
   * A round to be run.
   *
   * @param cause why
   * @param depth how much of it
   */
  record Due(Cause cause, Depth depth) {}

  static final int BURST = 10;

  /** How many of the timer's first rounds go as if something had changed. */
  static final int REHEARSALS = 10;

  static final Duration UNDER_LOAD = Duration.ofMillis(500);
  static final Duration SUSPICIOUS = Duration.ofMillis(100);
  static final Duration AFTER_LOSS = Duration.ofMillis(250);
  static final Duration LOSS = Duration.ofSeconds(5);

  /** CPU time of a light round, beyond which load does not make the timer faster. */
  static final Duration CHEAP = Duration.ofMillis(15);

  /** Rounds that come sooner are that much rarer than they are dear. */
  private static final int PAUSES = 5;

  private static final long FULL_NANOS = RoundBudget.LONGEST.toNanos();

  private final RoundBudget timer;
  private final RoundBudget events;
  private long lastRound;
  private long lastFull;
  private boolean requested = true; // the first round
  private boolean changed;
  private double burst = BURST;
  private long burstAt;
  private int rehearsals;
  private final Suspicion suspicion = new Suspicion();
  private boolean loaded;
  private boolean lost;
  private long lossAt;
  private long lightNanos; // cost of the last light round
  private long cpuNanos;

  /**
   * @param share of one core that the timer's rounds may take
   * @param rehearsals how many of the timer's first rounds go as if something had changed
   */
  RoundSchedule(double share, long now, int rehearsals) {
    this.rehearsals = rehearsals;
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

  /** Whether two uplinks or more have something to move. */
  void load(boolean onUplinks) {
    loaded = onUplinks;
  }

  /**
   * Takes in a look between two rounds.
   *
   * @param suspicious whether a watched connection stands still though it should not
   * @param cost of the look
   */
  void looked(boolean suspicious, long now, long cost) {
    suspicion.tell(suspicious, now);
    cpuNanos += cost;
  }

  /** An uplink was lost. */
  void loss(long now) {
    lost = true;
    lossAt = now;
  }

  /** How long until the next round is due; zero or less if it is. */
  long nanosUntilDue(long now) {
    if (requested) {
      return 0;
    }
    long byTimer = lastRound + Math.min(intervalNanos(), sooner(now)) - now;
    return changed ? Math.min(byTimer, nanosUntilBurst(now)) : byTimer;
  }

  /** The round that is due now. It covers all that was asked for so far. */
  Due begin(long now) {
    Due due = due(now);
    if (due.cause == Cause.EVENT) {
      burst = burstNow(now) - 1;
      burstAt = now;
    }
    if (due.cause == Cause.REHEARSAL) {
      rehearsals--;
    }
    if (due.depth.full()) {
      requested = false;
      changed = false;
      lastFull = now;
    }
    lastRound = now;
    return due;
  }

  /** Takes in what a round has cost. */
  void spent(Due due, long cost) {
    cpuNanos += cost;
    if (due.depth == Depth.LIGHT) {
      lightNanos = cost;
    }
    switch (due.cause) {
      case TIMER -> timer.spent(cost);
      case EVENT -> events.spent(cost);
      case REQUEST -> {} // paid by who asked
      case SUSPICION, LOSS, REHEARSAL -> {} // bounded in time
    }
  }

  /** Between two rounds of the timer. */
  long intervalNanos() {
    long interval = timer.intervalNanos();
    return loaded && lightNanos <= CHEAP.toNanos()
        ? Math.min(interval, UNDER_LOAD.toNanos())
        : interval;
  }

  /** Of all rounds and looks so far. */
  long cpuNanos() {
    return cpuNanos;
  }

  /** Whether the timer's rounds cost more than they may, and the interval has grown for it. */
  boolean isOverBudget() {
    return timer.isOver();
  }

  private Due due(long now) {
    if (requested) {
      return new Due(Cause.REQUEST, changed ? Depth.CHANGED : Depth.FULL);
    }
    if (changed && nanosUntilBurst(now) <= 0) {
      return new Due(Cause.EVENT, Depth.CHANGED);
    }
    if (rehearsals > 0 && !changed) {
      return new Due(Cause.REHEARSAL, Depth.CHANGED);
    }
    boolean full = now - lastFull >= FULL_NANOS;
    Depth depth = changed ? Depth.CHANGED : full ? Depth.FULL : Depth.LIGHT;
    return new Due(timerOrSooner(now), depth);
  }

  private Cause timerOrSooner(long now) {
    if (now - lastRound >= intervalNanos() || sooner(now) == Long.MAX_VALUE) {
      return Cause.TIMER;
    }
    return suspicion.isActive(now) ? Cause.SUSPICION : Cause.LOSS;
  }

  /** Between two rounds that come sooner than the timer's; the largest there is if none do. */
  private long sooner(long now) {
    if (suspicion.isActive(now)) {
      return Math.max(SUSPICIOUS.toNanos(), PAUSES * lightNanos);
    }
    return lost && now - lossAt < LOSS.toNanos()
        ? Math.max(AFTER_LOSS.toNanos(), PAUSES * lightNanos)
        : Long.MAX_VALUE;
  }

  private long nanosUntilBurst(long now) {
    return (long) Math.ceil((1 - burstNow(now)) * events.intervalNanos());
  }

  private double burstNow(long now) {
    return Math.min(BURST, burst + (double) (now - burstAt) / events.intervalNanos());
  }
}
