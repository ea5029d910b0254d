package io.github.mptcpexporter.exporter.status;

import static io.github.mptcpexporter.exporter.status.Problem.FALLBACK;
import static io.github.mptcpexporter.exporter.status.Problem.MPTCP_OFF;
import static io.github.mptcpexporter.exporter.status.Problem.NOT_READABLE;
import static io.github.mptcpexporter.exporter.status.Problem.NO_ENDPOINT;
import static io.github.mptcpexporter.exporter.status.Problem.NO_MPTCP;
import static io.github.mptcpexporter.exporter.status.Problem.STALLED;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.KernelSettings.Implementation;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is wrong with the kernel, its settings and the connections as a whole. */
final class KernelFindings {

  private static final String AS_ROOT = "start it as root, on the router itself";

  private final StatusModel model;
  private final List<Finding> findings = new ArrayList<>();

  private KernelFindings(StatusModel model) {
    this.model = model;
  }

  static List<Finding> of(StatusModel model) {
    KernelFindings all = new KernelFindings(model);
    if (model.withoutMptcp()) {
      all.noMptcp();
      return all.findings;
    }
    all.switchedOff();
    all.notReadable();
    all.noEndpoint();
    all.model.counts().ifPresent(all::connections);
    return all.findings;
  }

  private void noMptcp() {
    findings.add(
        Finding.of(
            NO_MPTCP,
            "this kernel has no Multipath TCP",
            "/proc/sys/net/mptcp does not exist",
            "use Linux 5.6 or later with CONFIG_MPTCP; OpenWrt 24.10 or later has it, on devices"
                + " with enough flash"));
  }

  private void switchedOff() {
    if (model.settings().isEmpty() || model.settings().get().enabled().orElse(true)) {
      return;
    }
    String name =
        model.implementation(Implementation.OUT_OF_TREE)
            ? "net.mptcp.mptcp_enabled"
            : "net.mptcp.enabled";
    findings.add(
        Finding.of(
            MPTCP_OFF,
            "Multipath TCP is switched off, new connections are plain TCP",
            name + " is 0",
            "sysctl -w " + name + "=1"));
  }

  /** What could not be read, so that nobody takes silence for health. */
  private void notReadable() {
    if (model.settings().isEmpty()) {
      notReadable(
          "the kernel's settings can not be read",
          "/proc/sys/net/mptcp and /proc/sys/kernel/osrelease could not be read",
          AS_ROOT);
    }
    for (SourceStatus source : model.sources()) {
      if (!source.available() && listsConnections(source.source())) {
        notReadable(
            "connections can not be seen",
            source.lack().orElse(""),
            source.remedy().orElse(AS_ROOT));
      }
    }
    if (model.links().isEmpty()) {
      notReadable("devices can not be seen", "links and addresses could not be read", AS_ROOT);
    }
  }

  static boolean listsConnections(DataSource source) {
    return source == DataSource.SOCK_DIAG || source == DataSource.PROC_MPTCP;
  }

  private void notReadable(String brief, String reason, String advice) {
    findings.add(Finding.of(NOT_READABLE, brief, reason, advice));
  }

  /** Without endpoints a host with several ways out uses one of them for each connection. */
  private void noEndpoint() {
    boolean none = model.pathManager().map(pm -> pm.endpoints().isEmpty()).orElse(false);
    boolean joined = model.counts().map(c -> c.mostInterfaces().orElse(0) > 1).orElse(false);
    List<String> waysOut = waysOut();
    if (none
        && !joined
        && waysOut.size() > 1
        && model.implementation(Implementation.UPSTREAM)
        && !model.userspacePathManager()) {
      findings.add(
          Finding.of(
              NO_ENDPOINT,
              "no endpoint is set: one uplink per connection",
              "there are ways out by " + Names.join(waysOut) + ", and no endpoint names any",
              "ip mptcp endpoint add ADDRESS dev DEVICE subflow, once for each uplink"));
    }
  }

  /** Devices of all default routes. */
  private List<String> waysOut() {
    Links links = model.devices();
    Set<String> devices = new HashSet<>();
    for (Route route : model.routing().map(Routing::routes).orElse(List.of())) {
      if (route.isDefault()) {
        for (Route.Hop hop : route.hops()) {
          hop.link().ifPresent(link -> devices.add(Routes.device(link, links)));
        }
      }
    }
    return devices.stream().sorted().toList();
  }

  private void connections(ConnectionCounts counts) {
    String all = " of " + counts.established() + " connections";
    if (counts.stalled() > 0) {
      findings.add(
          Finding.of(
              STALLED,
              counts.established() == 1
                  ? "the only connection stands still"
                  : counts.stalled()
                      + all
                      + (counts.stalled() == 1 ? " stands" : " stand")
                      + " still",
              counts.stalled() + " sent data that nobody acknowledges, or lost all subflows",
              stalledWhere() + "; --connections marks them"));
    }
    if (counts.fellBack() * 2 > counts.established()) {
      findings.add(
          Finding.of(
              FALLBACK,
              counts.fellBack() + all + " fell back to plain TCP",
              "most connections are plain TCP: their peers have no Multipath TCP, or something on"
                  + " the way strips it",
              "see with --connections who the peers are; on the peer: sysctl net.mptcp.enabled"));
    }
  }

  private String stalledWhere() {
    List<String> names =
        model.uplinks().stream()
            .filter(uplink -> uplink.silent() > 0)
            .map(UplinkStatus::name)
            .toList();
    Optional<String> joined = names.isEmpty() ? Optional.empty() : Optional.of(Names.join(names));
    return joined.map(n -> "look at the line of " + n).orElse("look at the lines and the peer");
  }
}
