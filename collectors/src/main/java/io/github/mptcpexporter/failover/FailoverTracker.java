package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.tracker.Tracker;
import io.github.mptcpexporter.tracker.View;
import java.util.List;

/** What has happened to the bundle of uplinks up to now. Stands behind all other trackers. */
public final class FailoverTracker implements Tracker<Failover> {

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of();
  }

  @Override
  public Failover initial() {
    return new Failover(List.of());
  }

  @Override
  public Failover next(Failover before, View now) {
    return new Failover(List.of());
  }

  @Override
  public void expose(Failover state, MetricSink sink) {}
}
