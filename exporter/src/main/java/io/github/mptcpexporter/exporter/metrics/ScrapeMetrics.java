package io.github.mptcpexporter.exporter.metrics;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.collector.Reading;
import java.util.List;
import java.util.Map;

/** How each collector fared in the round that is shown. */
final class ScrapeMetrics implements Exposed<Map<Collector<?>, Reading<?>>> {

  private static final MetricDesc SUCCESS =
      MetricDesc.gauge(
          "mptcp_scrape_collector_success",
          "Whether the last run of a collector succeeded (1) or failed (0).",
          "collector");

  private static final MetricDesc DURATION =
      MetricDesc.gauge(
          "mptcp_scrape_collector_duration_seconds",
          "Duration of the last run of a collector.",
          "collector");

  private final boolean durations;

  /**
   * @param durations whether to show how long each took
   */
  ScrapeMetrics(boolean durations) {
    this.durations = durations;
  }

  @Override
  public String name() {
    return Exposition.EXPORTER;
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(SUCCESS, DURATION);
  }

  @Override
  public void expose(Map<Collector<?>, Reading<?>> readings, MetricSink sink) {
    readings.forEach(
        (collector, reading) -> {
          sink.flag(SUCCESS, !(reading instanceof Reading.Failed), collector.name());
          if (durations) {
            sink.sample(DURATION, reading.took().toNanos() / 1e9, collector.name());
          }
        });
  }
}
