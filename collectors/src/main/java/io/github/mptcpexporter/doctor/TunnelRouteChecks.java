package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.OpenVpnStatus;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.model.Tunnel;
import io.github.mptcpexporter.tracker.TunnelState;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether traffic finds its way into a tunnel and back. */
final class TunnelRouteChecks {

  private static final Pattern ROUTE =
      Pattern.compile("ip (?:-4 )?route (?:add|replace) (\\S+) via (\\S+)(?: .*)?");

  private TunnelRouteChecks() {}

  static void lanRule(Evidence evidence, Findings findings) throws MissingSourceException {
    List<Rule> rules = evidence.rules();
    for (TunnelState tunnel : evidence.tunnels()) {
      if (tunnel.server() || tunnel.link().isEmpty()) {
        findings.skip(
            tunnel.tunnel().name() + (tunnel.server() ? " serves others" : " has no device"));
        continue;
      }
      Link device = tunnel.link().get();
      String lan = evidence.lanDevice();
      Optional<Rule> rule =
          rules.stream()
              .filter(each -> each.incomingDevice().equals(Optional.of(lan)))
              .filter(each -> each.action() == Rule.Action.LOOKUP && each.mark().isEmpty())
              .findFirst();
      Optional<Route> main = defaultBy(evidence, Route.TABLE_MAIN, device);
      if (rule.isEmpty() && main.isEmpty()) {
        findings.fail(
            tunnel.tunnel().name(),
            "no rule \"iif " + lan + "\": traffic of the LAN bypasses the tunnel",
            "ip rule add iif " + lan + " table 1, as the up script does");
      } else if (rule.isPresent()) {
        table(evidence, tunnel, device, rule.get(), findings);
      } else {
        findings.pass("the main table leads into " + device.name());
      }
    }
  }

  private static void table(
      Evidence evidence, TunnelState tunnel, Link device, Rule rule, Findings findings)
      throws MissingSourceException {
    String table = Route.tableName(rule.table());
    Optional<Route> route = defaultBy(evidence, rule.table(), device);
    if (route.isEmpty()) {
      findings.fail(
          tunnel.tunnel().name(),
          "table " + table + " has no default route by " + device.name(),
          "ip route add default via SERVER dev " + device.name() + " table " + table);
      return;
    }
    Optional<InetAddress> gateway = route.get().hops().get(0).gateway();
    boolean failed =
        gateway.isPresent()
            && evidence.routing().neighbours().orElse(List.of()).stream()
                .filter(each -> each.address().equals(gateway.get()))
                .anyMatch(each -> each.state() == Neighbour.State.FAILED);
    if (failed) {
      findings.warn(
          tunnel.tunnel().name(),
          "the next hop " + Words.address(gateway.get()) + " in the tunnel does not answer",
          "is the server's address in the tunnel another one?");
    } else {
      findings.pass("the LAN enters by rule \"" + Words.rule(rule) + "\"");
    }
  }

  private static Optional<Route> defaultBy(Evidence evidence, long table, Link device)
      throws MissingSourceException {
    return evidence.routing().routes().stream()
        .filter(route -> route.table() == table && route.isDefault())
        .filter(route -> leavesBy(route, device))
        .findFirst();
  }

  private static boolean leavesBy(Route route, Link device) {
    return route.hops().stream().anyMatch(hop -> hop.link().orElse(-1) == device.index());
  }

