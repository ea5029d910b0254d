package io.github.mptcpexporter.netlink.route;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.netlink.NetlinkRequest;
import io.github.mptcpexporter.netlink.ReplyHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Dumps of the network's configuration; no capability is needed.
 *
 * <p>Kernel: {@code net/core/rtnetlink.c}, {@code net/core/fib_rules.c}, {@code
 * net/core/neighbour.c}.
 */
public final class Rtnetlink {

  /**
   * Routes kept of one table. A table of more holds a list of the Internet's networks or of
   * addresses to block; of its further routes only those are kept that an uplink needs.
   */
  private static final int ROUTES_PER_TABLE = 5000;

  private final NetlinkConnection connection;
  private final AttributeReader attributes;

  /**
   * @param connection of {@code ROUTE}
   */
  public Rtnetlink(NetlinkConnection connection) {
    this.connection = connection;
    this.attributes = new AttributeReader(connection.byteOrder());
  }

  /** All links, each with its addresses. */
  public List<Link> links() throws IOException {
    NetlinkRequest request = request("RTM_GETADDR", MessageType.GETADDR);
    request.zeroes(AddressMessage.BYTES); // any family
    Map<Integer, List<Link.Address>> addresses = new HashMap<>();
    for (AddressMessage row : dump(request, row -> AddressMessage.parse(row, attributes))) {
      addresses.computeIfAbsent(row.link(), link -> new ArrayList<>()).add(row.address());
    }
    request = request("RTM_GETLINK", MessageType.GETLINK).zeroes(LinkMessage.BYTES);
    return dump(request, row -> LinkMessage.parse(row, attributes, addresses));
  }

  /**
   * Routes of all tables. Of a table that has more than 5,000 the further ones are left out, unless
   * they are default routes or made by the kernel itself.
   */
  public List<Route> routes(AddressFamily family) throws IOException {
    RouteRows rows = new RouteRows(family);
    connection.ask(
        request("RTM_GETROUTE " + family.label(), MessageType.GETROUTE, family, RouteMessage.BYTES),
        rows);
    return Collections.unmodifiableList(rows.routes);
  }

  /**
   * Rules, in the order in which the kernel looks at them.
   *
   * @throws io.github.mptcpexporter.netlink.NetlinkErrnoException with {@code EOPNOTSUPP} or {@code
   *     EAFNOSUPPORT} if the kernel has none
   */
  public List<Rule> rules(AddressFamily family) throws IOException {
    return dump(
        request("RTM_GETRULE " + family.label(), MessageType.GETRULE, family, RuleMessage.BYTES),
        row -> RuleMessage.parse(row, family, attributes));
  }

  /** Neighbours of all links. */
  public List<Neighbour> neighbours(AddressFamily family) throws IOException {
    return dump(
        request(
            "RTM_GETNEIGH " + family.label(), MessageType.GETNEIGH, family, NeighbourMessage.BYTES),
        row -> NeighbourMessage.parse(row, family, attributes));
  }

  /** Keeps the routes of a dump, and of large tables some. */
  private final class RouteRows implements ReplyHandler {

    private final AddressFamily family;
    private final List<Route> routes = new ArrayList<>();
    private final Map<Long, Integer> seen = new HashMap<>(); // by table

    RouteRows(AddressFamily family) {
      this.family = family;
    }

    @Override
    public void begin() {
      routes.clear();
      seen.clear();
    }

    @Override
    public void message(NetlinkMessage row) throws IOException {
      if (!RouteMessage.isRoute(row, family)) {
        return;
      }
      int count = seen.merge(RouteMessage.table(row, attributes), 1, Integer::sum);
      if (count <= ROUTES_PER_TABLE || RouteMessage.isBasic(row)) {
        routes.add(RouteMessage.parse(row, family, attributes));
      }
    }
  }

  /** What one row of a dump is. */
  private interface RowParser<T> {
    Optional<T> parse(NetlinkMessage row) throws IOException;
  }

  private NetlinkRequest request(String name, int type) {
    return NetlinkRequest.dump(name, type, connection.byteOrder());
  }

  private NetlinkRequest request(String name, int type, AddressFamily family, int headBytes) {
    return request(name, type).u8(family.number()).zeroes(headBytes - 1);
  }

  private <T> List<T> dump(NetlinkRequest request, RowParser<T> parser) throws IOException {
    List<T> rows = new ArrayList<>();
    connection.ask(
        request,
        new ReplyHandler() {
          @Override
          public void begin() {
            rows.clear();
          }

          @Override
          public void message(NetlinkMessage row) throws IOException {
            parser.parse(row).ifPresent(rows::add);
          }
        });
    return Collections.unmodifiableList(rows);
  }
}
