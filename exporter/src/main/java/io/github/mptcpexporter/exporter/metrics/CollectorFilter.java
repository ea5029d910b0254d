package io.github.mptcpexporter.exporter.metrics;

import java.util.Set;

/**
 * Which collectors' metrics to show, of those that run.
 *
 * @param collect names of those to show; empty for all
 * @param exclude names of those to leave out; empty if any are to be shown
 */
public record CollectorFilter(Set<String> collect, Set<String> exclude) {

  /** Shows all. */
  public static final CollectorFilter ALL = new CollectorFilter(Set.of(), Set.of());

  public CollectorFilter {
    collect = Set.copyOf(collect);
    exclude = Set.copyOf(exclude);
    if (!collect.isEmpty() && !exclude.isEmpty()) {
      throw new IllegalArgumentException("both collect and exclude");
    }
  }

  /** Whether the metrics of the collector of that name are shown. */
  public boolean shows(String collector) {
    return (collect.isEmpty() || collect.contains(collector)) && !exclude.contains(collector);
  }
}
