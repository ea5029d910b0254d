package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.collector.MetricDesc.counter;
import static io.github.mptcpexporter.collector.MetricDesc.gauge;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.EventCollector;
import io.github.mptcpexporter.uci.ExporterConfigParser;
import io.github.mptcpexporter.uci.UciCollector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Connections that the configuration names. Stands behind {@link UplinkTracker}. */
public final class FlowTracker implements Tracker<FlowTracker.State> {

  private static final MetricDesc CONNECTIONS =
      gauge("mptcp_flow_connections", "Established connections of the named flow.", "flow");
  private static final MetricDesc SUBFLOWS =
      gauge("mptcp_flow_subflows", "Their live subflows on the interface.", "flow", "interface");
  private static final MetricDesc TRANSMIT =
      counter(
          "mptcp_flow_transmit_bytes_total", "Their bytes on the interface.", "flow", "interface");
  private static final MetricDesc RECEIVE =
      counter(
          "mptcp_flow_receive_bytes_total", "Their bytes on the interface.", "flow", "interface");
  private static final MetricDesc STALLED =
      gauge("mptcp_flow_stalled", "Those of them that have demand and make no progress.", "flow");

  private static final long STALLED_MILLIS = 1_000;

  private final InterfaceFilter filter;

  /**
   * A flow as of one round.
   *
   * @param connections established ones
   * @param stalled those of them that have something to send and to whom nothing has come back for
   *     a second
   * @param subflows live ones, by interface
   * @param moved bytes by interface; empty if the kernel does not tell
   */
  public record Now(
      String name,
      int connections,
      int stalled,
      Map<String, Integer> subflows,
      Map<String, FlowBytes> moved) {}

  /** What is remembered, and what is shown. */
  public static final class State {
    private final boolean started;
    private final Optional<UciPackage> source;
    private final List<NamedFlow> named;
    private final ChosenFlows bytes;
    private final List<Now> flows;

    private State(
        boolean started,
        Optional<UciPackage> source,
        List<NamedFlow> named,
        ChosenFlows bytes,
        List<Now> flows) {
      this.started = started;
      this.source = source;
      this.named = named;
      this.bytes = bytes;
      this.flows = List.copyOf(flows);
    }

    /** In the order of the configuration. */
    public List<Now> flows() {
      return flows;
    }
  }

  /**
   * @param filter interfaces that are shown
   */
  public FlowTracker(InterfaceFilter filter) {
    this.filter = filter;
  }

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(CONNECTIONS, SUBFLOWS, TRANSMIT, RECEIVE, STALLED);
  }

  @Override
  public State initial() {
    return new State(false, Optional.empty(), List.of(), new ChosenFlows(), List.of());
  }

  @Override
  public State next(State before, View now) {
    Optional<UciPackage> source =
        now.value(UciCollector.class).flatMap(config -> config.get(UciCollector.OWN));
    List<NamedFlow> named =
        source.equals(before.source)
            ? before.named
            : source.map(ExporterConfigParser::parse).map(NamedFlow::of).orElse(List.of());
    Optional<MptcpSockets> sockets = now.value(ConnectionCollector.class);
    if (sockets.isEmpty() || named.isEmpty()) {
      boolean started = before.started || sockets.isPresent();
      return new State(started, source, named, before.bytes, List.of());
    }
    Uplinks uplinks = now.state(UplinkTracker.class).orElseGet(() -> new UplinkTracker().initial());
    ChosenFlows bytes = new ChosenFlows(before.bytes, now.snapshot().monotonicNanos());
    List<Sum> sums = new ArrayList<>();
    for (NamedFlow flow : named) {
      sums.add(new Sum(flow, uplinks, bytes, !before.started));
    }
    for (MptcpConnection connection : sockets.get().connections()) {
      for (Sum sum : sums) {
        if (sum.flow.has(connection.addresses())) {
          sum.add(connection);
          break; // the first that fits, so that no byte counts twice
        }
      }
    }
    bytes.end(
        now.value(EventCollector.class).orElseGet(() -> new KernelEvents(Set.of(), List.of())));
    return new State(true, source, named, bytes, sums.stream().map(sum -> sum.now(bytes)).toList());
  }

  @Override
  public void expose(State state, MetricSink sink) {
    for (Now flow : state.flows) {
      sink.sample(CONNECTIONS, flow.connections(), flow.name());
      sink.sample(STALLED, flow.stalled(), flow.name());
      flow.subflows().forEach((on, count) -> sink.sample(SUBFLOWS, count, flow.name(), on));
      flow.moved()
          .forEach(
              (on, moved) -> {
                sink.sample(TRANSMIT, (double) moved.transmit(), flow.name(), on);
                sink.sample(RECEIVE, (double) moved.receive(), flow.name(), on);
              });
    }
  }

  /** What a round shows of a flow. */
  private final class Sum {
    private final NamedFlow flow;
    private final Uplinks uplinks;
    private final ChosenFlows bytes;
    private final boolean silently;
    private final Map<String, Integer> subflows = new LinkedHashMap<>();
    private int connections;
    private int stalled;

    private Sum(NamedFlow flow, Uplinks uplinks, ChosenFlows bytes, boolean silently) {
      this.flow = flow;
      this.uplinks = uplinks;
      this.bytes = bytes;
      this.silently = silently;
      for (Uplink uplink : uplinks.all()) {
        subflows.put(uplink.interfaceName(), 0);
        bytes.name(flow.name(), uplink.interfaceName());
      }
    }

    private void add(MptcpConnection connection) {
      connections += connection.established() ? 1 : 0;
      stalled += connection.established() && stands(connection) ? 1 : 0;
      for (Subflow subflow : connection.subflows()) {
        String name = uplinks.placement().interfaceOf(subflow);
        if (filter.admits(name)) {
          bytes.see(flow.name(), name, subflow, silently);
          if (subflow.live()) {
            subflows.merge(name, 1, Integer::sum);
          }
        }
      }
    }

    private Now now(ChosenFlows all) {
      return new Now(
          flow.name(),
          connections,
          stalled,
          Map.copyOf(subflows),
          all.bytesKnown() ? all.of(flow.name()) : Map.of());
    }
  }

  /** Whether there is something to send and nothing has come back for a second. */
  private static boolean stands(MptcpConnection connection) {
    boolean demand = connection.transmitQueueBytes() > 0;
    long youngest = Long.MAX_VALUE;
    for (Subflow subflow : connection.subflows()) {
      Optional<TcpInfo> info = subflow.info();
      if (subflow.live() && info.isPresent()) {
        demand |= info.get().getOr(TcpInfo.Field.UNACKED_SEGMENTS, 0) > 0;
        youngest = Math.min(youngest, info.get().getOr(TcpInfo.Field.LAST_ACK_RECV_MILLIS, 0));
        youngest = Math.min(youngest, info.get().getOr(TcpInfo.Field.LAST_DATA_RECV_MILLIS, 0));
      }
    }
    return demand && youngest != Long.MAX_VALUE && youngest >= STALLED_MILLIS;
  }
}
