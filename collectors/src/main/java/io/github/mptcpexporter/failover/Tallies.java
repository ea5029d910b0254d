package io.github.mptcpexporter.failover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@link FailoverTotals} while a round is folded. */
final class Tallies {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Map<FailoverTotals.Pair, Long> failovers;
  private final Map<String, Long> failbacks;
  private final Map<FailoverTotals.Loss, Long> losses;
  private final Map<String, Long> changes;
  private final Map<FailoverTotals.InState, Double> stateSeconds;
  private final Map<BundleState, Double> bundleSeconds;
  private final List<Long> blackouts;
  private long outages;
  private double outageSeconds;
  private double blackoutSeconds;

  Tallies(FailoverTotals before) {
    failovers = new HashMap<>(before.failovers());
    failbacks = new HashMap<>(before.failbacks());
    losses = new HashMap<>(before.losses());
    changes = new HashMap<>(before.changes());
    stateSeconds = new HashMap<>(before.stateSeconds());
    bundleSeconds = new HashMap<>(before.bundleSeconds());
    blackouts = new ArrayList<>(before.blackouts());
    outages = before.outages();
    outageSeconds = before.outageSeconds();
    blackoutSeconds = before.blackoutSeconds();
  }

  void failover(String from, String to) {
    failovers.merge(new FailoverTotals.Pair(from, to), 1L, Long::sum);
  }

  void failback(String uplink) {
    failbacks.merge(uplink, 1L, Long::sum);
  }

  void loss(String uplink, LossCause cause) {
    losses.merge(new FailoverTotals.Loss(uplink, cause), 1L, Long::sum);
  }

  void change(String uplink) {
    changes.merge(uplink, 1L, Long::sum);
  }

  void spent(String uplink, UplinkState state, long nanos) {
    stateSeconds.merge(
        new FailoverTotals.InState(uplink, state), nanos / NANOS_PER_SECOND, Double::sum);
  }

  void spent(BundleState state, long nanos) {
    bundleSeconds.merge(state, nanos / NANOS_PER_SECOND, Double::sum);
  }

  void outage() {
    outages++;
  }

  void outageFor(long nanos) {
    outageSeconds += nanos / NANOS_PER_SECOND;
  }

  void blackout(double seconds) {
    int bucket = 0;
    while (bucket < FailoverTotals.BUCKETS.size() && seconds > FailoverTotals.BUCKETS.get(bucket)) {
      bucket++;
    }
    blackouts.set(bucket, blackouts.get(bucket) + 1);
    blackoutSeconds += seconds;
  }

  FailoverTotals totals() {
    return new FailoverTotals(
        failovers,
        failbacks,
        losses,
        changes,
        stateSeconds,
        bundleSeconds,
        outages,
        outageSeconds,
        blackouts,
        blackoutSeconds);
  }
}
