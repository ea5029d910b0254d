package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.MibCounters;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** MPTCP's counters since boot. */
public final class CounterCollector implements Collector<MibCounters> {

  private final RootFs rootFs;

  public CounterCollector(RootFs rootFs) {
    this.rootFs = rootFs;
  }

  @Override
  public String name() {
    return "mib";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of();
  }

  @Override
  public Optional<MibCounters> collect() throws IOException {
    rootFs.read("proc/net/netstat");
    return Optional.empty();
  }

  @Override
  public void expose(MibCounters value, MetricSink sink) {}
}
