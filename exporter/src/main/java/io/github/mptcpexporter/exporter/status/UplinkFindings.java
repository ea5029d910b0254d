package io.github.mptcpexporter.exporter.status;

import static io.github.mptcpexporter.exporter.status.Problem.LINK_DOWN;
import static io.github.mptcpexporter.exporter.status.Problem.NOT_JOINED;
import static io.github.mptcpexporter.exporter.status.Problem.NO_ADDRESS;
import static io.github.mptcpexporter.exporter.status.Problem.NO_CARRIER;
import static io.github.mptcpexporter.exporter.status.Problem.NO_DEVICE;
import static io.github.mptcpexporter.exporter.status.Problem.NO_ROUTE;
import static io.github.mptcpexporter.exporter.status.Problem.NO_RULE;
import static io.github.mptcpexporter.exporter.status.Problem.STALLED;
import static io.github.mptcpexporter.exporter.status.Problem.SUBFLOW_LIMIT;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.MptcpLimits;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.PathManager;
import java.util.Optional;
import java.util.Set;

/** Why an uplink is not used, or can not be: the first reason that holds. */
final class UplinkFindings {

  private final StatusModel model;
  private final UplinkStatus uplink;
  private final String name;
  private final String device;

  private UplinkFindings(StatusModel model, UplinkStatus uplink) {
    this.model = model;
    this.uplink = uplink;
    this.name = uplink.name();
    this.device = uplink.uplink().device();
  }

  /** Empty if the uplink is off, or nothing is wrong with it. */
  static Optional<Finding> of(StatusModel model, UplinkStatus uplink) {
    if (uplink.off() || uplink.link() == LinkState.UNKNOWN) {
      return Optional.empty();
    }
    UplinkFindings findings = new UplinkFindings(model, uplink);
    return findings
        .link()
        .or(findings::address)
        .or(findings::path)
        .or(findings::silent)
        .or(findings::notJoined);
  }

  private Optional<Finding> link() {
    String reason = device + " " + uplink.link().clause();
    return switch (uplink.link()) {
      case UP, UNKNOWN -> Optional.empty();
      case GONE ->
          found(
              NO_DEVICE,
              "has no device",
              reason + ": unplugged, or its driver is missing",
              "plug it in again, or see what the kernel says of it (dmesg)");
      case DOWN -> found(LINK_DOWN, "is switched off", reason, "ip link set " + device + " up");
      case NO_CARRIER ->
          found(
              NO_CARRIER,
              "has no carrier",
              reason + ": modem off, or cable out",
              "look at the modem and the cable of " + name);
      case DORMANT ->
          found(
              NO_CARRIER,
              "is not connected",
              reason + ": modem without connection",
              "look at the login of " + name + ": SIM, PIN, APN, user name");
    };
  }

  private Optional<Finding> address() {
    if (uplink.hasAddress()) {
      return Optional.empty();
    }
    if (uplink.uplink().endpoints().isEmpty()) {
      return found(
          NO_ADDRESS,
          "has no address",
          device + " has no global address",
          "see why DHCP or the login of " + name + " gives none");
    }
    Endpoint endpoint = uplink.uplink().endpoints().get(0);
    String address = Addresses.text(endpoint.address());
    return found(
        NO_ADDRESS,
        "lacks the address of its endpoint",
        device + " does not have " + address + ", the address of endpoint " + endpoint.id(),
        "ip mptcp endpoint delete id "
            + endpoint.id()
            + ", then add one for the address that "
            + device
            + " has now");
  }

  private Optional<Finding> path() {
    for (PathStatus path : uplink.paths()) {
      if (!path.lead().fine()) {
        boolean rule = path.lead() == Lead.NO_RULE;
        return found(
            rule ? NO_RULE : NO_ROUTE,
            rule ? "has no rule" : "has no way out by its table",
            path.reason(),
            RouteAdvice.of(model, uplink, path));
      }
    }
    return Optional.empty();
  }

  /** All that was sent is unanswered, though the link is up. */
  private Optional<Finding> silent() {
    if (uplink.silent() == 0 || uplink.silent() < uplink.unanswered()) {
      return Optional.empty();
    }
    return found(
        STALLED,
        "does not answer",
        Amounts.count(uplink.silent(), "subflow") + " sent data that nobody acknowledges",
        "ping by it: ping -I " + device + " ADDRESS; restart its modem if there is no answer");
  }

  private Optional<Finding> notJoined() {
    int joinable = model.counts().map(ConnectionCounts::joinable).orElse(0);
    if (joinable == 0 || uplink.live() + uplink.opening() > 0 || !opensSubflows()) {
      return Optional.empty();
    }
    return limit(joinable).or(() -> gateway()).or(() -> unexplained(joinable));
  }

  /** Whether one of its endpoints is for subflows of connections as there are. */
  private boolean opensSubflows() {
    Set<AddressFamily> families =
        model.counts().map(ConnectionCounts::joinableFamilies).orElse(Set.of());
    for (Endpoint endpoint : uplink.uplink().endpoints()) {
      boolean subflow = endpoint.has(Endpoint.Flag.SUBFLOW) || !model.endpointFlags();
      if (subflow && families.contains(AddressFamily.of(endpoint.address()))) {
        return true;
      }
    }
    return false;
  }

  private Optional<Finding> limit(int joinable) {
    Optional<MptcpLimits> limits = model.pathManager().flatMap(PathManager::limits);
    if (limits.isEmpty() || model.userspacePathManager()) {
      return Optional.empty();
    }
    int extra = limits.get().extraSubflows();
    boolean full = model.counts().map(c -> c.full() == joinable).orElse(false);
    if (extra > 0 && !full) {
      return Optional.empty();
    }
    return found(
        SUBFLOW_LIMIT,
        "is kept out by the limit of subflows",
        "connections may have " + extra + " extra subflows, and all have as many",
        "ip mptcp limits set subflows 8 add_addr_accepted 8; new connections will use it");
  }

  private Optional<Finding> gateway() {
    for (PathStatus path : uplink.paths()) {
      Optional<Neighbour> gateway = path.path().neighbour();
      if (gateway.isPresent() && gateway.get().state() == Neighbour.State.FAILED) {
        return found(
            NOT_JOINED,
            "is unused",
            "its gateway " + Addresses.text(gateway.get().address()) + " does not answer",
            "look at the modem of " + name);
      }
    }
    return Optional.empty();
  }

  private Optional<Finding> unexplained(int joinable) {
    return found(
        NOT_JOINED,
        "is unused",
        joinable == 1
            ? "ready, but the only connection has no subflow there"
            : "ready, but none of " + joinable + " connections has a subflow there",
        "see the MPJoin lines of --counters; if it was down, set its endpoint anew: the kernel"
            + " does not join again by itself");
  }

  private Optional<Finding> found(Problem problem, String brief, String reason, String advice) {
    String subject = Names.shorten(name, Paragraph.WIDTH / 4);
    // Without OpenWrt's names the device is the interface, and named already.
    String told = reason.startsWith(name + " ") ? reason : subject + ": " + reason;
    return Optional.of(Finding.of(problem, name, subject + " " + brief, told, advice));
  }
}
