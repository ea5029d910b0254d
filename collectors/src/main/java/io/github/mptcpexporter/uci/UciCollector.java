package io.github.mptcpexporter.uci;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.UciConfig;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * OpenWrt's configuration: the packages that concern us, each read by its exact name. Files are of
 * root alone on many routers; what can not be read is noted as denied. The metrics are made per
 * interface, by trackers.
 */
public final class UciCollector implements Collector<UciConfig> {

  /** The exporter's own package. */
  public static final String OWN = "mptcp-exporter";

  private static final List<String> PACKAGES =
      List.of("network", "firewall", "openvpn", "mwan3", "pbr", "openmptcprouter", "system", OWN);

  private final List<Source> sources = new ArrayList<>();

  private record Source(String name, UciFiles files) {}

  public UciCollector(RootFs rootFs) {
    this(rootFs, Optional.empty());
  }

  /**
   * With the exporter's own package from another file.
   *
   * @param own a file of this machine; empty for the usual one
   */
  public UciCollector(RootFs rootFs, Optional<Path> own) {
    for (String name : PACKAGES) {
      sources.add(
          new Source(
              name,
              own.isPresent() && name.equals(OWN)
                  ? outside(own.get())
                  : new UciFiles(rootFs, name)));
    }
  }

  private static UciFiles outside(Path file) {
    Path root = Path.of("/");
    String path = root.relativize(file.toAbsolutePath().normalize()).toString();
    return new UciFiles(new RootFs(root), OWN, List.of(path));
  }

  @Override
  public String name() {
    return "uci";
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
  public Optional<UciConfig> collect() {
    Map<String, UciPackage> packages = new TreeMap<>();
    Map<String, UciPackage> state = new TreeMap<>();
    Map<String, String> denied = new TreeMap<>();
    for (Source source : sources) {
      try {
        Optional<UciFiles.Loaded> loaded = source.files().read();
        loaded.ifPresent(read -> packages.put(source.name(), read.configured()));
        loaded.flatMap(UciFiles.Loaded::state).ifPresent(noted -> state.put(source.name(), noted));
      } catch (IOException e) {
        denied.put(source.name(), String.valueOf(e.getMessage()));
      }
    }
    return packages.isEmpty() && denied.isEmpty()
        ? Optional.empty()
        : Optional.of(new UciConfig(packages, state, denied));
  }

  @Override
  public void expose(UciConfig value, MetricSink sink) {}
}
