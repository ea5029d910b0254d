package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.SocketDestroyed;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.TcpInfo.Field;
import io.github.mptcpexporter.model.TimedEvent;
import io.github.mptcpexporter.tracker.LongIndex;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose connections a round shows, and what their subflows have moved: first the dump, then the
 * last words of sockets that a dump has shown. Those that are cleared add nothing.
 */
final class PeerRound {

  /** How long a subflow waits for its last words when its connection has ended. */
  private static final long LAST_WORDS_NANOS = Duration.ofSeconds(60).toNanos();

  /** Most subflows that wait for them; further ones do not. */
  private static final int MOST_WAITING = 65_536;

  private static final long NO_CONNECTION = 0;

  /**
   * A connection of a peer.
   *
   * @param peer place in {@link Peers#all}
   * @param progress when the last byte passed on any of its subflows; {@link UplinkRecord#NEVER}
   */
  record Owned(int peer, MptcpConnection connection, long progress) {}

  /** What the live subflows of a path say. Filled while a round is folded. */
  static final class PathSum {
    final SubflowSum sum = new SubflowSum();
    long rttMicros;
    int measured;
  }

  private final Peers peers;
  private final PeerSubflows before;
  private final boolean baseline;
  private final Map<InetAddress, Integer> ownersBefore;
  private final boolean[] seen;
  private final LongIndex connections = new LongIndex(0);
  private final long[] progress; // by peer
  private final Thresholds limits;
  private final long nanos;

  final PeerPaths paths;
  final PeerSubflows subflows;
  final Map<InetAddress, Integer> owners = new HashMap<>();
  final List<Owned> owned = new ArrayList<>();
  final List<PathSum> sums = new ArrayList<>();

  /**
   * @param sockets empty if there was no dump in this round
   */
  PeerRound(
      Thresholds limits,
      Peers peers,
      PeerTracker.State before,
      Optional<MptcpSockets> sockets,
      List<TimedEvent> events,
      long nanos) {
    this.limits = limits;
    this.peers = peers;
    this.progress = new long[peers.all().size()];
    Arrays.fill(progress, UplinkRecord.NEVER);
    this.before = before.subflows();
    this.baseline = !before.started();
    this.ownersBefore = before.owners();
    this.seen = new boolean[this.before.size()];
    this.nanos = nanos;
    this.paths = new PeerPaths(before.paths());
    this.subflows = new PeerSubflows(this.before.size());
    if (sockets.isPresent()) {
      dump(sockets.get());
      waitForLastWords();
    } else {
      owners.putAll(ownersBefore);
      sums.addAll(before.sums());
      keepAll();
    }
    lastWords(events);
  }

  private void dump(MptcpSockets sockets) {
    for (MptcpConnection connection : sockets.connections()) {
      int owner = owner(connection);
      if (owner >= 0) {
        long last = progress(connection);
        progress[owner] = Math.max(progress[owner], last);
        owned.add(new Owned(owner, connection, last));
      }
    }
    owned.forEach(this::dump);
    for (Subflow stray : sockets.strays()) {
      int owner = owner(stray.addresses().remote());
      if (owner >= 0) {
        dump(owner, stray, NO_CONNECTION, false);
      }
    }
    while (sums.size() < paths.size()) {
      sums.add(new PathSum());
    }
  }

  /** By where it began, else by where any of its subflows comes from. */
  private int owner(MptcpConnection connection) {
    int owner = owner(connection.addresses().remote());
    for (int i = 0; owner < 0 && i < connection.subflows().size(); i++) {
      owner = owner(connection.subflows().get(i).addresses().remote());
    }
    return owner;
  }

  private int owner(InetAddress address) {
    Integer known = owners.get(address);
    if (known == null) {
      Integer old = ownersBefore.get(address);
      known = old == null ? Integer.valueOf(peers.of(address)) : old;
      owners.put(address, known);
    }
    return known;
  }

  private long progress(MptcpConnection connection) {
    long last = UplinkRecord.NEVER;
    for (Subflow subflow : connection.subflows()) {
      Optional<TcpInfo> info = subflow.info();
      if (info.isPresent() && subflow.live()) {
        last = Math.max(last, SubflowSum.progress(info.get(), nanos));
      }
    }
    return last;
  }

