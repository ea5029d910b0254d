package io.github.mptcpexporter.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.MetricDesc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplerMetricsTest {

  @Test
  void unitsAreSeconds() {
    SamplerStats stats =
        new SamplerStats(Duration.ofMillis(250), Duration.ofNanos(1_500_000), true);
    List<String> samples = new ArrayList<>();
    SamplerMetrics metrics = new SamplerMetrics();

    metrics.expose(
        stats,
        (MetricDesc metric, double value, String... labels) -> {
          assertTrue(metrics.metrics().contains(metric));
          samples.add(metric.name() + List.of(labels) + " " + value);
        });

    assertEquals(
        List.of(
            "mptcp_sampler_interval_seconds[] 0.25",
            "mptcp_sampler_cpu_seconds_total[] 0.0015",
            "mptcp_sampler_over_budget[] 1.0"),
        samples);
  }
}
