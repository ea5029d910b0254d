package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.KernelSettings.Implementation;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MibCounters;
import io.github.mptcpexporter.model.MultipathMode;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.tracker.Uplink;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether the path manager knows the uplinks, and whether MPTCP gets through. */
final class EndpointChecks {

  /** {@code MPTCP_PM_ADDR_MAX}, {@code net/mptcp/pm_netlink.c}. */
  private static final int MOST_ENDPOINTS = 8;

  /** Share of connections below which falling back is no news. */
  private static final double FEW = 0.05;

  private EndpointChecks() {}

  static void endpoint(Evidence evidence, Findings findings) throws MissingSourceException {
    if (evidence.settings().implementation() != Implementation.UPSTREAM) {
      findings.skip("the kernel has no endpoints to be set");
      return;
    }
    if (KernelChecks.userspace(evidence)) {
      findings.skip("a path manager in user space keeps its own endpoints");
      return;
    }
    PathManager pathManager = evidence.pathManager();
    List<Link> ways = WaysOut.of(evidence);
    if (pathManager.endpoints().isEmpty() && ways.size() > 1) {
      String names = Words.join(ways.stream().map(Link::name).toList());
      findings.warn(
          "no endpoint is set, though there are ways out by " + names + ": one for each connection",
          "ip mptcp endpoint add ADDRESS dev DEVICE subflow, once for each uplink");
    } else if (!pathManager.endpoints().isEmpty()) {
      for (Link link : candidates(evidence, ways)) {
        lacking(evidence, pathManager, link, findings);
      }
    }
    nowhere(evidence, pathManager, findings);
    for (Uplink uplink : evidence.participants()) {
      priority(uplink, findings);
    }
    findings.passOtherwise(
        pathManager.endpoints().isEmpty()
            ? "no endpoint is set, and there is but one way out"
            : Words.count(pathManager.endpoints().size(), "endpoint") + ", one for each uplink");
  }

  /** Devices that are configured to take part; without such a configuration, all ways out. */
  private static Set<Link> candidates(Evidence evidence, List<Link> ways)
      throws MissingSourceException {
    Set<Link> candidates = new LinkedHashSet<>();
    boolean configured = false;
    for (Uplink uplink : evidence.participants()) {
      configured |= uplink.configured().isPresent();
      boolean able = !uplink.linkDown() && uplink.mode() != MultipathMode.HANDOVER;
      if (able && uplink.configured().isPresent()) {
        uplink.link().filter(link -> has(link, AddressFamily.IPV4)).ifPresent(candidates::add);
      }
    }
    if (!configured) {
      candidates.addAll(ways);
    }
    return candidates;
  }

  /** An uplink none of whose addresses is an endpoint's. */
  private static void lacking(
      Evidence evidence, PathManager pathManager, Link way, Findings findings)
      throws MissingSourceException {
    Set<String> addresses = new HashSet<>();
    for (Link.Address address : way.addresses()) {
      if (address.global()) {
        addresses.add(Words.address(address.address()));
      }
    }
    for (Endpoint endpoint : pathManager.endpoints()) {
      if (addresses.contains(Words.address(endpoint.address()))
          || endpoint.link().orElse(-1) == way.index()) {
        return;
      }
    }
    String name = evidence.nameOf(way);
    if (evidence.plan().mainDefaultInterfaces().containsValue(name)) {
      return; // the first subflow is there without
    }
    boolean full = pathManager.endpoints().size() >= MOST_ENDPOINTS;
    String address = addresses.stream().sorted().findFirst().orElse("its address");
    String sentence =
        Words.named(name, way.name())
            + (evidence.isOn(name) ? " is on, but " : " has a way out, but ")
            + address
            + " is no MPTCP endpoint"
            + (full ? ": the kernel holds " + MOST_ENDPOINTS + ", and all are taken" : "");
    String remedy =
        full
            ? "delete an endpoint that is not needed: ip mptcp endpoint show"
            : "ip mptcp endpoint add " + address + " dev " + way.name() + " subflow";
    if (evidence.isOn(name)) {
      findings.fail(name, sentence, remedy);
    } else {
      findings.warn(name, sentence, remedy);
    }
  }

  /**
   * Endpoints whose address no device has, though theirs is up: a device that is down loses some.
   */
  private static void nowhere(Evidence evidence, PathManager pathManager, Findings findings)
      throws MissingSourceException {
    for (Endpoint endpoint : pathManager.endpoints()) {
      boolean down =
          evidence.links().byIndex(endpoint.link().orElse(-1)).map(l -> !l.up()).orElse(false);
      if (!down && evidence.links().byAddress(endpoint.address()).isEmpty()) {
        String address = Words.address(endpoint.address());
        findings.warn(
            address,
            "endpoint " + endpoint.id() + " has the address " + address + ", which no device has",
            "ip mptcp endpoint delete id " + endpoint.id() + ", then add the present address");
      }
    }
  }

  private static void priority(Uplink uplink, Findings findings) {
    boolean backup =
        uplink.endpoints().stream().anyMatch(endpoint -> endpoint.has(Endpoint.Flag.BACKUP));
    if (uplink.endpoints().isEmpty() || backup == uplink.mode().reserve()) {
      return;
    }
    Endpoint endpoint = uplink.endpoints().get(0);
    findings.fail(
        uplink.interfaceName(),
        uplink.interfaceName()
            + " is "
            + uplink.mode().label()
            + ", but its endpoint "
            + (backup ? "is a backup" : "is no backup"),
        "ip mptcp endpoint change id " + endpoint.id() + (backup ? " nobackup" : " backup"));
  }

  static void fallback(Evidence evidence, Findings findings) throws MissingSourceException {
    MibCounters counters = evidence.counters();
    long sent = counters.get("MPCapableSYNTX").orElse(0);
    long refused = counters.get("MPCapableFallbackSYNACK").orElse(0);
    long received = counters.get("MPCapableSYNRX").orElse(0);
    long stripped = counters.get("MPCapableFallbackACK").orElse(0);
    if (refused > sent * FEW) {
      findings.warn(
          refused + " of " + sent + " connections that this host opened fell back to plain TCP",
          "see with status --connections who the peers are; on the peer: sysctl net.mptcp.enabled;"
              + " if it is on, something on the way strips MPTCP's options");
    }
    if (stripped > received * FEW) {
      findings.warn(
          stripped + " of " + received + " connections from peers fell back to plain TCP",
          "something between the peers and this host strips MPTCP's options");
    }
    broken(counters, findings, "MPJoinAckHMacFailure", "subflows were refused for a wrong HMAC");
    broken(counters, findings, "DSSCorruptionFallback", "connections fell back for altered data");
    broken(counters, findings, "DataCsumErr", "packets had a wrong checksum of MPTCP");
    findings.passOtherwise(
        refused
            + " of "
            + sent
            + " opened and "
            + stripped
            + " of "
            + received
            + " accepted connections fell back to plain TCP");
  }

  private static void broken(
      MibCounters counters, Findings findings, String counter, String sentence) {
    long count = counters.get(counter).orElse(0);
    if (count > 0) {
      findings.warn(
          count + " " + sentence + " (" + counter + ")",
          "something on the way rewrites what it passes on: a proxy or an ALG; use another port");
    }
  }

  /** Whether an address of that family is on the device. */
  static boolean has(Link link, AddressFamily family) {
    return link.addresses().stream()
        .anyMatch(a -> a.global() && AddressFamily.of(a.address()) == family);
  }
}
