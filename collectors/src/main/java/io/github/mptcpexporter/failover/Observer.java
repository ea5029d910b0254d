package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.KernelSettings;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.MultipathMode;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.TimedEvent;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.EventCollector;
import io.github.mptcpexporter.mptcp.SettingsCollector;
import io.github.mptcpexporter.tracker.CounterAccumulator;
import io.github.mptcpexporter.tracker.PlacedSubflows;
import io.github.mptcpexporter.tracker.RoutePlan;
import io.github.mptcpexporter.tracker.RouteTracker;
import io.github.mptcpexporter.tracker.SubflowTotals;
import io.github.mptcpexporter.tracker.Uplink;
import io.github.mptcpexporter.tracker.UplinkTracker;
import io.github.mptcpexporter.tracker.Uplinks;
import io.github.mptcpexporter.tracker.View;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Makes of a view what the detector needs to know of the world. */
final class Observer {

  private static final long MILLI = 1_000_000;

  private final View view;
  private final long nanos;
  private final Uplinks uplinks;
  private final List<MptcpConnection> connections;
  private final boolean[] alive;

  /** Which of them have moved lately: others have lost their far end, and wait for nothing. */
  private final boolean[] waits;

  private final SubflowSum[] sums;
  private final Map<String, Long> silentSince = new HashMap<>();

  final List<TimedEvent> events;
  final Fitness fitness;
  final ConnectionTraces traces;
  final Map<Long, SubflowTrace> subflows;
  final Observation observation;

  Observer(Thresholds limits, View view, Failover before) {
    this.view = view;
    this.nanos = view.snapshot().monotonicNanos();
    this.uplinks = view.state(UplinkTracker.class).orElseGet(() -> new UplinkTracker().initial());
    Optional<MptcpSockets> sockets = view.value(ConnectionCollector.class);
    this.connections = sockets.map(MptcpSockets::connections).orElse(List.of());
    this.events = view.value(EventCollector.class).map(KernelEvents::events).orElse(List.of());
    this.alive = new boolean[connections.size()];
    this.waits = new boolean[connections.size()];
    long lately = nanos - 2 * limits.noProgress().toNanos();
    Set<InetAddress> peers = new HashSet<>();
    for (int i = 0; i < alive.length; i++) {
      MptcpConnection connection = connections.get(i);
      alive[i] = alive(connection);
      waits[i] = alive[i] && progress(connection, nanos) >= lately;
      if (alive[i]) {
        peers.add(connection.addresses().remote());
      }
    }
    this.sums = sums();
    this.traces = before.traces().next(sockets, events, nanos);
    this.subflows = ReceivingPaths.trace(before.subflows(), traces, connections, nanos);
    findSilence(limits);
    RoutePlan plan = view.state(RouteTracker.class).orElseGet(() -> new RouteTracker().initial());
    boolean connected = !peers.isEmpty();
    Fitness.Judge judge =
        new Fitness.Judge(before.fitness(), plan, events, uplinks.linksRead(), connected, nanos);
    SubflowTotals totals =
        view.state(CounterAccumulator.class)
            .orElseGet(() -> new CounterAccumulator().initial())
            .totals();
    List<UplinkFacts> facts = new ArrayList<>();
    for (int slot = 0; slot < sums.length; slot++) {
      Uplink uplink = uplinks.all().get(slot);
      if (!uplink.link().map(Link::loopback).orElse(false)) {
        facts.add(facts(uplink, sums[slot], totals, judge, before));
      }
    }
    this.fitness = judge.fitness();
    this.observation =
        new Observation(
            view.snapshot().takenAt(),
            nanos,
            enabled(),
            facts,
            demand(),
            peers.size(),
            defaultRoute(plan),
            count(),
            false);
  }

  /** The last round's world with the lines that have broken since; empty if none has. */
  static Optional<Observation> glimpse(Failover before, View now) {
    long nanos = now.snapshot().monotonicNanos();
    Uplinks uplinks = now.state(UplinkTracker.class).orElseGet(() -> new UplinkTracker().initial());
    RoutePlan plan = now.state(RouteTracker.class).orElseGet(() -> new RouteTracker().initial());
    List<TimedEvent> events =
        now.value(EventCollector.class).map(KernelEvents::events).orElse(List.of());
    boolean connected = before.seen().peers() > 0;
    Fitness.Judge judge =
        new Fitness.Judge(before.fitness(), plan, events, uplinks.linksRead(), connected, nanos);
    Map<String, Fitness.Broken> broken = new HashMap<>();
    for (Uplink uplink : uplinks.all()) {
      judge.judge(uplink).ifPresent(why -> broken.put(uplink.interfaceName(), why));
    }
    return before.seen().broken(now.snapshot().takenAt(), nanos, broken, defaultRoute(plan));
  }

