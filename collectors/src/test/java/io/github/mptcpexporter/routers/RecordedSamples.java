package io.github.mptcpexporter.routers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Samples as they were given, by name and label values, such as {@code up{wan1,ipv4}}. */
public final class RecordedSamples implements MetricSink {

  private final Map<String, Double> values = new LinkedHashMap<>();

  @Override
  public void sample(MetricDesc metric, double value, String... labels) {
    assertEquals(metric.labels().size(), labels.length, metric.name());
    String key =
        labels.length == 0 ? metric.name() : metric.name() + "{" + String.join(",", labels) + "}";
    assertEquals(null, values.put(key, value), () -> "twice: " + key);
  }

  /** As the number and the sum of what was observed. */
  @Override
  public void histogram(MetricDesc metric, long[] counts, double sum, String... labels) {
    assertEquals(metric.labels().size(), labels.length, metric.name());
    assertEquals(metric.buckets().size() + 1, counts.length, metric.name());
    String suffix = labels.length == 0 ? "" : "{" + String.join(",", labels) + "}";
    double count = (double) Arrays.stream(counts).sum();
    assertEquals(null, values.put(metric.name() + "_count" + suffix, count), metric.name());
    values.put(metric.name() + "_sum" + suffix, sum);
  }

  public Map<String, Double> values() {
    return values;
  }
}
