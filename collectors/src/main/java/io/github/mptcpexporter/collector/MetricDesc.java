package io.github.mptcpexporter.collector;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A metric, declared where it is collected.
 *
 * @param name full name; ends in {@code _total} if it is a counter, and only then
 * @param type counter, gauge, histogram or untyped
 * @param help one sentence, with a full stop
 * @param labels names, in the order in which values are given
 * @param buckets of a histogram: their upper bounds, ascending, the last of which is below infinity
 *     and has one more bucket above it; none for another type
 */
public record MetricDesc(
    String name, Type type, String help, List<String> labels, List<Double> buckets) {

  /** As Prometheus knows them. Text and state sets are gauges. */
  public enum Type {
    COUNTER,
    GAUGE,
    /** Shown as counters named after it: {@code _bucket}, {@code _count} and {@code _sum}. */
    HISTOGRAM,
    UNTYPED
  }

  /** The label of a bucket, which no histogram may have for another use. */
  public static final String BUCKET_LABEL = "le";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*[a-z0-9]");

  public MetricDesc {
    labels = List.copyOf(labels);
    buckets = List.copyOf(buckets);
    check(NAME.matcher(name).matches(), name, "is no metric name");
    check(
        type == Type.UNTYPED || name.endsWith("_total") == (type == Type.COUNTER),
        name,
        "ends in _total exactly if it is a counter");
    check(help.endsWith(".") && !help.contains("\n"), name, "needs one sentence of help");
    for (String label : labels) {
      check(NAME.matcher(label).matches(), name, "has a bad label " + label);
    }
    check(
        buckets.isEmpty() == (type != Type.HISTOGRAM),
        name,
        "has buckets exactly if it is a histogram");
    check(areAscending(buckets), name, "needs finite buckets in ascending order");
    check(
        type != Type.HISTOGRAM || !labels.contains(BUCKET_LABEL),
        name,
        "has the label of its buckets");
  }

  /** Of the name, which is unique; a record's own, made at its first use, would delay a start. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  public static MetricDesc counter(String name, String help, String... labels) {
    return new MetricDesc(name, Type.COUNTER, help, List.of(labels), List.of());
  }

  public static MetricDesc gauge(String name, String help, String... labels) {
    return new MetricDesc(name, Type.GAUGE, help, List.of(labels), List.of());
  }

  public static MetricDesc untyped(String name, String help, String... labels) {
    return new MetricDesc(name, Type.UNTYPED, help, List.of(labels), List.of());
  }

  /**
   * A histogram.
   *
   * @param buckets upper bounds, ascending; the one above them all is not named
   */
  public static MetricDesc histogram(
      String name, String help, List<Double> buckets, String... labels) {
    return new MetricDesc(name, Type.HISTOGRAM, help, List.of(labels), buckets);
  }

  private static boolean areAscending(List<Double> bounds) {
    double last = Double.NEGATIVE_INFINITY;
    for (double bound : bounds) {
      if (!(bound > last) || Double.isInfinite(bound)) {
        return false;
      }
      last = bound;
    }
    return true;
  }

  private static void check(boolean ok, String name, String complaint) {
    if (!ok) {
      throw new IllegalArgumentException(name + " " + complaint);
    }
  }
}
