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
import java.util.OptionalLong;

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
  private final List<Subflow> strays = new ArrayList<>();
  private final SubflowChains chains = new SubflowChains();
  private final PlaceIndex byCookie;
  private final PlaceIndex byToken;
  private final PlaceIndex byInode;
  private final PlaceIndex strayByCookie = new PlaceIndex(0);

  /**
   * @param expected connections that there is room for at first
   */
  SocketJoin(int expected) {
    byCookie = new PlaceIndex(expected);
    byToken = new PlaceIndex(expected);
    byInode = new PlaceIndex(expected);
  }

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
      byCookie.put(row.cookie(), place);
    } else {
      connections.set(place, connection);
    }
    OptionalLong token = connection.token();
    if (token.isPresent()) {
      byToken.put(token.getAsLong(), place);
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
      chains.put(place, row.cookie(), row.subflow());
    } else if (row.isSubflow() && !row.isListener()) {
      stray(row);
    }
  }

  /** All that came in. */
  MptcpSockets sockets() {
    List<MptcpConnection> joined = new ArrayList<>(connections.size());
    for (int i = 0; i < connections.size(); i++) {
      Subflow[] subflows = chains.get(i);
      sort(subflows);
      joined.add(connections.get(i).withSubflows(List.of(subflows)));
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

  /** By hand, since thousands of connections have two or three subflows each. */
  private static void sort(Subflow[] subflows) {
    for (int i = 1; i < subflows.length; i++) {
      Subflow subflow = subflows[i];
      int place = i;
      for (; place > 0 && isBefore(subflow, subflows[place - 1]); place--) {
        subflows[place] = subflows[place - 1];
      }
      subflows[place] = subflow;
    }
  }

  private static boolean isBefore(Subflow a, Subflow b) {
    return compare(a.addresses(), b.addresses()) < 0;
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
