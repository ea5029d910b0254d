package io.github.mptcpexporter.openvpn;

import io.github.mptcpexporter.model.TunnelOption;
import io.github.mptcpexporter.model.UciConfig;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * All tunnels that are configured: sections of {@code /etc/config/openvpn} that are enabled,
 * interfaces of {@code /etc/config/network} of the protocol {@code openvpn}, and files that
 * OpenWrt's and Debian's starters take: {@code /etc/openvpn/*.conf}, {@code server/*.conf} and
 * {@code client/*.conf} in it.
 */
final class TunnelConfigs {

  /** Tunnels that are looked at; further ones are not. */
  static final int MOST = 16;

  private static final String DIRECTORY = "etc/openvpn";
  private static final List<String> DIRECTORIES =
      List.of(DIRECTORY, DIRECTORY + "/server", DIRECTORY + "/client");
  private static final String SUFFIX = ".conf";

  /** Where OpenWrt writes what it makes of a section, and starts the process. */
  private static final String UCI_DIRECTORY = "var/etc";

  /**
   * One of them.
   *
   * @param origin where it stands
   * @param directory that relative paths begin in
   */
  record Config(String name, String origin, List<TunnelOption> options, String directory) {}

  private final RootFs rootFs;
  private final Map<String, Config> byName = new LinkedHashMap<>();
  private final TreeSet<String> named = new TreeSet<>(); // files that a section names
  private final List<String> complaints = new ArrayList<>();

  private TunnelConfigs(RootFs rootFs) {
    this.rootFs = rootFs;
  }

  /** Reads all that there are, and notes what can not be read. */
  static TunnelConfigs read(RootFs rootFs, Optional<UciConfig> uci) {
    TunnelConfigs configs = new TunnelConfigs(rootFs);
    if (uci.isPresent()) {
      uci.get().get("openvpn").ifPresent(configs::sections);
      uci.get().get("network").ifPresent(configs::interfaces);
    }
    DIRECTORIES.forEach(configs::files);
    return configs;
  }

  List<Config> all() {
    return List.copyOf(byName.values());
  }

  List<String> complaints() {
    return complaints;
  }

  private void sections(UciPackage openvpn) {
    for (UciSection section : openvpn.ofType("openvpn")) {
      if (UciOptions.on(section, "enabled") || UciOptions.on(section, "enable")) {
        String origin = "openvpn." + section.label();
        attempt(
            () -> {
              List<TunnelOption> options = UciOptions.of(section, origin, false);
              String directory = UCI_DIRECTORY;
              Optional<String> file = section.option("config");
              if (file.isPresent()) {
                String path = TunnelFile.path(List.of(), UCI_DIRECTORY, file.get());
                named.add(path);
                options.addAll(0, options(path).orElse(List.of()));
                directory = directoryOf(path);
              }
              add(section.label(), origin, options, directory);
            });
      }
    }
  }

  private void interfaces(UciPackage network) {
    for (UciSection section : network.ofType("interface")) {
      boolean ours = section.option("proto").map("openvpn"::equals).orElse(false);
      if (ours && !UciOptions.on(section, "disabled")) {
        String origin = "network." + section.label();
        attempt(
            () ->
                add(section.label(), origin, UciOptions.of(section, origin, true), UCI_DIRECTORY));
      }
    }
  }

  private void files(String directory) {
    attempt(
        () -> {
          for (String name : rootFs.list(directory)) {
            String path = directory + "/" + name;
            if (name.endsWith(SUFFIX) && !named.contains(path)) {
              attempt(() -> file(directory, path, name));
            }
          }
        });
  }

  private void file(String directory, String path, String name) throws IOException {
    Optional<List<TunnelOption>> options = options(path);
    if (options.isPresent()) {
      String plain = name.substring(0, name.length() - SUFFIX.length());
      add(plain, path, options.get(), directory);
    }
  }

  private Optional<List<TunnelOption>> options(String path) throws IOException {
    Optional<List<Line>> lines = rootFs.lines(path);
    return lines.isEmpty() ? Optional.empty() : Optional.of(OptionFileParser.parse(lines.get()));
  }

  /** Of two with one name the second is called after its place. */
  private void add(String name, String origin, List<TunnelOption> options, String directory) {
    String unique = byName.containsKey(name) ? origin : name;
    if (byName.size() < MOST) {
      byName.putIfAbsent(unique, new Config(unique, origin, List.copyOf(options), directory));
    }
  }

  private static String directoryOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private interface Step {
    void run() throws IOException;
  }

  /** One that can not be read says nothing of the others. */
  private void attempt(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      complaints.add(String.valueOf(e.getMessage()));
    }
  }
}
