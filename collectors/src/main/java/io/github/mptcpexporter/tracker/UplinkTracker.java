package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.Links;
import java.util.List;

/** Which interfaces take part in MPTCP, and which subflows and endpoints are theirs. */
public final class UplinkTracker implements Tracker<Uplinks> {

  @Override
  public String name() {
    return "links";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of();
  }

  @Override
  public Uplinks initial() {
    return new Uplinks(
        List.of(), List.of(), new Uplinks.Placement(new Links(List.of()), List.of()));
  }

  @Override
  public Uplinks next(Uplinks state, View now) {
    return state;
  }

  @Override
  public void expose(Uplinks state, MetricSink sink) {}
}
