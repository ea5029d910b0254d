package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Rule;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Commands that lead an address of an uplink out by that uplink. */
final class RouteAdvice {

  private RouteAdvice() {}

  /** What to do about a path that is not fine. */
  static String of(StatusModel model, UplinkStatus uplink, PathStatus path) {
    return switch (path.lead()) {
      case NO_RULE -> rule(model, uplink, path);
      case REFUSED ->
          ip(path.path().source())
              + " rule del priority "
              + path.path().rule().map(Rule::priority).orElse(0L)
              + ", if whoever made it allows that";
      default -> route(model, uplink, path);
    };
  }

  /** No rule leads the address: to a table that has its way out, or to a new one. */
  private static String rule(StatusModel model, UplinkStatus uplink, PathStatus path) {
    InetAddress source = path.path().source();
    String rule = ip(source) + " rule add from " + Addresses.text(source) + " table ";
    for (Route route : defaults(model, uplink, source)) {
      if (route.table() != Route.TABLE_MAIN) {
        return rule + route.table();
      }
    }
    return rule
        + "N; "
        + ip(source)
        + " route add "
        + wayOut(model, uplink, source)
        + " table N, for some number N";
  }

  /** A rule leads the address to a table without a way out by this uplink. */
  private static String route(StatusModel model, UplinkStatus uplink, PathStatus path) {
    InetAddress source = path.path().source();
    return ip(source)
        + " route replace "
        + wayOut(model, uplink, source)
        + " table "
        + Route.tableName(path.path().table().orElse(Route.TABLE_MAIN));
  }

  static String ip(InetAddress address) {
    return AddressFamily.of(address) == AddressFamily.IPV4 ? "ip" : "ip -6";
  }

  private static String wayOut(StatusModel model, UplinkStatus uplink, InetAddress source) {
    List<Route> known = defaults(model, uplink, source);
    Optional<InetAddress> gateway =
        known.isEmpty() ? Optional.empty() : known.get(0).hops().get(0).gateway();
    // A point-to-point link has a default route and no gateway.
    String via = known.isEmpty() ? " via GATEWAY" : via(gateway);
    return "default" + via + " dev " + uplink.uplink().device();
  }

  static String via(Optional<InetAddress> gateway) {
    return gateway.map(address -> " via " + Addresses.text(address)).orElse("");
  }

  /** Default routes of any table that leave by the uplink. */
  private static List<Route> defaults(StatusModel model, UplinkStatus uplink, InetAddress source) {
    Optional<Integer> link = uplink.uplink().link().map(Link::index);
    List<Route> all = model.routing().map(Routing::routes).orElse(List.of());
    return all.stream()
        .filter(route -> route.isDefault() && route.family() == AddressFamily.of(source))
        .filter(route -> !route.hops().isEmpty())
        .filter(route -> link.isPresent() && route.hops().get(0).link().orElse(-1) == link.get())
        .toList();
  }
}
