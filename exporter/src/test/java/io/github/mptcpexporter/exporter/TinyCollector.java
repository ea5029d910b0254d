package io.github.mptcpexporter.exporter;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import java.util.List;
import java.util.Optional;

/**
 * Shows one number as {@code mptcp_NAME_value}.
 *
 * @param name also in the metric
 * @param value what it reads
 */
public record TinyCollector(String name, double value) implements Collector<Double> {

  @Override
  public List<MetricDesc> metrics() {
    return List.of(metric());
  }

  private MetricDesc metric() {
    return MetricDesc.gauge("mptcp_" + name + "_value", "A value.");
  }

  @Override
  public Optional<Double> collect() {
    return Optional.of(value);
  }

  @Override
  public void expose(Double read, MetricSink sink) {
    sink.sample(metric(), read);
  }
}
