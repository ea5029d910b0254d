package io.github.mptcpexporter.network;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Routes of table main from {@code /proc/net/route} and {@code /proc/net/ipv6_route}. Files show
 * neither rules nor neighbours.
 *
 * <p>They do not tell either who made a route ({@code protocol} is 0, {@code RTPROT_UNSPEC}), nor
 * its preferred source, nor its scope (here the usual one: link without a gateway, else global),
 * and of a multipath route only the first hop. A route that refuses is unreachable here, though it
 * may be a prohibition; one without a device is a blackhole. IPv6 routes that serve some sources
 * only are left out, since they lead no other traffic.
 */
public final class FileRouting implements RoutingSource {

  private static final String IPV4 = "proc/net/route";
  private static final String IPV6 = "proc/net/ipv6_route";

  private static final int TYPE_BLACKHOLE = 6;
  private static final int TYPE_UNREACHABLE = 7;
  private static final int SCOPE_GLOBAL = 0;
  private static final int SCOPE_LINK = 253;

  private final RootFs rootFs;
  private final ByteOrder order;

  /**
   * @param order byte order of the machine whose files these are
   */
  public FileRouting(RootFs rootFs, ByteOrder order) {
    this.rootFs = rootFs;
    this.order = order;
  }

  @Override
  public Optional<Routing> read() throws IOException {
    Optional<List<Line>> ipv4 = rootFs.lines(IPV4);
    Optional<List<Line>> ipv6 = rootFs.lines(IPV6);
    if (ipv4.isEmpty() && ipv6.isEmpty()) {
      return Optional.empty();
    }
    Map<String, OptionalInt> links = new HashMap<>();
    List<Route> routes = new ArrayList<>();
    if (ipv4.isPresent()) {
      for (RouteRow row : RouteFileParser.parse(IPV4, ipv4.get(), order)) {
        routes.add(route(AddressFamily.IPV4, row, links));
      }
    }
    if (ipv6.isPresent()) {
      for (RouteRow row : Ipv6RouteFileParser.parse(ipv6.get())) {
        routes.add(route(AddressFamily.IPV6, row, links));
      }
    }
    return Optional.of(new Routing(routes, Optional.empty(), Optional.empty()));
  }

  private Route route(AddressFamily family, RouteRow row, Map<String, OptionalInt> links)
      throws IOException {
    int type = type(row);
    return new Route(
        family,
        Route.TABLE_MAIN,
        row.isDefault() ? Optional.<Prefix>empty() : Optional.of(row.destination()),
        type,
        0,
        row.hasGateway() ? SCOPE_GLOBAL : SCOPE_LINK,
        row.metric(),
        Optional.empty(),
        type == Route.TYPE_UNICAST ? List.of(hop(row, links)) : List.of());
  }

  private static int type(RouteRow row) {
    if (row.rejects()) {
      return TYPE_UNREACHABLE;
    }
    return row.hasDevice() ? Route.TYPE_UNICAST : TYPE_BLACKHOLE;
  }

  private Route.Hop hop(RouteRow row, Map<String, OptionalInt> links) throws IOException {
    Optional<InetAddress> gateway =
        row.hasGateway() ? Optional.of(row.gateway()) : Optional.empty();
    OptionalInt link = links.get(row.device());
    if (link == null) {
      link = SysClassNet.index(rootFs, row.device());
      links.put(row.device(), link);
    }
    return new Route.Hop(gateway, link, 1, 0);
  }
}
