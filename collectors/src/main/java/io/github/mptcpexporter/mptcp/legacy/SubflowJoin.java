package io.github.mptcpexporter.mptcp.legacy;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.TcpState;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives each connection its subflows.
 *
 * <p>All subflows of a connection show the inode of the application's socket, which is also in the
 * connection's row ({@code sk_set_socket()} in {@code mptcp_init4_subsockets()}): that is exact.
 * Inode 0 means that no application holds the socket. A connection has it until it is accepted, and
 * so have its subflows; but also plain TCP, what is left of closed connections, and sockets in
 * TIME_WAIT. There the peer's address and port decide, up to the number of subflows that the
 * connection's row gives; two connections of one peer that wait to be accepted can be mistaken for
 * each other.
 */
final class SubflowJoin {

  /** Rows that stand for no whole socket: requests to open one, and the ghosts of closed ones. */
  private static final Set<TcpState> NO_SOCKET =
      EnumSet.of(TcpState.SYN_RECV, TcpState.NEW_SYN_RECV, TcpState.TIME_WAIT);

  private record Peer(InetAddress address, int port) {
    static Peer of(FourTuple addresses) {
      return new Peer(addresses.remote(), addresses.remotePort());
    }
  }

  /** A connection that no application has accepted. */
  private record Unaccepted(int subflowCount, List<TcpRow> subflows) {
    boolean full() {
      return subflows.size() >= subflowCount;
    }
  }

  private final List<List<TcpRow>> subflows = new ArrayList<>();
  private final Map<Long, List<TcpRow>> byInode = new HashMap<>();
  private final Map<FourTuple, List<TcpRow>> byAddresses = new HashMap<>();
  private final Map<Peer, Deque<Unaccepted>> byPeer = new HashMap<>();

  SubflowJoin(List<MptcpRow> connections) {
    for (MptcpRow connection : connections) {
      List<TcpRow> mine = new ArrayList<>();
      subflows.add(mine);
      if (connection.inode() != 0) {
        byInode.put(connection.inode(), mine);
      } else {
        byAddresses.put(connection.addresses(), mine);
        byPeer
            .computeIfAbsent(Peer.of(connection.addresses()), peer -> new ArrayDeque<>())
            .add(new Unaccepted(connection.subflowCount(), mine));
      }
    }
  }

  /** Inodes whose rows of {@code /proc/net/tcp} are wanted, ascending. */
  long[] wantedInodes() {
    int zero = byPeer.isEmpty() ? 0 : 1;
    long[] inodes = new long[byInode.size() + zero];
    int at = zero; // no inode is below 0
    for (long inode : byInode.keySet()) {
      inodes[at++] = inode;
    }
    Arrays.sort(inodes);
    return inodes;
  }

  /**
   * Deals the rows out.
   *
   * @param rows those with a wanted inode
   * @return subflows of each connection, in the order of the connections
   */
  List<List<TcpRow>> join(List<TcpRow> rows) {
    List<TcpRow> others = new ArrayList<>();
    for (TcpRow row : rows) {
      List<TcpRow> owner = byInode.get(row.subflow().inode());
      if (owner == null && !isNoSocket(row)) {
        owner = byAddresses.get(row.subflow().addresses());
        if (owner == null) {
          others.add(row);
        }
      }
      if (owner != null) {
        owner.add(row);
      }
    }
    others.forEach(this::giveToPeersConnection);
    return subflows;
  }

  private void giveToPeersConnection(TcpRow row) {
    Deque<Unaccepted> candidates = byPeer.get(Peer.of(row.subflow().addresses()));
    if (candidates == null) {
      return;
    }
    while (!candidates.isEmpty() && candidates.getFirst().full()) {
      candidates.removeFirst();
    }
    if (!candidates.isEmpty()) {
      candidates.getFirst().subflows().add(row);
    }
  }

  private static boolean isNoSocket(TcpRow row) {
    return row.subflow().state().isPresent() && NO_SOCKET.contains(row.subflow().state().get());
  }
}