  static void loop(Evidence evidence, Findings findings) throws MissingSourceException {
    for (TunnelState tunnel : evidence.tunnels()) {
      if (tunnel.link().isEmpty()) {
        continue;
      }
      for (Tunnel.Remote remote : tunnel.tunnel().remotes()) {
        Optional<InetAddress> server = literal(remote.host());
        Optional<Route> route =
            server.isEmpty() ? Optional.empty() : mainRoute(evidence, server.get());
        if (route.isPresent() && leavesBy(route.get(), tunnel.link().get())) {
          findings.fail(
              tunnel.tunnel().name(),
              "the route to the tunnel's server "
                  + remote.host()
                  + " goes through "
                  + tunnel.link().get().name()
                  + " itself",
              "give the server a route of its own by an uplink: ip route add "
                  + remote.host()
                  + " via GATEWAY");
        }
      }
    }
    findings.passOtherwise("no tunnel carries itself");
  }

  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(Prefix.parse(host).address());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a name, which is never looked up
    }
  }

  /** The route of table main for an address: the longest prefix, then the best metric. */
  private static Optional<Route> mainRoute(Evidence evidence, InetAddress address)
      throws MissingSourceException {
    return evidence.routing().routes().stream()
        .filter(route -> route.table() == Route.TABLE_MAIN)
        .filter(
            route -> route.destination().map(p -> p.contains(address)).orElse(route.isDefault()))
        .min(
            Comparator.comparingInt((Route r) -> -r.destination().map(Prefix::length).orElse(0))
                .thenComparingLong(Route::metric));
  }

  static void backRoute(Evidence evidence, Findings findings) throws MissingSourceException {
    evidence.routing();
    for (TunnelState tunnel : evidence.tunnels()) {
      if (!tunnel.server() || tunnel.link().isEmpty()) {
        findings.skip(
            tunnel.tunnel().name() + (tunnel.server() ? " has no device" : " is the client's end"));
        continue;
      }
      for (String line : TunnelFileChecks.upLines(evidence, tunnel.tunnel().name())) {
        Matcher matcher = ROUTE.matcher(line);
        if (matcher.matches()) {
          wanted(evidence, tunnel, matcher.group(1), matcher.group(2), findings);
        }
      }
    }
    findings.passOtherwise("every route back that an up script names is there");
  }

  private static void wanted(
      Evidence evidence, TunnelState tunnel, String network, String gateway, Findings findings)
      throws MissingSourceException {
    Link device = tunnel.link().orElseThrow();
    Prefix wanted;
    InetAddress via;
    try {
      wanted = Prefix.parse(network);
      via = Prefix.parse(gateway).address();
    } catch (IllegalArgumentException e) {
      return; // default, or something that the script computes
    }
    boolean there =
        evidence.routing().routes().stream()
            .filter(route -> route.destination().equals(Optional.of(wanted)))
            .flatMap(route -> route.hops().stream())
            .anyMatch(
                hop ->
                    hop.gateway().equals(Optional.of(via))
                        && hop.link().orElse(-1) == device.index());
    String text = network + " via " + gateway + " dev " + device.name();
    if (!there) {
      findings.fail(network, "no route to " + text, "ip route add " + text);
      return;
    }
    holder(tunnel, gateway, findings, network);
  }

  /** Whether a client that is connected has the address that the route leads to. */
  private static void holder(
      TunnelState tunnel, String gateway, Findings findings, String network) {
    List<OpenVpnStatus.Client> clients =
        tunnel.serverStatus().map(OpenVpnStatus.Server::clients).orElse(List.of());
    List<String> addresses =
        clients.stream().flatMap(client -> client.virtualAddress().stream()).toList();
    if (!addresses.isEmpty() && !addresses.contains(gateway)) {
      findings.fail(
          network,
          "the route to "
              + network
              + " leads to "
              + gateway
              + ", but the clients are "
              + Words.join(addresses),
          "pin the address: ifconfig-push in a client-config-dir, or ipp.txt with 0 seconds");
    }
  }

  static void pool(Evidence evidence, Findings findings) throws MissingSourceException {
    for (TunnelState tunnel : evidence.tunnels()) {
      String name = tunnel.tunnel().name();
      Optional<String> seconds =
          tunnel.tunnel().last("ifconfig-pool-persist").map(option -> option.argument(1));
      tunnel.reading().pool().orElse(List.of()).stream()
          .filter(entry -> !entry.understood())
          .forEach(
              entry ->
                  findings.warn(
                      name,
                      "the name \""
                          + entry.commonName()
                          + "\" has a comma: OpenVPN can not read it",
                      "give the client a certificate without a comma in its name"));
      if (seconds.isPresent() && !seconds.get().equals("0")) {
        findings.warn(
            name,
            "ifconfig-pool-persist without 0: its addresses are hints, and routes back rely on"
                + " them",
            "ifconfig-pool-persist FILE 0, or ifconfig-push in a client-config-dir");
      }
    }
    findings.passOtherwise("no address pool is relied upon that is but a hint");
  }
}
