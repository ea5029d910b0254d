package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.KernelSettings;
import io.github.mptcpexporter.model.KernelSettings.Implementation;
import io.github.mptcpexporter.model.MptcpLimits;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.tracker.Uplinks;
import java.util.Optional;

/** Whether the kernel can do it, and is told to. */
final class KernelChecks {

  private KernelChecks() {}

  static void mptcp(Evidence evidence, Findings findings) throws MissingSourceException {
    KernelSettings settings = evidence.settings();
    boolean outOfTree = settings.implementation() == Implementation.OUT_OF_TREE;
    if (settings.implementation() == Implementation.NONE) {
      findings.fail(
          "this kernel has no MPTCP: /proc/sys/net/mptcp does not exist",
          "OpenWrt: 24.10 or later, on a target that is not SMALL_FLASH; else Linux 5.6 or later"
              + " with CONFIG_MPTCP");
    } else if (!settings.enabled().orElse(true)) {
      String name = outOfTree ? "net.mptcp.mptcp_enabled" : "net.mptcp.enabled";
      findings.fail(name + " is 0: every connection is plain TCP", "sysctl -w " + name + "=1");
    } else {
      findings.pass("MPTCP is enabled (" + (outOfTree ? "out-of-tree, v0" : "upstream, v1") + ")");
    }
  }

  static void implementation(Evidence evidence, Findings findings) throws MissingSourceException {
    switch (evidence.settings().implementation()) {
      case UPSTREAM -> findings.pass("MPTCP is that of Linux, protocol version 1");
      case OUT_OF_TREE ->
          findings.warn(
              "out-of-tree MPTCP, protocol version 0: with a peer whose kernel has version 1 every"
                  + " connection falls back to plain TCP",
              "give both ends the same kind of kernel; OpenWrt 24.10 or later has version 1");
      case NONE -> findings.skip("the kernel has no MPTCP");
    }
  }

  static void diag(Evidence evidence, Findings findings) throws MissingSourceException {
    Optional<Reading<MptcpSockets>> reading = evidence.connectionReading();
    Implementation implementation = evidence.settings().implementation();
    if (reading.isPresent() && reading.get() instanceof Reading.Absent<MptcpSockets>) {
      evidence.rules(); // so there are netlink sockets, and it is this one that is lacking
      if (implementation == Implementation.NONE) {
        findings.skip("the kernel has no MPTCP");
        return;
      }
      findings.warn(
          "connections can not be listed: the kernel lacks inet_diag or mptcp_diag",
          "install kmod-inet-diag and kmod-inet-mptcp-diag");
      return;
    }
    int connections = evidence.sockets().connections().size();
    findings.pass("connections can be listed: " + Words.count(connections, "MPTCP connection"));
  }

  static void tables(Evidence evidence, Findings findings) throws MissingSourceException {
    int rules = evidence.rules().size();
    if (rules == 0) {
      findings.fail(
          "no policy routing: the kernel has no rules",
          "use a kernel with CONFIG_IP_MULTIPLE_TABLES; without it all subflows leave alike");
    } else {
      findings.pass("policy routing is there: " + Words.count(rules, "rule"));
    }
  }

  static void limits(Evidence evidence, Findings findings) throws MissingSourceException {
    PathManager pathManager = evidence.pathManager();
    if (pathManager.limits().isEmpty()) {
      findings.skip("the out-of-tree kernel has no limits");
      return;
    }
    if (userspace(evidence)) {
      findings.skip("a path manager in user space keeps its own limits");
      return;
    }
    MptcpLimits limits = pathManager.limits().get();
    int wanted = 0;
    for (AddressFamily family : AddressFamily.values()) {
      wanted = Math.max(wanted, extraSubflows(evidence, pathManager, family));
    }
    String counts = Words.count(pathManager.endpoints().size(), "endpoint");
    if (limits.extraSubflows() < wanted) {
      findings.fail(
          "a connection may have "
              + Words.count(limits.extraSubflows(), "extra subflow")
              + ", but "
              + counts
              + " ask for "
              + wanted,
          "ip mptcp limits set subflows 8 add_addr_accepted 8");
    } else {
      findings.pass(
          Words.count(limits.extraSubflows(), "extra subflow") + " allowed, enough for " + counts);
    }
  }

  /** Whether endpoints and limits of the kernel do not count. */
  static boolean userspace(Evidence evidence) throws MissingSourceException {
    return evidence.settings().pathManager().map("userspace"::equals).orElse(false);
  }

  /** How many subflows besides the first one the endpoints of that family ask for. */
  private static int extraSubflows(Evidence evidence, PathManager pathManager, AddressFamily family)
      throws MissingSourceException {
    Uplinks.Placement placement = evidence.uplinks().placement();
    String first = evidence.plan().mainDefaultInterfaces().getOrDefault(family, "");
    int extra = 0;
    boolean firstIsOne = false;
    for (Endpoint endpoint : pathManager.endpoints()) {
      if (endpoint.has(Endpoint.Flag.SUBFLOW) && AddressFamily.of(endpoint.address()) == family) {
        extra++;
        firstIsOne |= placement.interfaceOf(endpoint.link(), endpoint.address()).equals(first);
      }
    }
    return firstIsOne ? extra - 1 : extra;
  }
}
