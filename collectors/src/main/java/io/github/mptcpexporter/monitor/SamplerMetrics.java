package io.github.mptcpexporter.monitor;

import static io.github.mptcpexporter.collector.MetricDesc.counter;
import static io.github.mptcpexporter.collector.MetricDesc.gauge;

import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import java.time.Duration;
import java.util.List;

/** How often rounds are run, and what they cost. */
public final class SamplerMetrics implements Exposed<SamplerStats> {

  private static final MetricDesc INTERVAL =
      gauge(
          "mptcp_sampler_interval_seconds",
          "Present interval between two rounds, as the budget allows.");

  private static final MetricDesc CPU =
      counter(
          "mptcp_sampler_cpu_seconds_total",
          "CPU time spent in rounds and in looks at busy connections between them.");

  private static final MetricDesc OVER_BUDGET =
      gauge(
          "mptcp_sampler_over_budget",
          "1 while rounds cost more than their budget and the interval has grown past its bound.");

  @Override
  public String name() {
    return "exporter";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(INTERVAL, CPU, OVER_BUDGET);
  }

  @Override
  public void expose(SamplerStats stats, MetricSink sink) {
    sink.sample(INTERVAL, seconds(stats.interval()));
    sink.sample(CPU, seconds(stats.cpu()));
    sink.flag(OVER_BUDGET, stats.overBudget());
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
