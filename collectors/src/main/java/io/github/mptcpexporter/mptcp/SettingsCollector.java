package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.KernelSettings;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Which MPTCP the kernel has and how it is set. */
public final class SettingsCollector implements Collector<KernelSettings> {

  private final RootFs rootFs;

  public SettingsCollector(RootFs rootFs) {
    this.rootFs = rootFs;
  }

  @Override
  public String name() {
    return "settings";
  }

  @Override
  public Pace pace() {
    return Pace.ON_CHANGE;
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of();
  }

  @Override
  public Optional<KernelSettings> collect() throws IOException {
    rootFs.read("proc/sys/kernel/osrelease");
    return Optional.empty();
  }

  @Override
  public void expose(KernelSettings value, MetricSink sink) {}
}
