package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Rule;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One step of {@link RouteTracker}. */
final class RouteRound {

  private final Routing routing;
  private final Uplinks uplinks;
  private final Optional<Links> links;

  /** Routes to anywhere and to networks on a link: a router may have many more. */
  private final List<Route> routes = new ArrayList<>();

  private final Optional<RuleLookup> rules;

  RouteRound(Routing routing, Uplinks uplinks, Optional<Links> links) {
    this.routing = routing;
    this.uplinks = uplinks;
    this.links = links;
    for (Route route : routing.routes()) {
      if (RuleLookup.toAnywhere(route) || onLink(route)) {
        routes.add(route);
      }
    }
    this.rules = routing.rules().map(all -> new RuleLookup(all, routes));
  }

  private static boolean onLink(Route route) {
    return route.type() == Route.TYPE_UNICAST
        && route.destination().isPresent()
        && route.hops().size() == 1
        && route.hops().get(0).gateway().isEmpty();
  }

  /** The plan after this round. */
  RoutePlan plan(RoutePlan before) {
    Map<AddressFamily, Route> mainDefaults = new EnumMap<>(AddressFamily.class);
    Map<AddressFamily, String> interfaces = new EnumMap<>(AddressFamily.class);
    Map<AddressFamily, String> last = new EnumMap<>(AddressFamily.class);
    last.putAll(before.round().lastDefaultInterfaces());
    Map<AddressFamily, Long> changes = new EnumMap<>(AddressFamily.class);
    for (AddressFamily family : AddressFamily.values()) {
      Optional<Route> route = mainDefault(family);
      Optional<String> name = route.flatMap(this::interfaceOf);
      route.ifPresent(present -> mainDefaults.put(family, present));
      name.ifPresent(present -> interfaces.put(family, present));
      changes.put(family, before.defaultChanges().getOrDefault(family, 0L));
      if (route.isEmpty() || name.isPresent()) {
        String former = last.put(family, name.orElse(""));
        if (former != null && !former.equals(name.orElse(""))) {
          changes.merge(family, 1L, Long::sum);
        }
      }
    }
    List<RoutePlan.Path> paths = paths();
    List<String> names =
        uplinks.all().stream()
            .filter(uplink -> !uplink.aside())
            .map(Uplink::interfaceName)
            .toList();
    return new RoutePlan(
        paths,
        mainDefaults,
        interfaces,
        foreign(paths),
        changes,
        new RoutePlan.Round(true, names, last));
  }

  private Optional<Route> mainDefault(AddressFamily family) {
    Optional<Route> best = Optional.empty();
    for (Route route : routes) {
      if (route.family() == family
          && route.table() == Route.TABLE_MAIN
          && route.isDefault()
          && (best.isEmpty() || route.metric() < best.get().metric())) {
        best = Optional.of(route);
      }
    }
    return best;
  }

  /** Interface of a route's first hop that is alive, else of its first. */
  private Optional<String> interfaceOf(Route route) {
    OptionalInt index =
        route.hops().stream()
            .filter(hop -> !hop.dead())
            .findFirst()
            .or(() -> route.hops().stream().findFirst())
            .map(Route.Hop::link)
            .orElse(OptionalInt.empty());
    if (index.isEmpty()) {
      return Optional.empty();
    }
    return uplinks
        .byLink(index.getAsInt())
        .map(Uplink::interfaceName)
        .or(() -> uplinks.placement().interfaceOf(index.getAsInt()))
        .or(() -> links.flatMap(read -> read.byIndex(index.getAsInt())).map(Link::name));
  }

  private List<RoutePlan.Path> paths() {
    List<RoutePlan.Path> paths = new ArrayList<>();
    for (Uplink uplink : uplinks.all()) {
      for (AddressFamily family : AddressFamily.values()) {
        if (uplink.link().isPresent() && !uplink.aside()) {
          Link link = uplink.link().get();
          source(uplink, link, family)
              .ifPresent(source -> paths.add(path(uplink.interfaceName(), link, source)));
        }
      }
    }
    return paths;
  }

