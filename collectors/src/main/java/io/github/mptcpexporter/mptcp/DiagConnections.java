package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.netlink.diag.SockDiag;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Connections and subflows from the dumps of sockets: of MPTCP first, then of TCP, each for both
 * address families, since the subflows of one connection may be of either.
 */
public final class DiagConnections implements ConnectionSource, Closeable {

  private final NetlinkConnection connection;
  private final SockDiag sockDiag;

  /** How many connections there were in the last round: there will be about as many. */
  private volatile int connections;

  /** Reads what every round needs. */
  public DiagConnections(NetlinkTransport transport) {
    this(transport, false);
  }

  /**
   * @param congestionControl whether to read the name of each subflow's algorithm too
   */
  public DiagConnections(NetlinkTransport transport, boolean congestionControl) {
    connection = new NetlinkConnection(transport, NetlinkFamily.SOCK_DIAG);
    sockDiag = new SockDiag(connection, congestionControl);
  }

  @Override
  public Optional<MptcpSockets> read() throws IOException {
    SocketJoin join = new SocketJoin(connections);
    try {
      for (AddressFamily family : AddressFamily.values()) {
        sockDiag.connections(family, join::connection);
      }
    } catch (NetlinkErrnoException e) {
      if (e.is(Errno.ENOENT) || e.is(Errno.EPROTONOSUPPORT)) {
        return Optional.empty(); // a kernel without mptcp_diag, or without sock_diag at all
      }
      throw e;
    }
    for (AddressFamily family : AddressFamily.values()) {
      sockDiag.tcpSockets(family, join::tcpSocket);
    }
    MptcpSockets sockets = join.sockets();
    connections = sockets.connections().size();
    return Optional.of(sockets);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
