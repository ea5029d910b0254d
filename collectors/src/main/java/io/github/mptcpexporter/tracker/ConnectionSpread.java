package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.collector.MetricDesc.gauge;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Over how many interfaces connections are spread: the state is the number of established
 * connections by the number of distinct interfaces that their live subflows use, the last for all
 * above; empty in a round without connections. Stands behind {@link UplinkTracker}.
 */
public final class ConnectionSpread implements Tracker<List<Integer>> {

  private static final MetricDesc BY_INTERFACES =
      gauge(
          "mptcp_connections_by_interfaces",
          "Established multipath connections by number of distinct interfaces that their subflows"
              + " use.",
          "interfaces");

  private static final int MOST = 4;

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(BY_INTERFACES);
  }

  @Override
  public List<Integer> initial() {
    return List.of();
  }

  @Override
  public List<Integer> next(List<Integer> before, View now) {
    Optional<MptcpSockets> sockets = now.value(ConnectionCollector.class);
    Optional<Uplinks> uplinks = now.state(UplinkTracker.class);
    if (sockets.isEmpty() || uplinks.isEmpty()) {
      return List.of();
    }
    List<MptcpConnection> connections = sockets.get().connections();
    long[] interfaces = new long[connections.size()];
    PlacedSubflows placed = uplinks.get().placed();
    for (int i = 0; i < placed.size(); i++) {
      if (placed.connection(i) >= 0 && placed.subflow(i).live()) {
        // A bit for each interface, the first two for those unknown and those not shown.
        interfaces[placed.connection(i)] |= 1L << (placed.slot(i) + 2);
      }
    }
    int[] counts = new int[MOST + 2];
    for (int i = 0; i < interfaces.length; i++) {
      if (connections.get(i).established()) {
        counts[Math.min(Long.bitCount(interfaces[i]), MOST + 1)]++;
      }
    }
    List<Integer> spread = new ArrayList<>();
    for (int count : counts) {
      spread.add(count);
    }
    return List.copyOf(spread);
  }

  @Override
  public void expose(List<Integer> spread, MetricSink sink) {
    for (int i = 0; i < spread.size(); i++) {
      sink.sample(BY_INTERFACES, spread.get(i), i > MOST ? "more" : Integer.toString(i));
    }
  }
}
