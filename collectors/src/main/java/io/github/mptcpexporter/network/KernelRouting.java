package io.github.mptcpexporter.network;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.netlink.route.Rtnetlink;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Routes of all tables, rules and neighbours from rtnetlink. A kernel without IPv6 has those of
 * IPv4 alone, one without policy routing has no rules.
 */
public final class KernelRouting implements RoutingSource, Closeable {

  private final NetlinkConnection connection;
  private final Rtnetlink rtnetlink;

  public KernelRouting(NetlinkTransport transport) {
    connection = new NetlinkConnection(transport, NetlinkFamily.ROUTE);
    rtnetlink = new Rtnetlink(connection);
  }

  @Override
  public Optional<Routing> read() throws IOException {
    try {
      List<Route> routes = bothFamilies(rtnetlink::routes);
      List<Rule> rules = bothFamilies(rtnetlink::rules);
      List<Neighbour> neighbours = bothFamilies(rtnetlink::neighbours);
      return Optional.of(new Routing(routes, Optional.of(rules), Optional.of(neighbours)));
    } catch (NetlinkErrnoException e) {
      if (e.is(Errno.EPROTONOSUPPORT)) {
        return Optional.empty(); // no rtnetlink at all
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  /** A dump of one address family. */
  private interface Dump<T> {
    List<T> of(AddressFamily family) throws IOException;
  }

  private static <T> List<T> bothFamilies(Dump<T> dump) throws IOException {
    List<T> all = new ArrayList<>();
    for (AddressFamily family : AddressFamily.values()) {
      try {
        all.addAll(dump.of(family));
      } catch (NetlinkErrnoException e) {
        if (!e.is(Errno.EAFNOSUPPORT) && !e.is(Errno.EOPNOTSUPP)) {
          throw e;
        }
      }
    }
    return all;
  }
}
