package io.github.mptcpexporter.uci;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.MultipathScripts;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who applies the option {@code multipath}; for doctor, without metrics. */
public final class ScriptCollector implements Collector<MultipathScripts> {

  /** Of the package mptcp of 2014 and of OpenMPTCProuter, mptcpd, and bsbf-mptcp of the feeds. */
  private static final List<String> PATHS =
      List.of(
          "usr/bin/multipath",
          "etc/hotplug.d/iface/30-mptcp",
          "etc/init.d/mptcp",
          "etc/init.d/mptcpd",
          "usr/libexec/mptcpd",
          "usr/lib/mptcpd",
          "etc/init.d/bsbf-mptcp",
          "usr/sbin/bsbf-mptcp");

  private final RootFs rootFs;

  public ScriptCollector(RootFs rootFs) {
    this.rootFs = rootFs;
  }

  @Override
  public String name() {
    return "scripts";
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
  public Optional<MultipathScripts> collect() throws IOException {
    List<String> found = new ArrayList<>();
    for (String path : PATHS) {
      if (!rootFs.tellsMode(path)) {
        return Optional.empty();
      }
      if (rootFs.mode(path).isPresent()) {
        found.add(path);
      }
    }
    return Optional.of(new MultipathScripts(found));
  }

  @Override
  public void expose(MultipathScripts value, MetricSink sink) {}
}
