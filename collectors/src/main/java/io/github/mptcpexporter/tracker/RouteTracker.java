package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import java.util.List;
import java.util.Map;

/** Where the traffic of each interface goes. */
public final class RouteTracker implements Tracker<RoutePlan> {

  @Override
  public String name() {
    return "routes";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of();
  }

  @Override
  public RoutePlan initial() {
    return new RoutePlan(List.of(), Map.of(), Map.of(), List.of(), Map.of());
  }

  @Override
  public RoutePlan next(RoutePlan state, View now) {
    return state;
  }

  @Override
  public void expose(RoutePlan state, MetricSink sink) {}
}