  /** The global address that an endpoint uses, else the first. */
  private static Optional<InetAddress> source(Uplink uplink, Link link, AddressFamily family) {
    List<InetAddress> addresses =
        link.addresses().stream()
            .filter(Link.Address::global)
            .map(Link.Address::address)
            .filter(address -> AddressFamily.of(address) == family)
            .toList();
    return uplink.endpoints().stream()
        .map(Endpoint::address)
        .filter(addresses::contains)
        .findFirst()
        .or(() -> addresses.stream().findFirst());
  }

  private RoutePlan.Path path(String interfaceName, Link link, InetAddress source) {
    Optional<RuleLookup.Led> led =
        rules.map(lookup -> lookup.lead(source)).filter(RuleLookup.Led::known);
    if (led.isEmpty()) {
      return RoutePlan.Path.unknown(interfaceName, source);
    }
    Optional<Route> defaultRoute = led.get().defaultRoute();
    Optional<Route.Hop> hop = defaultRoute.flatMap(route -> route.hops().stream().findFirst());
    Optional<InetAddress> gateway = hop.flatMap(Route.Hop::gateway);
    return new RoutePlan.Path(
        interfaceName,
        source,
        led.get().rule(),
        led.get().table(),
        connected(led.get().table().orElse(Route.TABLE_MAIN), link, source),
        defaultRoute,
        gateway,
        gateway.flatMap(address -> neighbour(address, hop.orElseThrow().link())),
        ok(led.get(), link));
  }

  /** Empty where a next hop does not say by which device it leaves. */
  private static Optional<Boolean> ok(RuleLookup.Led led, Link link) {
    if (led.rule().isEmpty() || led.defaultRoute().isEmpty()) {
      return Optional.of(false);
    }
    boolean here = true;
    for (Route.Hop hop : led.defaultRoute().get().hops()) {
      if (hop.link().isEmpty()) {
        return Optional.empty();
      }
      here &= hop.link().getAsInt() == link.index();
    }
    return Optional.of(here);
  }

  private Optional<Route> connected(long table, Link link, InetAddress source) {
    Optional<Route> best = Optional.empty();
    int length = -1;
    for (Route route : routes) {
      if (route.table() == table
          && onLink(route)
          && route.hops().get(0).link().equals(OptionalInt.of(link.index()))
          && route.destination().orElseThrow().contains(source)
          && route.destination().orElseThrow().length() > length) {
        best = Optional.of(route);
        length = route.destination().orElseThrow().length();
      }
    }
    return best;
  }

  private Optional<Neighbour> neighbour(InetAddress address, OptionalInt link) {
    return routing.neighbours().orElse(List.of()).stream()
        .filter(neighbour -> neighbour.address().equals(address))
        .filter(neighbour -> link.isEmpty() || neighbour.link() == link.getAsInt())
        .findFirst();
  }

  /** Rules that are neither the kernel's own nor for an address or a device of an interface. */
  private List<Rule> foreign(List<RoutePlan.Path> paths) {
    return routing.rules().orElse(List.of()).stream()
        .filter(rule -> !RuleLookup.kernels(rule))
        .filter(rule -> paths.stream().noneMatch(path -> leads(rule, path)))
        .filter(rule -> rule.outgoingDevice().map(this::isUplink).orElse(false).equals(false))
        .toList();
  }

  private static boolean leads(Rule rule, RoutePlan.Path path) {
    boolean chosen = path.rule().isPresent() && path.rule().get().equals(rule);
    boolean bySource =
        rule.source().map(prefix -> prefix.contains(path.source())).orElse(false)
            && rule.incomingDevice().isEmpty()
            && rule.mark().isEmpty()
            && !rule.inverted();
    return chosen || bySource;
  }

  private boolean isUplink(String device) {
    return uplinks.all().stream().anyMatch(uplink -> uplink.device().equals(device));
  }
}
