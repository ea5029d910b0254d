package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpState;
import io.github.mptcpexporter.tracker.Uplinks;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Numbers of all connections of a round.
 *
 * @param opening before they are established
 * @param closing after that
 * @param inDetail whether fallback and timers are told, as they are not in files
 * @param fellBack established ones that fell back to plain TCP, as far as it is told
 * @param stalled established ones that wait for the peer on all their subflows
 * @param fewestInterfaces fewest distinct interfaces of an established connection that did not fall
 *     back; empty if there is none
 * @param mostInterfaces most of the same
 * @param mostExtraSubflows most subflows of a connection beside the initial one; empty where not
 *     told
 * @param mostAcceptedAddresses most addresses that a connection accepted from its peer; empty where
 *     not told
 * @param joinable established ones that did not fall back and have moved data, so that further
 *     subflows may join
 * @param joinableFamilies of the joinable ones
 * @param full of the joinable, those with as many extra subflows as their limit allows
 */
record ConnectionCounts(
    int established,
    int opening,
    int closing,
    boolean inDetail,
    int fellBack,
    int stalled,
    OptionalInt fewestInterfaces,
    OptionalInt mostInterfaces,
    OptionalInt mostExtraSubflows,
    OptionalInt mostAcceptedAddresses,
    int joinable,
    Set<AddressFamily> joinableFamilies,
    int full) {

  ConnectionCounts {
    joinableFamilies = Set.copyOf(joinableFamilies);
  }

  static ConnectionCounts of(MptcpSockets sockets, Uplinks.Placement placement) {
    Counter counter = new Counter(placement, sockets.origin() == DataSource.SOCK_DIAG);
    for (MptcpConnection connection : sockets.connections()) {
      counter.add(connection);
    }
    return counter.counts();
  }

  /** Adds up. */
  private static final class Counter {

    private final Uplinks.Placement placement;
    private final boolean inDetail;
    private final Set<String> interfaces = new HashSet<>(); // reused for each connection
    private final Set<AddressFamily> families = EnumSet.noneOf(AddressFamily.class);
    private int established;
    private int opening;
    private int closing;
    private int fellBack;
    private int stalled;
    private int joinable;
    private int full;
    private OptionalInt fewest = OptionalInt.empty();
    private OptionalInt most = OptionalInt.empty();
    private OptionalInt extra = OptionalInt.empty();
    private OptionalInt accepted = OptionalInt.empty();

    Counter(Uplinks.Placement placement, boolean inDetail) {
      this.placement = placement;
      this.inDetail = inDetail;
    }

    void add(MptcpConnection connection) {
      if (!connection.established()) {
        boolean open = connection.state().map(Counter::opens).orElse(false);
        opening += open ? 1 : 0;
        closing += open ? 0 : 1;
        return;
      }
      established++;
      stalled += Subflows.stalled(connection) ? 1 : 0;
      if (connection.fellBack()) {
        fellBack++;
        return;
      }
      addInterfaces(connection);
      connection.info().ifPresent(this::addInfo);
      if (joinable(connection)) {
        joinable++;
        families.add(AddressFamily.of(connection.addresses().remote()));
        full += connection.info().map(Counter::full).orElse(false) ? 1 : 0;
      }
    }

    private void addInterfaces(MptcpConnection connection) {
      interfaces.clear();
      for (Subflow subflow : connection.subflows()) {
        if (subflow.live()) {
          interfaces.add(placement.interfaceOf(subflow));
        }
      }
      fewest = OptionalInt.of(Math.min(fewest.orElse(Integer.MAX_VALUE), interfaces.size()));
      most = max(most, interfaces.size());
    }

    private void addInfo(MptcpInfo info) {
      extra = max(extra, (int) info.getOr(MptcpInfo.Field.SUBFLOWS, 0));
      accepted = max(accepted, (int) info.getOr(MptcpInfo.Field.ADD_ADDR_ACCEPTED, 0));
    }

    private static boolean full(MptcpInfo info) {
      long limit = info.getOr(MptcpInfo.Field.SUBFLOWS_MAX, 0); // 0: not the kernel's to limit
      return limit > 0 && info.getOr(MptcpInfo.Field.SUBFLOWS, 0) >= limit;
    }

    private static boolean joinable(MptcpConnection connection) {
      for (Subflow subflow : connection.subflows()) {
        // The SYN and FIN count one byte; below that nothing was said, and nobody joins.
        if (subflow.live() && Subflows.moved(subflow).map(m -> m.bothWays() > 2).orElse(true)) {
          return true;
        }
      }
      return false;
    }

    private static boolean opens(TcpState state) {
      return state == TcpState.SYN_SENT || state == TcpState.SYN_RECV;
    }

    private static OptionalInt max(OptionalInt before, int number) {
      return OptionalInt.of(Math.max(before.orElse(number), number));
    }

    ConnectionCounts counts() {
      return new ConnectionCounts(
          established,
          opening,
          closing,
          inDetail,
          fellBack,
          stalled,
          fewest,
          most,
          extra,
          accepted,
          joinable,
          families,
          full);
    }
  }
}
