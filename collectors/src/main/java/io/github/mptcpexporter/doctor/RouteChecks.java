package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.failover.Failover;
import io.github.mptcpexporter.failover.UplinkProblem;
import io.github.mptcpexporter.failover.UplinkState;
import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MultipathMode;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.tracker.RoutePlan;
import io.github.mptcpexporter.tracker.Uplink;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the tables lead out by the right uplink. */
final class RouteChecks {

  /** {@code RTNH_F_ONLINK}: someone said that the gateway is there. */
  private static final int FLAG_ONLINK = 0x4;

  private RouteChecks() {}

  static void defaultRoute(Evidence evidence, Findings findings) throws MissingSourceException {
    for (RoutePlan.Path path : evidence.livePaths()) {
      if (path.rule().isEmpty() || path.ok().orElse(true)) {
        continue;
      }
      String name = path.interfaceName();
      if (path.table().isEmpty()) {
        findings.fail(
            name,
            "rule \"" + Words.rule(path.rule().get()) + "\" turns " + name + " away",
            Words.ip(path.source())
                + " rule del priority "
                + path.rule().get().priority()
                + ", if whoever made it allows that");
        continue;
      }
      String table = Route.tableName(path.table().getAsLong());
      findings.fail(
          name,
          path.defaultRoute().isEmpty()
              ? "table " + table + " (" + name + ") has no default route"
              : "table " + table + " of " + name + " leads out by " + device(evidence, path),
          Words.ip(path.source())
              + " route replace default"
              + evidence.gatewayOf(path).map(gateway -> " via " + gateway).orElse("")
              + " dev "
              + evidence.deviceOf(path)
              + " table "
              + table);
    }
    findings.passOtherwise("every table of an uplink has its default route");
  }

  private static String device(Evidence evidence, RoutePlan.Path path)
      throws MissingSourceException {
    List<Route.Hop> hops = path.defaultRoute().map(Route::hops).orElse(List.of());
    for (Route.Hop hop : hops) {
      Optional<Link> link = evidence.links().byIndex(hop.link().orElse(-1));
      if (link.isPresent() && !link.get().name().equals(evidence.deviceOf(path))) {
        return link.get().name();
      }
    }
    return "another device";
  }

  static void gateway(Evidence evidence, Findings findings) throws MissingSourceException {
    for (RoutePlan.Path path : evidence.livePaths()) {
      if (path.gateway().isEmpty() || !(path.ok().orElse(false) || evidence.leadsMain(path))) {
        continue;
      }
      InetAddress gateway = path.gateway().get();
      String text = "gateway " + Words.address(gateway) + " of " + path.interfaceName();
      Optional<Neighbour> neighbour = path.neighbour();
      if (neighbour.isPresent() && neighbour.get().state() == Neighbour.State.FAILED) {
        findings.warn(
            path.interfaceName(),
            text + " does not answer (neighbour FAILED)",
            "look at the modem of " + path.interfaceName() + "; is this still its gateway?");
      } else if (!onLink(evidence, path, gateway)) {
        findings.warn(
            path.interfaceName(),
            text + " is in no network of " + evidence.deviceOf(path),
            "renew the lease: the table may still have the gateway of an old one");
      }
    }
    findings.passOtherwise(
        "every gateway is in a network of its uplink, and none is known to fail");
  }

  private static boolean onLink(Evidence evidence, RoutePlan.Path path, InetAddress gateway)
      throws MissingSourceException {
    boolean said =
        path.defaultRoute().map(Route::hops).orElse(List.of()).stream()
            .anyMatch(hop -> (hop.flagBits() & FLAG_ONLINK) != 0);
    if (said || gateway.isLinkLocalAddress()) {
      return true;
    }
    Optional<Link> link = evidence.uplink(path).flatMap(Uplink::link);
    for (Link.Address address : link.map(Link::addresses).orElse(List.of())) {
      if (Prefix.of(address.address().getAddress(), address.prefixLength()).contains(gateway)) {
        return true;
      }
    }
    return evidence.routing().routes().stream()
        .filter(route -> route.destination().map(p -> p.contains(gateway)).orElse(false))
        .flatMap(route -> route.hops().stream())
        .anyMatch(hop -> hop.gateway().isEmpty() && sameLink(hop, link));
  }

