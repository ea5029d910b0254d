package io.github.mptcpexporter.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is exposed, by name and labels as in the text format: {@code name{label="value"}}. */
public final class Samples implements MetricSink {

  private final Map<String, Double> values = new TreeMap<>();
  private final Exposed<?> exposed;

  private Samples(Exposed<?> exposed) {
    this.exposed = exposed;
  }

  /** The samples of a value; each must be declared, complete and there once. */
  public static <V> Samples of(Exposed<V> exposed, V value) {
    Samples samples = new Samples(exposed);
    exposed.expose(value, samples);
    return samples;
  }

  @Override
  public void sample(MetricDesc metric, double value, String... labels) {
    check(metric, labels);
    put(metric.name(), metric.labels(), List.of(labels), value);
  }

  @Override
  public void histogram(MetricDesc metric, long[] counts, double sum, String... labels) {
    check(metric, labels);
    assertEquals(metric.buckets().size() + 1, counts.length, metric.name() + " has other buckets");
    List<String> bucketLabels = appended(metric.labels(), MetricDesc.BUCKET_LABEL);
    long count = 0;
    for (int i = 0; i < counts.length; i++) {
      count += counts[i];
      String bound = i == counts.length - 1 ? "+Inf" : Double.toString(metric.buckets().get(i));
      put(
          metric.name() + "_bucket",
          bucketLabels,
          appended(List.of(labels), bound),
          (double) count);
    }
    put(metric.name() + "_count", metric.labels(), List.of(labels), (double) count);
    put(metric.name() + "_sum", metric.labels(), List.of(labels), sum);
  }

  private void check(MetricDesc metric, String... labels) {
    assertTrue(exposed.metrics().contains(metric), metric.name() + " is not declared");
    assertEquals(metric.labels().size(), labels.length, metric.name() + " lacks a label");
  }

  private void put(String metric, List<String> labels, List<String> labelValues, double value) {
    StringBuilder name = new StringBuilder(metric);
    for (int i = 0; i < labels.size(); i++) {
      name.append(i == 0 ? "{" : ",").append(labels.get(i));
      name.append("=\"").append(labelValues.get(i)).append('"');
    }
    name.append(labels.isEmpty() ? "" : "}");
    assertFalse(values.containsKey(name.toString()), name + " is there twice");
    values.put(name.toString(), value);
  }

  private static List<String> appended(List<String> list, String last) {
    List<String> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }

  /** The value of a sample, which must be there. */
  public double get(String sample) {
    Double value = values.get(sample);
    assertTrue(value != null, () -> sample + " is not among " + values.keySet());
    return value == null ? Double.NaN : value;
  }

  public boolean has(String sample) {
    return values.containsKey(sample);
  }

  /** All samples of a metric. */
  public Map<String, Double> all(String metric) {
    Map<String, Double> found = new TreeMap<>();
    values.forEach(
        (sample, value) -> {
          if (sample.equals(metric) || sample.startsWith(metric + "{")) {
            found.put(sample, value);
          }
        });
    return found;
  }

  public Map<String, Double> all() {
    return values;
  }
}
