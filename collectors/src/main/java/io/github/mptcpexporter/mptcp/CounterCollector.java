package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.MibCounters;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * MPTCP's counters since boot, from the group MPTcpExt of {@code /proc/net/netstat}, or from the
 * out-of-tree kernel's {@code /proc/net/mptcp_net/snmp}. Out-of-tree kernels before v0.90 have
 * none.
 *
 * <p>All counters are read. Shown are those of the core, or all; then also names that we do not
 * know, under one metric, so that a new kernel needs no new release. {@link MibNames} says which is
 * which.
 */
public final class CounterCollector implements Collector<MibCounters> {

  private static final String NETSTAT = "proc/net/netstat";
  private static final String SNMP = "proc/net/mptcp_net/snmp";
  private static final String GROUP = "MPTcpExt";

  private static final MetricDesc UNMAPPED =
      MetricDesc.untyped(
          "mptcp_mib_unmapped",
          "Kernel counter by its own name, of a kernel newer than this exporter.",
          "name");

  /** Most unknown names that are shown. */
  private static final int UNMAPPED_MOST = 50;

  private final RootFs rootFs;
  private final boolean allCounters;
  private final Map<String, MetricDesc> metrics;

  /**
   * @param allCounters false to show the core alone
   */
  public CounterCollector(RootFs rootFs, boolean allCounters) {
    this.rootFs = rootFs;
    this.allCounters = allCounters;
    this.metrics = MibNames.metrics(allCounters);
  }

  @Override
  public String name() {
    return "mib";
  }

  @Override
  public List<MetricDesc> metrics() {
    List<MetricDesc> all = new ArrayList<>(new LinkedHashSet<>(metrics.values()));
    if (allCounters) {
      all.add(UNMAPPED);
    }
    return all;
  }

  @Override
  public Optional<MibCounters> collect() throws IOException {
    Optional<List<Line>> netstat = rootFs.lines(NETSTAT);
    if (netstat.isPresent()) {
      Optional<Map<String, Long>> group = NetstatParser.parse(NETSTAT, netstat.get(), GROUP);
      if (group.isPresent()) {
        return group.map(MibCounters::new);
      }
    }
    Optional<List<Line>> snmp = rootFs.lines(SNMP);
    return snmp.isEmpty()
        ? Optional.empty()
        : Optional.of(new MibCounters(SnmpParser.parse(SNMP, snmp.get())));
  }

  @Override
  public void expose(MibCounters counters, MetricSink sink) {
    int unmapped = 0;
    for (Map.Entry<String, Long> counter : counters.values().entrySet()) {
      MetricDesc metric = metrics.get(counter.getKey());
      if (metric != null) {
        sink.sample(metric, value(metric, counter.getValue()));
      } else if (allCounters && unmapped++ < UNMAPPED_MOST) {
        sink.sample(UNMAPPED, unsigned(counter.getValue()), counter.getKey());
      }
    }
  }

  /** How many counters {@link #expose} withholds since their unknown names are too many. */
  @Override
  public long seriesDropped(MibCounters counters) {
    if (!allCounters) {
      return 0;
    }
    long unknown =
        counters.values().keySet().stream().filter(name -> !metrics.containsKey(name)).count();
    return Math.max(0, unknown - UNMAPPED_MOST);
  }

  /** A gauge may be below zero for a moment: the kernel adds up its processors one by one. */
  private static double value(MetricDesc metric, long value) {
    return metric.type() == MetricDesc.Type.GAUGE ? value : unsigned(value);
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : (value >>> 1) * 2.0;
  }
}
