package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.MptcpEvent;
import io.github.mptcpexporter.model.NetworkChanged;
import io.github.mptcpexporter.model.SocketDestroyed;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.netlink.NetlinkSocket;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.netlink.diag.DestroyedSockets;
import io.github.mptcpexporter.netlink.generic.GenericFamily;
import io.github.mptcpexporter.netlink.mptcp.PathManagerEvents;
import io.github.mptcpexporter.netlink.route.NetworkChanges;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The kernel's events that we hear. */
final class EventSources {

  private EventSources() {}

  static List<EventSource> all(ByteOrder order) {
    return List.of(new PathManager(order), new TcpDestroy(order), new Network());
  }

  /** Connections and subflows that come and go. */
  private static final class PathManager implements EventSource {

    private static final String FAMILY = "mptcp_pm";
    private static final String GROUP = "mptcp_pm_events"; // since 5.12

    private final AttributeReader attributes;

    PathManager(ByteOrder order) {
      attributes = new AttributeReader(order);
    }

    @Override
    public DataSource name() {
      return DataSource.PM_EVENTS;
    }

    @Override
    public Optional<NetlinkSocket> join(NetlinkTransport netlink) throws IOException {
      OptionalInt group = group(netlink);
      return group.isPresent()
          ? EventSources.join(netlink, NetlinkFamily.GENERIC, List.of(group.getAsInt()))
          : Optional.empty();
    }

    /** Asked for each time: its number is another after the module was loaded anew. */
    private static OptionalInt group(NetlinkTransport netlink) throws IOException {
      try (NetlinkConnection connection = NetlinkConnection.open(netlink, NetlinkFamily.GENERIC)) {
        return GenericFamily.find(connection, FAMILY, netlink.byteOrder())
            .map(family -> family.group(GROUP))
            .orElse(OptionalInt.empty());
      } catch (NetlinkErrnoException e) {
        if (isMissing(e)) {
          return OptionalInt.empty();
        }
        throw e;
      }
    }

    @Override
    public Optional<MptcpEvent> decode(NetlinkMessage message) throws NetlinkFormatException {
      return PathManagerEvents.decode(message, attributes);
    }

    @Override
    public String missing() {
      return "connections that come and go between two rounds are not counted, nor is it known why"
          + " subflows close";
    }
  }

  /** Last words of TCP sockets. */
  private static final class TcpDestroy implements EventSource {

    private final AttributeReader attributes;

    TcpDestroy(ByteOrder order) {
      attributes = new AttributeReader(order);
    }

    @Override
    public DataSource name() {
      return DataSource.TCP_DESTROY;
    }

    @Override
    public Optional<NetlinkSocket> join(NetlinkTransport netlink) throws IOException {
      return EventSources.join(
          netlink,
          NetlinkFamily.SOCK_DIAG,
          List.of(DestroyedSockets.GROUP_TCP_V4, DestroyedSockets.GROUP_TCP_V6));
    }

    @Override
    public Optional<SocketDestroyed> decode(NetlinkMessage message) throws NetlinkFormatException {
      return DestroyedSockets.decode(message, attributes);
    }

    @Override
    public String missing() {
      return "what a subflow moves between the last round and its end is not counted";
    }
  }

  /** Links, addresses, routes, rules, neighbours. */
  private static final class Network implements EventSource {

    @Override
    public DataSource name() {
      return DataSource.ROUTE_NETLINK;
    }

    @Override
    public Optional<NetlinkSocket> join(NetlinkTransport netlink) throws IOException {
      return EventSources.join(netlink, NetlinkFamily.ROUTE, NetworkChanges.GROUPS);
    }

    @Override
    public Optional<NetworkChanged> decode(NetlinkMessage message) throws NetlinkFormatException {
      return NetworkChanges.decode(message);
    }

    @Override
    public String missing() {
      return "changes of links, addresses, routes and rules are seen late";
    }
  }

  private static Optional<NetlinkSocket> join(
      NetlinkTransport netlink, NetlinkFamily family, List<Integer> groups) throws IOException {
    NetlinkSocket socket;
    try {
      socket = netlink.openForEvents(family);
    } catch (NetlinkErrnoException e) {
      if (isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
    try {
      for (int group : groups) {
        socket.join(group);
      }
      return Optional.of(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Whether the kernel was built without the family. */
  private static boolean isMissing(NetlinkErrnoException e) {
    return e.is(Errno.ENOENT) || e.is(Errno.EPROTONOSUPPORT) || e.is(Errno.EAFNOSUPPORT);
  }
}
