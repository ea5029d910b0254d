package io.github.mptcpexporter.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import java.util.Map;
import java.util.TreeMap;

/** What is exposed, by name and labels as in the text format: {@code name{label="value"}}. */
final class Samples implements MetricSink {

  private final Map<String, Double> values = new TreeMap<>();
  private final Exposed<?> exposed;

  private Samples(Exposed<?> exposed) {
    this.exposed = exposed;
  }

  /** The samples of a value; each must be declared, complete and there once. */
  static <V> Samples of(Exposed<V> exposed, V value) {
    Samples samples = new Samples(exposed);
    exposed.expose(value, samples);
    return samples;
  }

  @Override
  public void sample(MetricDesc metric, double value, String... labels) {
    assertTrue(exposed.metrics().contains(metric), metric.name() + " is not declared");
    assertEquals(metric.labels().size(), labels.length, metric.name() + " lacks a label");
    StringBuilder name = new StringBuilder(metric.name());
    for (int i = 0; i < labels.length; i++) {
      name.append(i == 0 ? "{" : ",").append(metric.labels().get(i));
      name.append("=\"").append(labels[i]).append('"');
    }
    name.append(labels.length > 0 ? "}" : "");
    assertFalse(values.containsKey(name.toString()), name + " is there twice");
    values.put(name.toString(), value);
  }

  /** The value of a sample, which must be there. */
  double get(String sample) {
    Double value = values.get(sample);
    assertTrue(value != null, () -> sample + " is not among " + values.keySet());
    return value == null ? Double.NaN : value;
  }

  boolean has(String sample) {
    return values.containsKey(sample);
  }

  /** All samples of a metric. */
  Map<String, Double> all(String metric) {
    Map<String, Double> found = new TreeMap<>();
    values.forEach(
        (sample, value) -> {
          if (sample.equals(metric) || sample.startsWith(metric + "{")) {
            found.put(sample, value);
          }
        });
    return found;
  }

  Map<String, Double> all() {
    return values;
  }
}
