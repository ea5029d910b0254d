package io.github.mptcpexporter.network;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.Proxies;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Proxies that run, by the names of processes; for doctor, without metrics. */
public final class ProxyCollector implements Collector<Proxies> {

  private static final String PROCESSES = "proc";

  /** Those that are known to be used with MPTCP, as {@code /proc/PID/comm} cuts their names. */
  private static final Set<String> NAMES =
      Set.of(
          "xray",
          "v2ray",
          "sing-box",
          "ss-redir",
          "ss-local",
          "ss-server",
          "sslocal",
          "ssserver",
          "haproxy",
          "gost",
          "glorytun",
          "glorytun-tcp");

  private final RootFs rootFs;

  public ProxyCollector(RootFs rootFs) {
    this.rootFs = rootFs;
  }

  @Override
  public String name() {
    return "proxies";
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
  public Optional<Proxies> collect() throws IOException {
    boolean told = false;
    Set<String> found = new TreeSet<>();
    for (String process : rootFs.list(PROCESSES)) {
      if (process.matches("[0-9]+")) {
        told = true;
        name(PROCESSES + "/" + process + "/comm").filter(NAMES::contains).ifPresent(found::add);
      }
    }
    return told ? Optional.of(new Proxies(List.copyOf(found))) : Optional.empty();
  }

  @Override
  public void expose(Proxies value, MetricSink sink) {}

  private Optional<String> name(String path) {
    try {
      return rootFs.firstLine(path).map(Line::text);
    } catch (IOException e) {
      return Optional.empty(); // the process has just ended (ESRCH)
    }
  }
}
