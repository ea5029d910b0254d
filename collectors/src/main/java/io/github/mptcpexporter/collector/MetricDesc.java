package io.github.mptcpexporter.collector;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A metric, declared where it is collected.
 *
 * @param name full name; ends in {@code _total} if it is a counter, and only then
 * @param type counter, gauge or untyped
 * @param help one sentence, with a full stop
 * @param labels names, in the order in which values are given
 */
public record MetricDesc(String name, Type type, String help, List<String> labels) {

  /** As Prometheus knows them. Text and state sets are gauges. */
  public enum Type {
    COUNTER,
    GAUGE,
    UNTYPED
  }

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*[a-z0-9]");

  public MetricDesc {
    labels = List.copyOf(labels);
    check(NAME.matcher(name).matches(), name, "is no metric name");
    check(
        type == Type.UNTYPED || name.endsWith("_total") == (type == Type.COUNTER),
        name,
        "ends in _total exactly if it is a counter");
    check(help.endsWith(".") && !help.contains("\n"), name, "needs one sentence of help");
    for (String label : labels) {
      check(NAME.matcher(label).matches(), name, "has a bad label " + label);
    }
  }

  /** Of the name, which is unique; a record's own, made at its first use, would delay a start. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  public static MetricDesc counter(String name, String help, String... labels) {
    return new MetricDesc(name, Type.COUNTER, help, List.of(labels));
  }

  public static MetricDesc gauge(String name, String help, String... labels) {
    return new MetricDesc(name, Type.GAUGE, help, List.of(labels));
  }

  public static MetricDesc untyped(String name, String help, String... labels) {
    return new MetricDesc(name, Type.UNTYPED, help, List.of(labels));
  }

  private static void check(boolean ok, String name, String complaint) {
    if (!ok) {
      throw new IllegalArgumentException(name + " " + complaint);
    }
  }
}
