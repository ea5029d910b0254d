package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.SourceNat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether this host passes on what comes out of a tunnel. */
final class ServerChecks {

  private ServerChecks() {}

  static void forward(Evidence evidence, Findings findings) throws MissingSourceException {
    List<Link> tunnels = evidence.tunnelDevices();
    if (tunnels.isEmpty()) {
      findings.skip("there is no tunnel to pass on from");
      return;
    }
    int forwarding = evidence.sysctls().ipv4Forwarding().orElse(1);
    if (forwarding == 0) {
      findings.fail(
          "net.ipv4.ip_forward is 0: nothing passes between "
              + tunnels.get(0).name()
              + " and other devices",
          "sysctl -w net.ipv4.ip_forward=1, and the same in /etc/sysctl.d");
    } else {
      findings.pass("IPv4 packets are passed on");
    }
  }

  static void nat(Evidence evidence, Findings findings) throws MissingSourceException {
    List<Link> tunnels = evidence.tunnelDevices();
    List<Prefix> networks = new ArrayList<>();
    for (Link tunnel : tunnels) {
      if (!leadsOut(evidence, tunnel)) {
        networks.addAll(networks(evidence, tunnel));
      }
    }
    Optional<String> uplink = mainDevice(evidence);
    // With several ways out this is the router, whose own networks are its firewall's business.
    if (networks.isEmpty() || uplink.isEmpty() || WaysOut.of(evidence).size() > 1) {
      findings.skip(
          tunnels.isEmpty() ? "there is no tunnel" : "NAT is the business of the other end");
      return;
    }
    SourceNat nat = evidence.sourceNat();
    for (Prefix network : networks) {
      List<SourceNat.Entry> covering =
          nat.rules().stream().filter(rule -> rule.mayCover(network, uplink.get())).toList();
      if (covering.isEmpty()) {
        findings.fail(
            Words.prefix(network),
            "no masquerade or SNAT for " + Words.prefix(network) + " on " + uplink.get(),
            "nft add table ip nat; nft 'add chain ip nat post { type nat hook postrouting priority"
                + " 100; }'; nft add rule ip nat post ip saddr "
                + Words.prefix(network)
                + " oifname "
                + uplink.get()
                + " masquerade");
      }
    }
    List<String> names = networks.stream().map(Words::prefix).toList();
    findings.passOtherwise("source NAT is there for " + Words.join(names) + " on " + uplink.get());
  }

  static void proxy(Evidence evidence, Findings findings) throws MissingSourceException {
    List<String> names = evidence.proxies().names();
    if (!names.isEmpty()) {
      findings.info(
          Words.join(names)
              + (names.size() == 1 ? " runs" : " run")
              + " here: a proxy brings traffic onto MPTCP too, if it opens its sockets so");
    }
    findings.passOtherwise("no proxy runs here that is known to be used with MPTCP");
  }

  /** Whether this host itself sends its traffic into the tunnel, as the router does. */
  private static boolean leadsOut(Evidence evidence, Link tunnel) throws MissingSourceException {
    return evidence.routing().routes().stream()
        .anyMatch(route -> route.isDefault() && leavesBy(route, tunnel));
  }

  /** IPv4 networks behind the tunnel: its own, and those that routes of table main name. */
  private static List<Prefix> networks(Evidence evidence, Link tunnel)
      throws MissingSourceException {
    return evidence.routing().routes().stream()
        .filter(route -> route.family() == AddressFamily.IPV4)
        .filter(route -> route.table() == Route.TABLE_MAIN && route.type() == Route.TYPE_UNICAST)
        .filter(route -> leavesBy(route, tunnel))
        .flatMap(route -> route.destination().stream())
        .distinct()
        .toList();
  }

  private static boolean leavesBy(Route route, Link link) {
    return route.hops().stream().anyMatch(hop -> hop.link().orElse(-1) == link.index());
  }

  private static Optional<String> mainDevice(Evidence evidence) throws MissingSourceException {
    Optional<Route> route =
        Optional.ofNullable(evidence.plan().mainDefaults().get(AddressFamily.IPV4));
    if (route.isEmpty() || route.get().hops().isEmpty()) {
      return Optional.empty();
    }
    return evidence.links().byIndex(route.get().hops().get(0).link().orElse(-1)).map(Link::name);
  }
}
