package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.tracker.Tracker;
import io.github.mptcpexporter.tracker.UplinkTracker;
import io.github.mptcpexporter.tracker.Uplinks;
import io.github.mptcpexporter.tracker.View;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has happened to the bundle of uplinks up to now. Stands behind all other trackers. */
public final class FailoverTracker implements Tracker<Failover> {

  private final Thresholds limits;
  private final FailoverTotals earlier;

  /** With the thresholds that were measured, and nothing counted yet. */
  public FailoverTracker() {
    this(Thresholds.defaults(), FailoverTotals.none());
  }

  /**
   * @param earlier what earlier runs have counted
   */
  public FailoverTracker(Thresholds limits, FailoverTotals earlier) {
    this.limits = limits;
    this.earlier = earlier;
  }

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public List<MetricDesc> metrics() {
    return FailoverMetrics.ALL;
  }

  @Override
  public Failover initial() {
    return new Failover(
        Instant.EPOCH,
        0,
        false,
        Map.of(),
        BundleState.OFF,
        Instant.EPOCH,
        List.of(),
        Optional.empty(),
        Map.of(),
        earlier,
        Optional.empty(),
        Optional.empty(),
        Observation.NONE,
        Fitness.UNKNOWN,
        ConnectionTraces.NONE,
        Map.of(),
        KernelStory.NONE,
        List.of());
  }

  @Override
  public Failover next(Failover before, View now) {
    Observer seen = new Observer(limits, now, before);
    FailoverRound round =
        new FailoverRound(
            limits,
            before,
            seen.observation,
            seen.traces,
            seen.traces.byToken().keySet(),
            ConfiguredProblems.of(now));
    Uplinks uplinks = now.state(UplinkTracker.class).orElseGet(() -> new UplinkTracker().initial());
    KernelStory kernel =
        before
            .kernel()
            .next(
                seen.events,
                now.value(ConnectionCollector.class)
                    .map(MptcpSockets::connections)
                    .orElse(List.of()),
                uplinks,
                round.chronicle,
                !before.started());
    return round.state(seen.fitness, seen.traces, seen.subflows, kernel);
  }

  /** Lines that links, routes and rules alone show to be lost; the rest waits for the sockets. */
  @Override
  public Failover glimpse(Failover before, View now) {
    if (!before.started()) {
      return before;
    }
    Optional<Observation> seen = Observer.glimpse(before, now);
    if (seen.isEmpty()) {
      return before.untold();
    }
    Set<Long> tokens = before.traces().byToken().keySet();
    return new FailoverRound(
            limits, before, seen.get(), before.traces(), tokens, ConfiguredProblems.of(now))
        .state(before.fitness(), before.traces(), before.subflows(), before.kernel());
  }

  @Override
  public void expose(Failover state, MetricSink sink) {
    if (state.started()) {
      FailoverMetrics.expose(state, sink);
    }
  }
}