  private static boolean sameLink(Route.Hop hop, Optional<Link> link) {
    return link.isPresent() && hop.link().orElse(-1) == link.get().index();
  }

  static void master(Evidence evidence, Findings findings) throws MissingSourceException {
    List<Uplink> masters =
        evidence.participants().stream()
            .filter(uplink -> uplink.mode() == MultipathMode.MASTER)
            .toList();
    Map<AddressFamily, String> defaults = evidence.plan().mainDefaultInterfaces();
    if (masters.isEmpty()) {
      findings.skip("no interface is master");
      return;
    }
    if (defaults.isEmpty() || dead(evidence).isPresent()) {
      findings.skip("see route.master_dead");
      return;
    }
    List<String> names = masters.stream().map(Uplink::interfaceName).toList();
    for (Map.Entry<AddressFamily, String> entry : defaults.entrySet()) {
      boolean usable =
          masters.stream().anyMatch(uplink -> usable(evidence, uplink, entry.getKey()));
      if (usable && !names.contains(entry.getValue())) {
        findings.fail(
            names.get(0),
            "master is "
                + Words.join(names)
                + " but the default route goes via "
                + entry.getValue(),
            Words.ip(entry.getKey())
                + " route replace default by "
                + masters.get(0).device()
                + ", or ifup "
                + names.get(0));
      }
    }
    findings.passOtherwise(
        "the default route goes via " + Words.join(defaults.values().stream().distinct().toList()));
  }

  static void masterDead(Evidence evidence, Findings findings) throws MissingSourceException {
    Optional<String> dead = dead(evidence);
    Optional<RoutePlan.Path> wayOut = wayOut(evidence, dead);
    String remedy =
        wayOut
            .map(
                path ->
                    Words.ip(path.source())
                        + " route replace default"
                        + path.gateway().map(g -> " via " + Words.address(g)).orElse("")
                        + " dev "
                        + evidence.deviceName(path.interfaceName()))
            .orElse("bring another uplink up");
    if (dead.isPresent() && wayOut.isPresent()) {
      findings.fail(
          dead.get(),
          "new connections fail: the default route points to " + dead.get() + ", which is dead",
          remedy);
    } else if (!evidence.plan().mainDefaults().containsKey(AddressFamily.IPV4)
        && wayOut.filter(path -> path.family() == AddressFamily.IPV4).isPresent()) {
      findings.fail("new connections fail: the main table has no default route", remedy);
    } else if (evidence.plan().mainDefaults().isEmpty()) {
      findings.skip("there is no default route, and no uplink that could have one");
    } else {
      findings.pass(
          dead.isPresent()
              ? "the default route is dead, and so are all other uplinks"
              : "the default route does not point to a dead uplink");
    }
  }

  /** The uplink that the default route points to though nothing passes there. */
  private static Optional<String> dead(Evidence evidence) throws MissingSourceException {
    for (String name : evidence.plan().mainDefaultInterfaces().values()) {
      Optional<Uplink> uplink = evidence.uplinks().byInterface(name);
      boolean down = uplink.isPresent() && uplink.get().linkDown();
      boolean proved =
          evidence
              .failover()
              .map(Failover::problems)
              .map(problems -> problems.getOrDefault(name, List.of()))
              .orElse(List.of())
              .contains(UplinkProblem.DEFAULT_ROUTE_DEAD);
      if (down || proved) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static boolean usable(Evidence evidence, Uplink uplink, AddressFamily family) {
    boolean down =
        evidence
            .failover()
            .map(Failover::uplinks)
            .map(uplinks -> uplinks.get(uplink.interfaceName()))
            .map(record -> record.state() == UplinkState.DOWN)
            .orElse(false);
    return !down && !uplink.linkDown() && uplink.globalAddresses().getOrDefault(family, 0) > 0;
  }

  /** A path that leads out by an uplink other than the dead one. */
  private static Optional<RoutePlan.Path> wayOut(Evidence evidence, Optional<String> dead)
      throws MissingSourceException {
    return evidence.livePaths().stream()
        .filter(path -> path.ok().orElse(false))
        .filter(path -> !dead.equals(Optional.of(path.interfaceName())))
        .findFirst();
  }
}
