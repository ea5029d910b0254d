package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.collector.MetricDesc.counter;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.EventCollector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds up what subflows move, so that totals survive their end. Stands behind {@link
 * UplinkTracker}.
 *
 * <p>A subflow is known by its cookie; each round adds what its counters gained. Those of the first
 * dump start from what they had; later ones count in full. What happens between the last dump and
 * the end comes from the socket's last words, for subflows that a dump has shown or the path
 * manager announced; everything else is plain TCP and is dropped. Last words that the kernel has
 * cleared, or that say less than is known, add nothing.
 *
 * <p>Counters are the kernel's to the byte: {@code tcpi_bytes_received} counts the peer's FIN as a
 * byte, and so does the total.
 */
public final class CounterAccumulator implements Tracker<CounterAccumulator.State> {

  private static final MetricDesc TRANSMIT =
      counter(
          "mptcp_interface_subflow_transmit_bytes_total",
          "Payload bytes sent by subflows on the interface, retransmissions included. Survives the"
              + " end of a subflow.",
          "interface",
          "priority");
  private static final MetricDesc RECEIVE =
      counter(
          "mptcp_interface_subflow_receive_bytes_total",
          "Payload bytes received by subflows on the interface. Survives the end of a subflow.",
          "interface",
          "priority");
  private static final MetricDesc RETRANSMIT =
      counter(
          "mptcp_interface_subflow_retransmit_bytes_total",
          "Payload bytes sent again by subflows on the interface.",
          "interface");
  private static final MetricDesc OPENED =
      counter(
          "mptcp_interface_subflows_opened_total",
          "Subflows first seen on the interface.",
          "interface");
  private static final MetricDesc CLOSED =
      counter(
          "mptcp_interface_subflows_closed_total",
          "Subflows that have ended on the interface, by a bounded reason.",
          "interface",
          "reason");
  private static final MetricDesc CONNECTIONS_OPENED =
      counter(
          "mptcp_connections_opened_total",
          "Multipath connections first seen. At level L0 connections shorter than the sampling"
              + " interval are missed.");
  private static final MetricDesc CONNECTIONS_CLOSED =
      counter("mptcp_connections_closed_total", "Multipath connections no longer seen.");
  private static final MetricDesc FINALS_ZEROED =
      counter(
          "mptcp_subflow_finals_zeroed_total",
          "Closed subflows whose final counters the kernel had already zeroed (FASTCLOSE); their"
              + " last known values were kept.");

  /** What is remembered. */
  public static final class State {
    private final SubflowTotals totals;
    private final Tally tally;
    private final SubflowTable subflows;
    private final AnnouncedFlows announced;
    private final CloseReasons reasons;
    private final StandIns standIns;
    private final ConnectionCount connections;
    private final boolean finalsHeard;

    /** Before the first round. */
    private State() {
      totals = new SubflowTotals(Map.of(), 0, 0, 0, false);
      tally = new Tally();
      subflows = new SubflowTable(0, 0);
      announced = new AnnouncedFlows();
      reasons = new CloseReasons();
      standIns = new StandIns();
      connections = new ConnectionCount();
      finalsHeard = false;
    }

    private State(
        SubflowRound round,
        ConnectionCount connections,
        long finalsZeroed,
        boolean bytesKnown,
        boolean finalsHeard) {
      tally = round.tally;
      subflows = round.table;
      announced = round.announced;
      reasons = round.reasons;
      standIns = round.standIns;
      this.connections = connections;
      this.finalsHeard = finalsHeard;
      totals =
          new SubflowTotals(
              tally.totals(), connections.opened(), connections.closed(), finalsZeroed, bytesKnown);
    }

    /** What is shown. */
    public SubflowTotals totals() {
      return totals;
    }

    /** Whether a dump was seen; totals mean nothing before. */
    public boolean started() {
      return connections.started();
    }

    Tally tally() {
      return tally;
    }

    SubflowTable subflows() {
      return subflows;
    }

    AnnouncedFlows announced() {
      return announced;
    }

    CloseReasons reasons() {
      return reasons;
    }

    StandIns standIns() {
      return standIns;
    }
  }

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(
        TRANSMIT,
        RECEIVE,
        RETRANSMIT,
        OPENED,
        CLOSED,
        CONNECTIONS_OPENED,
        CONNECTIONS_CLOSED,
        FINALS_ZEROED);
  }

  @Override
  public State initial() {
    return new State();
  }

  @Override
  public State next(State state, View now) {
    Optional<Reading<MptcpSockets>> reading = now.snapshot().reading(ConnectionCollector.class);
    if (reading.isEmpty() || reading.get() instanceof Reading.Absent) {
      return state; // this kernel has no connections, or nobody wants to know
    }
    Optional<MptcpSockets> sockets = reading.get().value();
    KernelEvents events =
        now.value(EventCollector.class).orElseGet(() -> new KernelEvents(Set.of(), List.of()));
    long nanos = now.snapshot().monotonicNanos();
    Uplinks uplinks = now.state(UplinkTracker.class).orElseGet(() -> new UplinkTracker().initial());
    ConnectionCount connections = state.connections.next(sockets, events.events(), nanos);
    SubflowRound round =
        new SubflowRound(state, uplinks, connections, events, sockets.isPresent(), nanos);
    // Every kernel that has this dump has these counters; of others it is seen when one tells.
    boolean dumped = sockets.map(s -> s.origin() == DataSource.SOCK_DIAG).orElse(false);
    return new State(
        round,
        connections,
        state.totals.finalsZeroed() + round.zeroed,
        state.totals.bytesKnown() || dumped || round.bytesSeen,
        state.finalsHeard || events.listening().contains(DataSource.TCP_DESTROY));
  }

  @Override
  public void expose(State state, MetricSink sink) {
    if (!state.started()) {
      return;
    }
    SubflowTotals totals = state.totals;
    totals
        .interfaces()
        .forEach(
            (name, total) -> {
              if (totals.bytesKnown()) {
                sink.sample(TRANSMIT, (double) total.normal().transmit(), name, "normal");
                sink.sample(TRANSMIT, (double) total.backup().transmit(), name, "backup");
                sink.sample(RECEIVE, (double) total.normal().receive(), name, "normal");
                sink.sample(RECEIVE, (double) total.backup().receive(), name, "backup");
                sink.sample(RETRANSMIT, (double) total.retransmitBytes(), name);
              }
              sink.sample(OPENED, (double) total.opened(), name);
              total
                  .closed()
                  .forEach((why, count) -> sink.sample(CLOSED, (double) count, name, why));
            });
    sink.sample(CONNECTIONS_OPENED, (double) totals.connectionsOpened());
    sink.sample(CONNECTIONS_CLOSED, (double) totals.connectionsClosed());
    if (state.finalsHeard) {
      sink.sample(FINALS_ZEROED, (double) totals.finalsZeroed());
    }
  }
}
