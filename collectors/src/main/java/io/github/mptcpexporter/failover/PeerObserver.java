package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.failover.PeerRound.Owned;
import io.github.mptcpexporter.failover.PeerRound.PathSum;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.Subflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes of a round what the detector needs to know of each peer, whose paths stand for uplinks. A
 * path without a live subflow takes no part: a server does not see why a peer has none.
 */
final class PeerObserver {

  private static final long RECENTLY_NANOS = 1_000_000_000;

  private final PeerRound round;
  private final ReceivingPaths receiving;
  private final Instant takenAt;
  private final long nanos;
  private final List<List<MptcpConnection>> alive = new ArrayList<>();
  private final List<List<Integer>> numbers = new ArrayList<>();

  /**
   * @param watched what is known of the connections that are watched between rounds
   */
  PeerObserver(
      Thresholds limits,
      int peers,
      PeerRound round,
      Failover watched,
      Instant takenAt,
      long nanos) {
    this.round = round;
    this.receiving = new ReceivingPaths(limits, watched.traces(), watched.subflows(), nanos);
    this.takenAt = takenAt;
    this.nanos = nanos;
    for (int peer = 0; peer < peers; peer++) {
      alive.add(new ArrayList<>());
      numbers.add(new ArrayList<>());
    }
    for (Owned owned : round.owned) {
      if (round.counts(owned)) {
        alive.get(owned.peer()).add(owned.connection());
      }
    }
    for (int number = 0; number < round.paths.size(); number++) {
      numbers.get(round.paths.path(number).peer()).add(number);
    }
  }

  /** What is seen of a peer; empty if nothing is. */
  Optional<Observation> of(int peer) {
    boolean any = !alive.get(peer).isEmpty();
    for (int number : numbers.get(peer)) {
      any |= round.sums.get(number).sum.subflows > 0;
    }
    return any ? Optional.of(observe(peer)) : Optional.empty();
  }

  /** A peer of which nothing is seen any more. */
  Observation observe(int peer) {
    Map<String, Long> progress = new HashMap<>();
    for (int number : numbers.get(peer)) {
      progress.put(round.paths.path(number).name(), round.sums.get(number).sum.progress);
    }
    Map<String, Long> silentSince = new HashMap<>();
    boolean demand = false;
    for (MptcpConnection connection : alive.get(peer)) {
      demand |= Observer.hasToSend(connection);
      receiving.find(connection, this::pathOf, progress, silentSince);
    }
    List<UplinkFacts> facts = new ArrayList<>();
    for (int number : numbers.get(peer)) {
      PathSum path = round.sums.get(number);
      demand |=
          path.sum.progress != UplinkRecord.NEVER && nanos - path.sum.progress < RECENTLY_NANOS;
      facts.add(facts(number, path.sum, silentSince));
    }
    return new Observation(
        takenAt, nanos, true, facts, demand, 1, Optional.empty(), alive.get(peer).size(), false);
  }

  private String pathOf(Subflow subflow) {
    int row = subflow.cookie().isPresent() ? round.subflows.find(subflow.cookie().getAsLong()) : -1;
    int number = row < 0 ? PeerPaths.SURPLUS : round.subflows.path(row);
    return number == PeerPaths.SURPLUS ? "" : round.paths.path(number).name();
  }

  private UplinkFacts facts(int number, SubflowSum sum, Map<String, Long> silentSince) {
    String name = round.paths.path(number).name();
    Long silent = silentSince.get(name);
    return new UplinkFacts(
        name,
        sum.subflows > 0,
        false,
        Optional.empty(),
        nanos,
        sum.subflows,
        sum.progress == UplinkRecord.NEVER ? OptionalLong.empty() : OptionalLong.of(sum.progress),
        round.paths.transmit(number),
        round.paths.receive(number),
        round.paths.retransmit(number),
        sum.inFlight,
        sum.backoff,
        sum.segments,
        sum.outOfOrder,
        silent == null ? OptionalLong.empty() : OptionalLong.of(silent));
  }
}
