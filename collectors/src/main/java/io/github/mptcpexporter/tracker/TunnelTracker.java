package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.OpenVpnStatus;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TunnelReading;
import io.github.mptcpexporter.model.TunnelStatus;
import io.github.mptcpexporter.model.Tunnels;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.EventCollector;
import io.github.mptcpexporter.network.LinkCollector;
import io.github.mptcpexporter.openvpn.OpenVpnCollector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The tunnels of a router, joined with their devices and with their own connections, which are the
 * ones that MPTCP spreads over the uplinks. Stands behind {@link UplinkTracker}.
 *
 * <p>A tunnel of OpenWrt's configuration is always shown; one that is just a file is, once anything
 * of it was there, since a file alone does not say that it is in use.
 */
public final class TunnelTracker implements Tracker<TunnelTracker.State> {

  private static final double NANOS_PER_SECOND = 1e9;

  private final InterfaceFilter filter;

  /** What is remembered, and what is shown. */
  public static final class State {
    private final boolean started;
    private final Map<String, TunnelHistory> histories;
    private final ChosenFlows flows;
    private final List<TunnelState> tunnels;

    private State(
        boolean started,
        Map<String, TunnelHistory> histories,
        ChosenFlows flows,
        List<TunnelState> tunnels) {
      this.started = started;
      this.histories = Map.copyOf(histories);
      this.flows = flows;
      this.tunnels = List.copyOf(tunnels);
    }

    /** As of this round, in the order of the configuration. */
    public List<TunnelState> tunnels() {
      return tunnels;
    }
  }

  /**
   * @param filter interfaces that are shown
   */
  public TunnelTracker(InterfaceFilter filter) {
    this.filter = filter;
  }

  @Override
  public String name() {
    return "openvpn";
  }

  @Override
  public List<MetricDesc> metrics() {
    return TunnelMetrics.ALL;
  }

  @Override
  public State initial() {
    return new State(false, Map.of(), new ChosenFlows(), List.of());
  }

  @Override
  public State next(State before, View now) {
    Optional<Reading<Tunnels>> reading = now.snapshot().reading(OpenVpnCollector.class);
    if (reading.isEmpty()) {
      return before;
    }
    List<TunnelReading> all = reading.get().value().map(Tunnels::all).orElse(List.of());
    if (all.isEmpty() && before.histories.isEmpty()) {
      return before.started ? before : new State(true, Map.of(), before.flows, List.of());
    }
    Step step = new Step(before, now, filter);
    for (TunnelReading tunnel : all) {
      step.add(tunnel, all);
    }
    return step.state();
  }

  @Override
  public void expose(State state, MetricSink sink) {
    state.tunnels.forEach(tunnel -> TunnelMetrics.expose(tunnel, sink));
  }

  /** One round. */
  private static final class Step {
    private final State before;
    private final InterfaceFilter filter;
    private final long nanos;
    private final Instant takenAt;
    private final Optional<MptcpSockets> sockets;
    private final Optional<Links> links;
    private final Uplinks uplinks;
    private final KernelEvents events;
    private final ChosenFlows flows;
    private final Map<String, TunnelHistory> histories;
    private final List<Half> halves = new ArrayList<>();

    /** A tunnel before its bytes are summed up. */
    private record Half(
        TunnelReading reading,
        TunnelEnds ends,
        TunnelDevice device,
        TunnelHistory history,
        Map<String, Integer> subflows) {}

    private Step(State before, View now, InterfaceFilter filter) {
      this.before = before;
      this.filter = filter;
      this.nanos = now.snapshot().monotonicNanos();
      this.takenAt = now.snapshot().takenAt();
      this.sockets = now.value(ConnectionCollector.class);
      this.links = now.value(LinkCollector.class);
      this.uplinks = now.state(UplinkTracker.class).orElseGet(() -> new UplinkTracker().initial());
      this.events =
          now.value(EventCollector.class).orElseGet(() -> new KernelEvents(Set.of(), List.of()));
      this.flows = new ChosenFlows(before.flows, nanos);
      this.histories = new HashMap<>(before.histories);
    }

    private void add(TunnelReading reading, List<TunnelReading> all) {
      String name = reading.tunnel().name();
      TunnelEnds ends = TunnelEnds.of(reading, sockets);
      TunnelDevice device =
          links
              .map(read -> TunnelDevice.of(reading.tunnel(), all, read))
              .orElseGet(() -> new TunnelDevice(Optional.empty(), false));
      TunnelHistory history =
          before
              .histories
              .getOrDefault(name, TunnelHistory.NONE)
              .next(ends, device, !before.started, nanos);
      history = reading.status().isPresent() ? history.living() : history;
      histories.put(name, history);
      boolean file = reading.tunnel().origin().indexOf('/') >= 0;
      if (history.alive() || !file) {
        Map<String, Integer> subflows = subflows(name, ends);
        halves.add(new Half(reading, ends, device, history, subflows));
      }
    }

    /** Counts the live subflows, and what they and plain sockets have moved. */
    private Map<String, Integer> subflows(String tunnel, TunnelEnds ends) {
      Map<String, Integer> live = new LinkedHashMap<>();
      for (Uplink uplink : uplinks.all()) {
        live.put(uplink.interfaceName(), 0);
        flows.name(tunnel, uplink.interfaceName());
      }
      for (MptcpConnection one : ends.connections()) {
        for (Subflow subflow : one.subflows()) {
          String name = see(tunnel, subflow);
          if (subflow.live() && !one.fellBack() && filter.admits(name)) {
            live.merge(name, 1, Integer::sum);
          }
        }
      }
      ends.plain().forEach(socket -> see(tunnel, socket));
      return live;
    }

    private String see(String tunnel, Subflow flow) {
      String name = uplinks.placement().interfaceOf(flow);
      if (filter.admits(name)) {
        flows.see(tunnel, name, flow, !before.started);
      }
      return name;
    }

    private State state() {
      flows.end(events);
      List<TunnelState> tunnels = new ArrayList<>();
      for (Half half : halves) {
        tunnels.add(whole(half));
      }
      return new State(true, histories, flows, tunnels);
    }

    private TunnelState whole(Half half) {
      Optional<TunnelStatus> status = half.reading().status();
      String name = half.reading().tunnel().name();
      return new TunnelState(
          half.reading(),
          half.device().link(),
          half.device().known(),
          half.ends().connections(),
          half.ends().plain(),
          half.ends().read(),
          half.subflows(),
          flows.bytesKnown() ? flows.of(name) : Map.of(),
          half.history().transmit(),
          half.history().receive(),
          half.history().connects(),
          connectedSince(half, status),
          status.flatMap(TunnelStatus::written).map(at -> Duration.between(at, takenAt)));
    }

    /** A server says it itself. */
    private OptionalDouble connectedSince(Half half, Optional<TunnelStatus> status) {
      OptionalLong told = OptionalLong.empty();
      if (status.flatMap(TunnelStatus::content).orElse(null)
          instanceof OpenVpnStatus.Server server) {
        told =
            server.clients().stream()
                .filter(client -> client.commonName().isPresent())
                .flatMapToLong(client -> client.connectedSinceEpochSeconds().stream())
                .max();
      }
      if (told.isPresent()) {
        return OptionalDouble.of((double) told.getAsLong());
      }
      OptionalLong made = half.history().latest(nanos);
      return made.isPresent()
          ? OptionalDouble.of(
              takenAt.toEpochMilli() / 1e3 - (nanos - made.getAsLong()) / NANOS_PER_SECOND)
          : OptionalDouble.empty();
    }
  }
}