  /**
   * Whether a connection says anything of its peer. One that stands still while others of the peer
   * move on has lost its other end, as when a router restarts, and may do so for a quarter of an
   * hour.
   */
  boolean counts(Owned one) {
    return Observer.alive(one.connection())
        && progress[one.peer()] - one.progress() < limits.noProgress().toNanos();
  }

  private void dump(Owned one) {
    long cookie = one.connection().cookie().orElse(NO_CONNECTION);
    connections.add(cookie);
    // When nothing has passed for so long, it is an outage, whatever waits on which path.
    boolean lately = nanos - one.progress() < 2 * limits.noProgress().toNanos();
    boolean waits = lately && counts(one);
    for (Subflow subflow : one.connection().subflows()) {
      dump(one.peer(), subflow, cookie, waits);
    }
  }

  private void dump(int owner, Subflow subflow, long connection, boolean waits) {
    if (!subflow.hasUlp() || subflow.cookie().isEmpty()) {
      return; // a kernel that does not tell of which path it is
    }
    int known = subflows.size();
    int row = subflows.add(subflow.cookie().getAsLong());
    if (row != known) {
      return; // a dump may show a socket twice
    }
    int old = before.find(subflow.cookie().getAsLong());
    if (old >= 0) {
      seen[old] = true;
      subflows.copy(row, before, old);
    } else {
      subflows.path(row, paths.number(owner, subflow.ulp().orElseThrow().remoteAddressId()));
    }
    subflows.missedSince(row, PeerSubflows.NOT_MISSED);
    if (connection != NO_CONNECTION) {
      subflows.connection(row, connection);
    }
    if (subflows.path(row) != PeerPaths.SURPLUS) {
      count(row, subflow, waits, old < 0 && baseline);
    }
  }

  private void count(int row, Subflow subflow, boolean waits, boolean silently) {
    Optional<TcpInfo> info = subflow.info();
    if (info.isPresent()) {
      advance(row, info.get(), silently);
    }
    if (subflow.live()) {
      while (sums.size() < paths.size()) {
        sums.add(new PathSum());
      }
      PathSum sum = sums.get(subflows.path(row));
      sum.sum.add(subflow, waits, nanos);
      if (info.isPresent()) {
        sum.rttMicros += info.get().getOr(Field.RTT_MICROS, 0);
        sum.measured++;
      }
    }
  }

  /** Adds what a subflow's counters have gained; one that fell has gained nothing. */
  private void advance(int row, TcpInfo info, boolean silently) {
    long transmit = info.getOr(Field.BYTES_SENT, 0);
    long receive = info.getOr(Field.BYTES_RECEIVED, 0);
    long retransmit = info.getOr(Field.BYTES_RETRANS, 0);
    if (!silently) {
      paths.moved(
          subflows.path(row),
          Math.max(0, transmit - subflows.transmit(row)),
          Math.max(0, receive - subflows.receive(row)),
          Math.max(0, retransmit - subflows.retransmit(row)));
    }
    subflows.counters(row, transmit, receive, retransmit);
  }

  /** Keeps subflows that the dump lacks while their last words may come. */
  private void waitForLastWords() {
    int waiting = 0;
    for (int old = 0; old < before.size() && waiting < MOST_WAITING; old++) {
      long missed = before.missedSince(old);
      if (connections.contains(before.connection(old))) {
        missed = PeerSubflows.NOT_MISSED;
      } else if (missed == PeerSubflows.NOT_MISSED) {
        missed = nanos;
      }
      boolean over = missed != PeerSubflows.NOT_MISSED && nanos - missed > LAST_WORDS_NANOS;
      if (!seen[old] && !before.ended(old) && !over) {
        keep(old, missed);
        waiting++;
      }
    }
  }

  private void keepAll() {
    for (int old = 0; old < before.size(); old++) {
      if (!before.ended(old)) {
        keep(old, before.missedSince(old));
      }
    }
  }

  private void keep(int old, long missed) {
    int row = subflows.add(before.cookie(old));
    subflows.copy(row, before, old);
    subflows.missedSince(row, missed);
  }

  private void lastWords(List<TimedEvent> events) {
    for (TimedEvent timed : events) {
      if (timed.event() instanceof SocketDestroyed last) {
        int row = subflows.find(last.cookie());
        if (row >= 0 && !subflows.ended(row)) {
          subflows.end(row);
          boolean shown = subflows.path(row) != PeerPaths.SURPLUS;
          if (shown && !last.zeroed() && last.info().isPresent()) {
            advance(row, last.info().get(), false);
          }
        }
      }
    }
  }
}
