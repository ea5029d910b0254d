package io.github.mptcpexporter.failover;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What has been counted since the exporter started. Immutable.
 *
 * @param failovers by uplink that was lost and uplink that took over
 * @param failbacks by uplink
 * @param losses of uplinks that carried, by uplink and cause
 * @param changes of state, by uplink
 * @param stateSeconds spent in each state, by uplink
 * @param bundleSeconds spent in each state of the bundle
 * @param outages times that no uplink was usable
 * @param outageSeconds for how long, those of an outage that goes on included
 * @param blackouts how many were not longer than each of {@link #BUCKETS}, not cumulative, one more
 *     for all above
 * @param blackoutSeconds sum of all blackouts
 */
public record FailoverTotals(
    Map<Pair, Long> failovers,
    Map<String, Long> failbacks,
    Map<Loss, Long> losses,
    Map<String, Long> changes,
    Map<InState, Double> stateSeconds,
    Map<BundleState, Double> bundleSeconds,
    long outages,
    double outageSeconds,
    List<Long> blackouts,
    double blackoutSeconds) {

  /** Upper ends of the buckets of blackouts, in seconds. */
  public static final List<Double> BUCKETS =
      List.of(0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0);

  /** From where to where the traffic went. */
  public record Pair(String from, String to) {}

  /** Which uplink was lost, and why. */
  public record Loss(String uplink, LossCause cause) {}

  /** An uplink in a state. */
  public record InState(String uplink, UplinkState state) {}

  public FailoverTotals {
    failovers = Map.copyOf(failovers);
    failbacks = Map.copyOf(failbacks);
    losses = Map.copyOf(losses);
    changes = Map.copyOf(changes);
    stateSeconds = Map.copyOf(stateSeconds);
    bundleSeconds = Map.copyOf(bundleSeconds);
    blackouts = List.copyOf(blackouts);
  }

  /** What an earlier run has counted, as far as its events tell. */
  public static FailoverTotals earlier(
      Map<Pair, Long> failovers,
      Map<String, Long> failbacks,
      Map<Loss, Long> losses,
      long outages,
      double outageSeconds,
      List<Double> blackouts) {
    Tallies tallies = new Tallies(none());
    blackouts.forEach(tallies::blackout);
    FailoverTotals counted = tallies.totals();
    return new FailoverTotals(
        failovers,
        failbacks,
        losses,
        Map.of(),
        Map.of(),
        Map.of(),
        outages,
        outageSeconds,
        counted.blackouts(),
        counted.blackoutSeconds());
  }

  /** Before anything has happened. */
  public static FailoverTotals none() {
    Long[] zeroes = new Long[BUCKETS.size() + 1];
    Arrays.fill(zeroes, 0L);
    return new FailoverTotals(
        Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), 0, 0, List.of(zeroes), 0);
  }
}
