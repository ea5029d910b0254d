package io.github.mptcpexporter.routers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
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

  public Map<String, Double> values() {
    return values;
  }
}
