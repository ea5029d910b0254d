package io.github.mptcpexporter.network;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.Routing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Routes, rules and neighbours; the metrics are made per interface, by trackers. */
public final class RouteCollector implements Collector<Routing> {

  private final RoutingSource source;

  public RouteCollector(RoutingSource source) {
    this.source = source;
  }

  @Override
  public String name() {
    return "routes";
  }

  @Override
  public Pace pace() {
    return Pace.ON_CHANGE;
  }

  @Override
  public boolean steers() {
    return true;
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of();
  }

  @Override
  public Optional<Routing> collect() throws IOException {
    return source.read();
  }

  @Override
  public void expose(Routing value, MetricSink sink) {}
}
