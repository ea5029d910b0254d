package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.LogicalInterface;
import io.github.mptcpexporter.model.LogicalInterfaces;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.mptcp.EndpointCollector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares configuration and kernel in each round; the metric is among the problems of an
 * interface. Stands behind {@link RouteTracker}.
 */
public final class DriftTracker implements Tracker<Drift> {

  @Override
  public String name() {
    return "links";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of();
  }

  @Override
  public Drift initial() {
    return Drift.NONE;
  }

  @Override
  public Drift next(Drift before, View now) {
    LogicalInterfaces interfaces = now.state(InterfaceTracker.class).orElse(LogicalInterfaces.NONE);
    Optional<Uplinks> uplinks = now.state(UplinkTracker.class);
    if (uplinks.isEmpty() || interfaces.all().stream().noneMatch(LogicalInterface::takesPart)) {
      return Drift.NONE;
    }
    RoutePlan plan = now.state(RouteTracker.class).orElseGet(() -> new RouteTracker().initial());
    boolean endpointsKnown =
        now.value(EndpointCollector.class).flatMap(PathManager::limits).isPresent();
    DriftRound round = new DriftRound(uplinks.get(), plan, KernelKind.of(now), endpointsKnown);
    Map<String, List<Drift.Difference>> all = new HashMap<>();
    for (Uplink uplink : uplinks.get().all()) {
      List<Drift.Difference> differences = round.differences(uplink);
      if (!differences.isEmpty()) {
        all.put(uplink.interfaceName(), differences);
      }
    }
    return new Drift(all);
  }

  @Override
  public void expose(Drift state, MetricSink sink) {}
}
