package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.diag.InetDiagMessage;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives each subflow to its connection, as the rows come in: connections first, then TCP sockets.
 *
 * <p>The tie is the token. Up to 6.12 the kernel tells it only to those with CAP_NET_ADMIN; the
 * socket's inode ties without, as long as the application holds the socket. Which of the two it is,
 * each row decides: a TCP socket that tells no token and has no connection's inode is plain TCP.
 *
 * <p>Dumps are not atomic: a socket that moves in the kernel's table meanwhile may come twice, and
 * the later row counts.
 */
final class SocketJoin {

  private final List<MptcpConnection> connections = new ArrayList<>();
  private final List<List<Subflow>> subflows = new ArrayList<>(); // of each connection
  private final List<Subflow> strays = new ArrayList<>();
  private final LongIndex byCookie = new LongIndex();
  private final LongIndex byToken = new LongIndex();
  private final LongIndex byInode = new LongIndex();
  private final LongIndex strayByCookie = new LongIndex();

  /** Takes a row of a dump of MPTCP. */
  void connection(InetDiagMessage row) throws NetlinkFormatException {
    if (row.isListener()) {
      return;
    }
    MptcpConnection connection = row.connection();
    int place = byCookie.find(row.cookie());
    if (place < 0) {
      place = connections.size();
      connections.add(connection);
      subflows.add(new ArrayList<>(2));
      byCookie.put(row.cookie(), place);
    } else {
      connections.set(place, connection);
    }
    if (connection.token().isPresent()) {
      byToken.put(connection.token().getAsLong(), place);
    }
    if (connection.inode() != 0) {
      byInode.put(connection.inode(), place);
    }
  }

  /** Takes a row of a dump of TCP. */
  void tcpSocket(InetDiagMessage row) throws NetlinkFormatException {
    int place = row.hasToken() ? byToken.find(row.token()) : -1;
    if (place < 0) {
      place = byInode.find(row.inode());
    }
    if (place >= 0) {
      insert(subflows.get(place), row.subflow());
    } else if (row.isSubflow() && !row.isListener()) {
      stray(row);
    }
  }

  /** All that came in. */
  MptcpSockets sockets() {
    List<MptcpConnection> joined = new ArrayList<>(connections.size());
    for (int i = 0; i < connections.size(); i++) {
      joined.add(connections.get(i).withSubflows(subflows.get(i)));
    }
    strays.sort((a, b) -> compare(a.addresses(), b.addresses()));
    return new MptcpSockets(DataSource.SOCK_DIAG, joined, strays);
  }

  private void stray(InetDiagMessage row) throws NetlinkFormatException {
    int place = strayByCookie.find(row.cookie());
    if (place < 0) {
      strayByCookie.put(row.cookie(), strays.size());
      strays.add(row.subflow());
    } else {
      strays.set(place, row.subflow());
    }
  }

  /** Keeps the few subflows of a connection in the order of their addresses and ports. */
  private static void insert(List<Subflow> sorted, Subflow subflow) {
    for (int i = 0; i < sorted.size(); i++) {
      if (sorted.get(i).cookie().equals(subflow.cookie())) {
        sorted.remove(i); // the same socket again
        break;
      }
    }
    int place = sorted.size();
    while (place > 0 && compare(subflow.addresses(), sorted.get(place - 1).addresses()) < 0) {
      place--;
    }
    sorted.add(place, subflow);
  }

  private static int compare(FourTuple a, FourTuple b) {
    int local = compare(a.local(), b.local());
    if (local != 0) {
      return local;
    }
    if (a.localPort() != b.localPort()) {
      return Integer.compare(a.localPort(), b.localPort());
    }
    int remote = compare(a.remote(), b.remote());
    return remote != 0 ? remote : Integer.compare(a.remotePort(), b.remotePort());
  }

  private static int compare(InetAddress a, InetAddress b) {
    return a.equals(b) ? 0 : Arrays.compareUnsigned(a.getAddress(), b.getAddress());
  }
}
