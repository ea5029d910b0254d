package io.github.mptcpexporter.monitor;

import java.time.Duration;

/**
 * How far apart rounds must be, so that their cost stays within a share of one core.
 *
 * <p>The interval is never below 250 ms. It grows to 5 s to keep to the share, and beyond 5 s only
 * if rounds would else take more than a twentieth of a core: then they are over budget.
 */
final class RoundBudget {

  static final Duration SHORTEST = Duration.ofMillis(250);
  static final Duration LONGEST = Duration.ofSeconds(5);

  /** Of one core, beyond which rounds become rarer than they should be. */
  static final double HARD_SHARE = 0.05;

  /** Weight of the last round in the mean: a dear one is forgotten after a dozen. */
  private static final double LAST = 0.25;

  private final double share;
  private final double hardShare;
  private double meanCostNanos;

  /**
   * @param share of one core, above 0, at most 1
   */
  RoundBudget(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "the sampler's budget is a share of one core, above 0 and at most 1, not " + share);
    }
    this.share = share;
    this.hardShare = Math.max(share, HARD_SHARE);
  }

  /** Takes in what a round has cost. */
  void spent(long cpuNanos) {
    meanCostNanos += (cpuNanos - meanCostNanos) * (meanCostNanos == 0 ? 1 : LAST);
  }

  long intervalNanos() {
    long soft = Math.min((long) (meanCostNanos / share), LONGEST.toNanos());
    long hard = (long) (meanCostNanos / hardShare);
    return Math.max(SHORTEST.toNanos(), Math.max(soft, hard));
  }

  /** Whether the interval has grown past its bound. */
  boolean isOver() {
    return meanCostNanos / hardShare > LONGEST.toNanos();
  }
}