  private SubflowSum[] sums() {
    SubflowSum[] all = new SubflowSum[uplinks.all().size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = new SubflowSum();
    }
    PlacedSubflows placed = uplinks.placed();
    for (int i = 0; i < placed.size(); i++) {
      Subflow subflow = placed.subflow(i);
      if (placed.slot(i) >= 0 && subflow.live()) {
        int connection = placed.connection(i);
        all[placed.slot(i)].add(subflow, connection >= 0 && waits[connection], nanos);
      }
    }
    return all;
  }

  private void findSilence(Thresholds limits) {
    ReceivingPaths receiving = new ReceivingPaths(limits, traces, subflows, nanos);
    Map<String, Long> progress = new HashMap<>();
    for (int slot = 0; slot < sums.length; slot++) {
      progress.put(uplinks.all().get(slot).interfaceName(), sums[slot].progress);
    }
    for (int i = 0; i < alive.length; i++) {
      if (alive[i]) {
        receiving.find(connections.get(i), uplinks.placement()::interfaceOf, progress, silentSince);
      }
    }
  }

  private UplinkFacts facts(
      Uplink uplink, SubflowSum sum, SubflowTotals totals, Fitness.Judge judge, Failover before) {
    String name = uplink.interfaceName();
    Optional<Fitness.Broken> broken = judge.judge(uplink);
    Optional<SubflowTotals.Interface> moved = totals.of(name);
    Long silent = silentSince.get(name);
    return new UplinkFacts(
        name,
        takesPart(uplink, broken, before),
        uplink.effectiveMode().reserve() || uplink.mode().reserve(),
        broken.map(Fitness.Broken::cause),
        broken.map(Fitness.Broken::since).orElse(nanos),
        sum.subflows,
        sum.progress == UplinkRecord.NEVER ? OptionalLong.empty() : OptionalLong.of(sum.progress),
        moved.map(SubflowTotals.Interface::transmitBytes).orElse(0L),
        moved.map(SubflowTotals.Interface::receiveBytes).orElse(0L),
        moved.map(SubflowTotals.Interface::retransmitBytes).orElse(0L),
        sum.inFlight,
        sum.backoff,
        sum.segments,
        sum.outOfOrder,
        silent == null ? OptionalLong.empty() : OptionalLong.of(silent));
  }

  /**
   * Without OpenWrt's configuration a line has mode off when it has neither endpoint nor subflow;
   * one that took part until its endpoint was removed is not off but lost.
   */
  private static boolean takesPart(
      Uplink uplink, Optional<Fitness.Broken> broken, Failover before) {
    if (uplink.mode() != MultipathMode.OFF) {
      return true;
    }
    boolean off =
        uplink.link().map(link -> (link.flagBits() & Link.FLAG_NOMULTIPATH) != 0).orElse(false);
    UplinkRecord record = before.uplinks().get(uplink.interfaceName());
    boolean tookPart = record != null && record.state() != UplinkState.DISABLED;
    return !off && tookPart && (broken.isPresent() || uplink.endpoints().isEmpty());
  }

  private boolean enabled() {
    return view.value(SettingsCollector.class).flatMap(KernelSettings::enabled).orElse(true);
  }

  /** By bytes that wait, or by bytes that have moved since the round before. */
  private boolean demand() {
    for (int i = 0; i < alive.length; i++) {
      if (alive[i] && hasToSend(connections.get(i))) {
        return true;
      }
    }
    for (SubflowSum sum : sums) {
      if (sum.progress != UplinkRecord.NEVER && nanos - sum.progress < 1000 * MILLI) {
        return true;
      }
    }
    return false;
  }

  private static long progress(MptcpConnection connection, long nanos) {
    long last = UplinkRecord.NEVER;
    for (Subflow subflow : connection.subflows()) {
      Optional<TcpInfo> info = subflow.info();
      if (info.isPresent()) {
        last = Math.max(last, SubflowSum.progress(info.get(), nanos));
      }
    }
    return last;
  }

  /** Whether an application has it and it can move bytes. */
  static boolean alive(MptcpConnection connection) {
    return connection.established() && connection.inode() != 0;
  }

  /** Whether there are bytes that the peer has not acknowledged. */
  static boolean hasToSend(MptcpConnection connection) {
    Optional<MptcpInfo> info = connection.info();
    boolean waits =
        info.isPresent()
            && info.get().getOr(MptcpInfo.Field.WRITE_SEQ, 0)
                != info.get().getOr(MptcpInfo.Field.SND_UNA, 0);
    return connection.transmitQueueBytes() > 0 || waits;
  }

  static Optional<String> defaultRoute(RoutePlan plan) {
    if (!plan.round().read()) {
      return Optional.empty();
    }
    return Optional.of(plan.mainDefaultInterfaces().getOrDefault(AddressFamily.IPV4, ""));
  }

  private int count() {
    int count = 0;
    for (boolean one : alive) {
      count += one ? 1 : 0;
    }
    return count;
  }
}
