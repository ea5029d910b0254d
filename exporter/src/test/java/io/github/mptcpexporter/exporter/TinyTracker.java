package io.github.mptcpexporter.exporter;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.tracker.Tracker;
import io.github.mptcpexporter.tracker.View;
import java.util.List;

/**
 * Counts rounds as {@code mptcp_METRIC_rounds_total}.
 *
 * @param name of the collector it belongs to
 * @param metric part of the metric's name
 */
public record TinyTracker(String name, String metric) implements Tracker<Long> {

  @Override
  public List<MetricDesc> metrics() {
    return List.of(rounds());
  }

  private MetricDesc rounds() {
    return MetricDesc.counter("mptcp_" + metric + "_rounds_total", "Rounds.");
  }

  @Override
  public Long initial() {
    return 0L;
  }

  @Override
  public Long next(Long state, View now) {
    return state + 1;
  }

  @Override
  public void expose(Long state, MetricSink sink) {
    sink.sample(rounds(), (double) state);
  }
}
