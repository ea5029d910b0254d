package io.github.mptcpexporter.exporter.status;

import static io.github.mptcpexporter.exporter.status.Problem.DEFAULT_ROUTE_DEAD;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.tracker.RoutePlan;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether new connections, which start on the main table's default route, have a way out. Looked at
 * only where something shows that there should be one: an uplink has one in its own table, or a
 * connection has a peer that no route reaches.
 */
final class DefaultRouteFindings {

  private DefaultRouteFindings() {}

  static List<Finding> of(StatusModel model) {
    List<Finding> findings = new ArrayList<>();
    if (model.plan().isPresent()) {
      for (AddressFamily family : AddressFamily.values()) {
        find(model, model.plan().get(), family).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Optional<Finding> find(StatusModel model, RoutePlan plan, AddressFamily family) {
    String of = family == AddressFamily.IPV4 ? "" : "IPv6 ";
    Optional<Route> route = Optional.ofNullable(plan.mainDefaults().get(family));
    Optional<PathStatus> wayOut = wayOut(model, plan, family);
    if (route.isEmpty()) {
      return wayOut.isPresent() || cutOff(model, family)
          ? found(
              "new " + of + "connections fail: there is no default route",
              "the main table has no " + of + "default route",
              advice(wayOut, family))
          : Optional.empty();
    }
    if (wayOut.isEmpty()) {
      return Optional.empty();
    }
    return fault(model, plan, family, route.get())
        .flatMap(
            fault ->
                found(
                    "new " + of + "connections fail: the default route " + fault,
                    "main table: " + Routes.text(route.get(), model.devices()),
                    advice(wayOut, family)));
  }

  /**
   * Whether a peer of an open connection is beyond all routes. Said only where rules are not known,
   * and so no other table either, that might lead there.
   */
  private static boolean cutOff(StatusModel model, AddressFamily family) {
    if (model.sockets().isEmpty()
        || model.routing().isEmpty()
        || model.routing().get().rules().isPresent()) {
      return false;
    }
    List<Route> routes = model.routing().get().routes();
    for (MptcpConnection connection : model.sockets().get().connections()) {
      InetAddress peer = connection.addresses().remote();
      if (connection.established()
          && AddressFamily.of(peer) == family
          && routes.stream().noneMatch(route -> reaches(route, peer))) {
        return true;
      }
    }
    return false;
  }

  private static boolean reaches(Route route, InetAddress peer) {
    return route.destination().map(network -> network.contains(peer)).orElse(false);
  }

  private static Optional<Finding> found(String brief, String reason, String advice) {
    return Optional.of(Finding.of(DEFAULT_ROUTE_DEAD, brief, reason, advice));
  }

  private static Optional<String> fault(
      StatusModel model, RoutePlan plan, AddressFamily family, Route route) {
    String name = plan.mainDefaultInterfaces().getOrDefault(family, "");
    for (UplinkStatus uplink : model.uplinks()) {
      if (uplink.name().equals(name) && uplink.link() != LinkState.UP) {
        String shown = Names.shorten(name, Paragraph.WIDTH / 4);
        return Optional.of("leads to " + shown + " (" + uplink.link().label() + ")");
      }
    }
    return Routes.dead(route) ? Optional.of("is dead") : Optional.empty();
  }

  /** A path of a healthy uplink that is not the one of the main table. */
  private static Optional<PathStatus> wayOut(
      StatusModel model, RoutePlan plan, AddressFamily family) {
    String taken = plan.mainDefaultInterfaces().getOrDefault(family, "");
    for (UplinkStatus uplink : model.uplinks()) {
      if (uplink.usable() && !uplink.off() && !uplink.name().equals(taken)) {
        for (PathStatus path : uplink.paths()) {
          if (path.path().family() == family && path.lead() == Lead.OK && path.usable()) {
            return Optional.of(path);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static String advice(Optional<PathStatus> path, AddressFamily family) {
    String ip = family == AddressFamily.IPV4 ? "ip" : "ip -6";
    String way =
        path.map(known -> RouteAdvice.via(known.path().gateway())).orElse(" via GATEWAY")
            + " dev "
            + path.flatMap(PathStatus::device).orElse("DEVICE");
    return ip + " route replace default" + way;
  }
}
