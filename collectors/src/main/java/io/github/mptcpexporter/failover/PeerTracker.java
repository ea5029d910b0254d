package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.TimedEvent;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.EventCollector;
import io.github.mptcpexporter.tracker.Tracker;
import io.github.mptcpexporter.tracker.View;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a server sees of the hosts at the other end: for each peer its paths, which stand for the
 * uplinks of {@link FailoverTracker}, behind which it stands.
 *
 * <p>A path is what the kernel calls the remote address id of a subflow, 0 for the initial one. A
 * server sees silent losses only: a path that the peer takes back by REMOVE_ADDR is no loss. Bytes
 * survive the end of a subflow, with the socket's last words; connections that no round saw are not
 * counted, since nothing says whose they were.
 */
public final class PeerTracker implements Tracker<PeerTracker.State> {

  private final Peers peers;
  private final Thresholds limits;

  /**
   * With the thresholds that were measured.
   *
   * @param peers whom to follow
   */
  public PeerTracker(Peers peers) {
    this.peers = peers;
    this.limits = Thresholds.defaults();
  }

  /** What is remembered. */
  public static final class State {
    private final boolean started;
    private final Instant takenAt;
    private final long nanos;
    private final PeerPaths paths;
    private final PeerSubflows subflows;
    private final Map<InetAddress, Integer> owners;
    private final List<PeerRound.PathSum> sums;
    private final List<Failover> bundles;
    private final List<BundleEvent> events;

    /** Before the first round. */
    private State(Peers peers) {
      started = false;
      takenAt = Instant.EPOCH;
      nanos = 0;
      paths = new PeerPaths(peers);
      subflows = new PeerSubflows(0);
      owners = Map.of();
      sums = List.of();
      bundles = Collections.nCopies(peers.all().size(), new FailoverTracker().initial());
      events = List.of();
    }

    private State(
        boolean started,
        Instant takenAt,
        long nanos,
        PeerRound round,
        List<Failover> bundles,
        List<BundleEvent> events) {
      this.started = started;
      this.takenAt = takenAt;
      this.nanos = nanos;
      this.paths = round.paths;
      this.subflows = round.subflows;
      this.owners = Collections.unmodifiableMap(round.owners);
      this.sums = Collections.unmodifiableList(round.sums);
      this.bundles = List.copyOf(bundles);
      this.events = List.copyOf(events);
    }

    /** The same, whose events have been told. */
    private State(State told) {
      this.started = told.started;
      this.takenAt = told.takenAt;
      this.nanos = told.nanos;
      this.paths = told.paths;
      this.subflows = told.subflows;
      this.owners = told.owners;
      this.sums = told.sums;
      this.bundles = told.bundles;
      this.events = List.of();
    }

    /** Whether a dump was seen. */
    boolean started() {
      return started;
    }

    Instant takenAt() {
      return takenAt;
    }

    long nanos() {
      return nanos;
    }

    PeerPaths paths() {
      return paths;
    }

    PeerSubflows subflows() {
      return subflows;
    }

    /** Peers by address, of all addresses of the last dump; -1 for those of no peer. */
    Map<InetAddress, Integer> owners() {
      return owners;
    }

    /** Of the last dump, by number of the path. */
    List<PeerRound.PathSum> sums() {
      return sums;
    }

    /** The paths of each peer, in the order of {@link Peers#all}. */
    List<Failover> bundles() {
      return bundles;
    }

    /**
     * Losses, failovers and outages that this round has found. The interface is {@code PEER/PATH},
     * or the peer alone.
     */
    public List<BundleEvent> events() {
      return events;
    }
  }

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public List<MetricDesc> metrics() {
    return PeerMetrics.ALL;
  }

  @Override
  public State initial() {
    return new State(peers);
  }

  @Override
  public State next(State before, View now) {
    Optional<Reading<MptcpSockets>> reading = now.snapshot().reading(ConnectionCollector.class);
    if (reading.isEmpty() || reading.get() instanceof Reading.Absent) {
      return before; // this kernel has no connections, or nobody wants to know
    }
    Optional<MptcpSockets> sockets = reading.get().value();
    List<TimedEvent> heard =
        now.value(EventCollector.class).map(KernelEvents::events).orElse(List.of());
    Instant takenAt = now.snapshot().takenAt();
    long nanos = now.snapshot().monotonicNanos();
    PeerRound round = new PeerRound(limits, peers, before, sockets, heard, nanos);
    if (sockets.isEmpty()) {
      return new State(
          before.started, before.takenAt, before.nanos, round, before.bundles, List.of());
    }
    Failover own =
        now.state(FailoverTracker.class).orElseGet(() -> new FailoverTracker().initial());
    PeerObserver observer =
        new PeerObserver(limits, peers.all().size(), round, own, takenAt, nanos);
    List<Failover> bundles = new ArrayList<>();
    List<BundleEvent> events = new ArrayList<>();
    for (int peer = 0; peer < peers.all().size(); peer++) {
      Failover bundle = fold(before.bundles.get(peer), observer, peer);
      bundles.add(bundle);
      if (bundle.nanos() == nanos) { // else it stayed as it was
        events.addAll(PeerEvents.of(peers.all().get(peer).name(), bundle.events()));
      }
    }
    return new State(true, takenAt, nanos, round, bundles, events);
  }

  /** A peer that is not there, and of which nothing is open, stays as it was. */
  private Failover fold(Failover before, PeerObserver observer, int peer) {
    Optional<Observation> seen = observer.of(peer);
    if (seen.isEmpty() && before.outage().isEmpty() && before.pending().isEmpty()) {
      return before;
    }
    Observation now = seen.orElseGet(() -> observer.observe(peer));
    FailoverRound round = new FailoverRound(limits, before, now, ConnectionTraces.NONE, Set.of());
    return round.state();
  }

  /** What has been told of peers is not told again. */
  @Override
  public State glimpse(State before, View now) {
    return new State(before);
  }

  @Override
  public void expose(State state, MetricSink sink) {
    if (state.started) {
      PeerMetrics.expose(peers, state, sink);
    }
  }
}
