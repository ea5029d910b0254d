package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.collector.MetricDesc.gauge;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the live subflows of each interface are like now. Stands behind {@link CounterAccumulator},
 * which knows what each has moved lately.
 */
public final class SubflowGauges implements Tracker<List<SubflowGauges.Interface>> {

  private static final MetricDesc SUBFLOWS =
      gauge("mptcp_interface_subflows", "Live subflows on the interface.", "interface", "priority");
  private static final MetricDesc SRTT =
      gauge(
          "mptcp_interface_subflow_srtt_seconds",
          "Mean smoothed round-trip time of the live subflows, weighted by bytes moved in the last"
              + " 10 s, unweighted when none moved. Absent without subflows.",
          "interface");
  private static final MetricDesc MIN_RTT =
      gauge(
          "mptcp_interface_subflow_min_rtt_seconds",
          "Lowest round-trip time seen by a live subflow. Absent without subflows.",
          "interface");
  private static final MetricDesc CONGESTION_WINDOW =
      gauge(
          "mptcp_interface_subflow_congestion_window_bytes",
          "Sum of the congestion windows of the live subflows.",
          "interface");
  private static final MetricDesc STALLED =
      gauge(
          "mptcp_interface_subflows_stalled",
          "Live subflows with unacknowledged data and no acknowledgement for longer than the stall"
              + " threshold.",
          "interface");

  private static final double MICROS_PER_SECOND = 1e6;

  /**
   * The live subflows of an interface.
   *
   * @param interfaceName its name, {@link Uplinks#UNKNOWN} for those that fit none
   * @param normal how many are of normal priority
   * @param backup how many are backups
   * @param paths what TCP says of them; empty where only files are read
   */
  public record Interface(
      String interfaceName, int normal, int backup, Optional<PathQuality> paths) {}

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(SUBFLOWS, SRTT, MIN_RTT, CONGESTION_WINDOW, STALLED);
  }

  @Override
  public List<Interface> initial() {
    return List.of();
  }

  @Override
  public List<Interface> next(List<Interface> before, View now) {
    Optional<MptcpSockets> sockets = now.value(ConnectionCollector.class);
    if (sockets.isEmpty()) {
      return List.of();
    }
    Uplinks uplinks = now.state(UplinkTracker.class).orElseGet(() -> new UplinkTracker().initial());
    CounterAccumulator accumulator = new CounterAccumulator();
    SubflowTable table =
        now.state(CounterAccumulator.class).orElseGet(accumulator::initial).subflows();
    return interfaces(sockets.get(), uplinks, table);
  }

  private static List<Interface> interfaces(
      MptcpSockets sockets, Uplinks uplinks, SubflowTable table) {
    int unknown = uplinks.all().size();
    int[] normal = new int[unknown + 1];
    int[] backup = new int[unknown + 1];
    PathQuality.Sum[] sums = new PathQuality.Sum[unknown + 1];
    boolean told = false;
    for (int slot = 0; slot <= unknown; slot++) {
      sums[slot] = new PathQuality.Sum();
    }
    PlacedSubflows placed = uplinks.placed();
    for (int i = 0; i < placed.size(); i++) {
      Subflow subflow = placed.subflow(i);
      told |= subflow.info().isPresent();
      if (subflow.live() && placed.slot(i) != PlacedSubflows.HIDDEN) {
        int slot = placed.slot(i) == PlacedSubflows.UNKNOWN ? unknown : placed.slot(i);
        (placed.backup(i) ? backup : normal)[slot]++;
        if (subflow.info().isPresent()) {
          int connection = placed.connection(i);
          Optional<MptcpConnection> of =
              connection >= 0
                  ? Optional.of(sockets.connections().get(connection))
                  : Optional.empty();
          sums[slot].add(subflow, placed.backup(i), of, recentBytes(table, subflow));
        }
      }
    }
    // Without any subflow nobody knows what files would lack: the source tells.
    boolean known = told || sockets.origin() == DataSource.SOCK_DIAG;
    List<Interface> interfaces = new ArrayList<>();
    for (int slot = 0; slot <= unknown; slot++) {
      boolean shown = slot < unknown && !uplinks.all().get(slot).aside();
      if (shown || normal[slot] + backup[slot] > 0) {
        interfaces.add(
            new Interface(
                slot < unknown ? uplinks.all().get(slot).interfaceName() : Uplinks.UNKNOWN,
                normal[slot],
                backup[slot],
                known ? Optional.of(sums[slot].quality()) : Optional.empty()));
      }
    }
    return List.copyOf(interfaces);
  }

  private static double recentBytes(SubflowTable table, Subflow subflow) {
    int row = subflow.cookie().isPresent() ? table.find(subflow.cookie().getAsLong()) : -1;
    return row >= 0 ? table.recentBytes(row) : 0;
  }

  @Override
  public void expose(List<Interface> interfaces, MetricSink sink) {
    for (Interface one : interfaces) {
      String name = one.interfaceName();
      sink.sample(SUBFLOWS, one.normal(), name, "normal");
      sink.sample(SUBFLOWS, one.backup(), name, "backup");
      one.paths()
          .ifPresent(
              paths -> {
                paths
                    .rttMicros()
                    .ifPresent(rtt -> sink.sample(SRTT, rtt / MICROS_PER_SECOND, name));
                paths
                    .minRttMicros()
                    .ifPresent(rtt -> sink.sample(MIN_RTT, rtt / MICROS_PER_SECOND, name));
                sink.sample(CONGESTION_WINDOW, (double) paths.congestionWindowBytes(), name);
                sink.sample(STALLED, paths.stalled(), name);
              });
    }
  }
}
