package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.KernelSettings;
import io.github.mptcpexporter.model.KernelSettings.Implementation;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which MPTCP the kernel has and how it is set, from {@code /proc/sys/net/mptcp} and the
 * out-of-tree kernel's {@code /sys/module/mptcp_*}.
 *
 * <p>A kernel without MPTCP is {@link Implementation#NONE}. Absent are the settings only where not
 * even {@code /proc/sys/kernel/osrelease} is there, as in a recording of something else.
 */
public final class SettingsCollector implements Collector<KernelSettings> {

  private static final MetricDesc ENABLED =
      MetricDesc.gauge("mptcp_enabled", "Whether MPTCP is enabled in the kernel (sysctl).");

  private static final MetricDesc INFO =
      MetricDesc.gauge(
          "mptcp_kernel_info",
          "Constant 1; which MPTCP implementation (upstream, out_of_tree, none), scheduler and path"
              + " manager are in use.",
          "implementation",
          "release",
          "scheduler",
          "path_manager");

  private static final String SYSCTLS = "proc/sys/net/mptcp";
  private static final String RELEASE = "proc/sys/kernel/osrelease";

  /** Tables of connections, which namespaces without sysctls have too. */
  private static final List<String> CONNECTIONS =
      List.of("proc/net/mptcp", "proc/net/mptcp_net/mptcp");

  /** Path managers of the out-of-tree kernel that are set by parameters of their module. */
  private static final List<String> MODULES = List.of("mptcp_fullmesh", "mptcp_ndiffports");

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
    return List.of(ENABLED, INFO);
  }

  @Override
  public Optional<KernelSettings> collect() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    readAll(SYSCTLS, "", settings);
    for (String module : MODULES) {
      readAll("sys/module/" + module + "/parameters", module + ".", settings);
    }
    checkSwitch("enabled", settings);
    checkSwitch("mptcp_enabled", settings);
    Implementation implementation = implementation(settings);
    Optional<String> release = text(RELEASE);
    return implementation == Implementation.NONE && release.isEmpty()
        ? Optional.empty()
        : Optional.of(new KernelSettings(implementation, release, settings));
  }

  @Override
  public void expose(KernelSettings settings, MetricSink sink) {
    settings.enabled().ifPresent(enabled -> sink.flag(ENABLED, enabled));
    sink.sample(
        INFO,
        1,
        settings.implementation().label(),
        settings.release().orElse(""),
        settings.scheduler().orElse(""),
        settings.pathManager().orElse(""));
  }

  private Implementation implementation(Map<String, String> settings) throws IOException {
    if (settings.containsKey("enabled")) {
      return Implementation.UPSTREAM;
    }
    if (settings.containsKey("mptcp_enabled")) {
      return Implementation.OUT_OF_TREE;
    }
    for (String table : CONNECTIONS) {
      if (rootFs.read(table).isPresent()) {
        return Implementation.OUT_OF_TREE;
      }
    }
    return Implementation.NONE;
  }

  private void readAll(String directory, String prefix, Map<String, String> into)
      throws IOException {
    for (String name : rootFs.list(directory)) {
      text(directory + "/" + name).ifPresent(value -> into.put(prefix + name, value));
    }
  }

  private static void checkSwitch(String name, Map<String, String> settings) throws IOException {
    String value = settings.get(name);
    if (value != null) {
      new Line(SYSCTLS + "/" + name, 1, value).unsigned(value);
    }
  }

  /** The file's first line, which may be empty; none if there is no file. */
  private Optional<String> text(String path) throws IOException {
    return rootFs.lines(path).map(lines -> lines.isEmpty() ? "" : lines.get(0).text().strip());
  }
}
