package io.github.mptcpexporter.network;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.NetworkSysctls;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Filters and forwarding, from {@code /proc/sys/net/ipv4}; for doctor, without metrics. */
public final class SysctlCollector implements Collector<NetworkSysctls> {

  private static final String DEVICES = "proc/sys/net/ipv4/conf";
  private static final String FORWARDING = "proc/sys/net/ipv4/ip_forward";

  private final RootFs rootFs;

  public SysctlCollector(RootFs rootFs) {
    this.rootFs = rootFs;
  }

  @Override
  public String name() {
    return "sysctls";
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
  public Optional<NetworkSysctls> collect() throws IOException {
    Map<String, NetworkSysctls.Device> devices = new LinkedHashMap<>();
    for (String device : rootFs.list(DEVICES)) {
      String directory = DEVICES + "/" + device + "/";
      devices.put(
          device,
          new NetworkSysctls.Device(
              number(directory + "rp_filter"),
              number(directory + "arp_ignore"),
              number(directory + "arp_filter")));
    }
    OptionalInt forwarding = number(FORWARDING);
    return devices.isEmpty() && forwarding.isEmpty()
        ? Optional.empty()
        : Optional.of(new NetworkSysctls(devices, forwarding));
  }

  @Override
  public void expose(NetworkSysctls value, MetricSink sink) {}

  private OptionalInt number(String path) throws IOException {
    Optional<Line> line = rootFs.firstLine(path);
    if (line.isEmpty()) {
      return OptionalInt.empty();
    }
    long number = line.get().signed(line.get().text());
    if (number != (int) number) {
      throw line.get().bad("too large: " + number);
    }
    return OptionalInt.of((int) number);
  }
}
