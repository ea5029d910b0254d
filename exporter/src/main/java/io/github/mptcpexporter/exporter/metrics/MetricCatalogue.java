package io.github.mptcpexporter.exporter.metrics;

import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.collector.MetricDesc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All metrics that may be shown, by name. Immutable. */
public final class MetricCatalogue {

  /** Units that names end in. */
  private static final List<String> UNITS = List.of("seconds", "bytes", "packets", "ratio");

  private final List<MetricDesc> metrics;
  private final Map<String, Integer> positions = new HashMap<>();

  private MetricCatalogue(Collection<MetricDesc> sorted) {
    metrics = List.copyOf(sorted);
    for (int i = 0; i < metrics.size(); i++) {
      positions.put(metrics.get(i).name(), i);
    }
  }

  /**
   * What all of them declare. The same metric may be declared more than once.
   *
   * @throws IllegalArgumentException if two metrics differ and have one name, or would have one in
   *     OpenMetrics, where the family of a counter is named without {@code _total}, or if one is
   *     named as a series of a histogram
   */
  public static MetricCatalogue of(Collection<? extends Exposed<?>> exposed) {
    Map<String, MetricDesc> byName = new TreeMap<>();
    Map<String, MetricDesc> byFamily = new HashMap<>();
    for (Exposed<?> each : exposed) {
      for (MetricDesc metric : each.metrics()) {
        for (String name : claimedNames(metric)) {
          MetricDesc known = byFamily.putIfAbsent(name, metric);
          if (known != null && !known.equals(metric)) {
            throw new IllegalArgumentException(
                metric.name() + " and " + known.name() + " are two metrics of one name");
          }
        }
        byName.put(metric.name(), metric);
      }
    }
    return new MetricCatalogue(byName.values());
  }

  /**
   * What all of them declare, and what the exporter may show of itself in whatever mode it runs:
   * for documents, dashboards and rules.
   */
  public static MetricCatalogue complete(Collection<? extends Exposed<?>> exposed) {
    List<Exposed<?>> all = new ArrayList<>(exposed);
    all.add(new ScrapeMetrics(true));
    all.add(new BuildInfo.Metric());
    all.add(new HttpRequests());
    all.add(new ProcessMetrics());
    return of(all);
  }

  /** Sorted by name. */
  public List<MetricDesc> all() {
    return metrics;
  }

  /** The metric of that full name. */
  public Optional<MetricDesc> byName(String name) {
    return Optional.ofNullable(positions.get(name)).map(metrics::get);
  }

  /**
   * Where the metric stands in {@link #all}.
   *
   * @throws IllegalArgumentException if it has not been declared
   */
  @SuppressWarnings("ReferenceEquality") // nearly always the same constant, for each sample
  int position(MetricDesc metric) {
    Integer position = positions.get(metric.name());
    if (position != null) {
      MetricDesc known = metrics.get(position);
      if (known == metric || known.equals(metric)) {
        return position;
      }
    }
    throw new IllegalArgumentException(metric.name() + " has not been declared");
  }

  /** Names that no other metric may have. */
  private static List<String> claimedNames(MetricDesc metric) {
    String family = familyName(metric);
    return metric.type() == MetricDesc.Type.HISTOGRAM
        ? List.of(family, family + "_bucket", family + "_count", family + "_sum")
        : List.of(family);
  }

  /** What OpenMetrics calls the metric: a counter without {@code _total}. */
  static String familyName(MetricDesc metric) {
    String name = metric.name();
    return metric.type() == MetricDesc.Type.COUNTER
        ? name.substring(0, name.length() - "_total".length())
        : name;
  }

  /** What the name of the family ends in; empty if that is no unit. */
  static String unit(MetricDesc metric) {
    String family = familyName(metric);
    String last = family.substring(family.lastIndexOf('_') + 1);
    return UNITS.contains(last) ? last : "";
  }
}
