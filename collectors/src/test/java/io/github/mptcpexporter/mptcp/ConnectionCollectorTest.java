package io.github.mptcpexporter.mptcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.TcpState;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConnectionCollectorTest {

  private static final int FALLBACK = 1;

  private static Map<String, Double> expose(DataSource origin, MptcpConnection... connections) {
    ConnectionCollector collector = new ConnectionCollector(Optional::empty);
    Map<String, Double> samples = new TreeMap<>();
    collector.expose(
        new MptcpSockets(origin, List.of(connections), List.of()),
        (metric, value, labels) -> samples.put(metric.name() + List.of(labels), value));
    return samples;
  }

  private static MptcpConnection connection(
      TcpState state, int subflowCount, int extra, int limit, int flags, long queued) {
    byte[] info = new byte[96];
    info[MptcpInfo.Field.SUBFLOWS.offset()] = (byte) extra;
    info[MptcpInfo.Field.SUBFLOWS_MAX.offset()] = (byte) limit;
    info[MptcpInfo.Field.FLAGS.offset()] = (byte) flags;
    InetAddress local = InetAddress.getLoopbackAddress();
    return new MptcpConnection(
        OptionalLong.of(1),
        OptionalLong.of(2),
        new FourTuple(local, 40_000, local, 5201),
        Optional.of(state),
        0,
        OptionalLong.empty(),
        queued,
        queued * 10,
        OptionalInt.of(subflowCount),
        Optional.of(MptcpInfo.copyOf(info, 0, info.length, ByteOrder.LITTLE_ENDIAN)),
        List.of());
  }

  private static MptcpConnection established(int subflowCount) {
    return connection(TcpState.ESTABLISHED, subflowCount, 0, 2, 0, 0);
  }

  @Test
  void allNineStatesAreAlwaysThere() {
    Map<String, Double> samples =
        expose(
            DataSource.SOCK_DIAG,
            established(1),
            established(2),
            connection(TcpState.FIN_WAIT2, 1, 0, 2, 0, 0),
            connection(TcpState.LISTEN, 0, 0, 0, 0, 0));

    Map<String, Double> states = new TreeMap<>(samples);
    states.keySet().removeIf(name -> !name.startsWith("mptcp_connections["));
    assertEquals(
        List.of(
            "close",
            "close_wait",
            "closing",
            "established",
            "fin_wait1",
            "fin_wait2",
            "last_ack",
            "syn_recv",
            "syn_sent"),
        states.keySet().stream()
            .map(name -> name.replaceAll("mptcp_connections\\[|\\]", ""))
            .sorted()
            .toList());
    assertEquals(2, states.get("mptcp_connections[established]"));
    assertEquals(1, states.get("mptcp_connections[fin_wait2]"));
    assertEquals(3, states.values().stream().mapToDouble(Double::doubleValue).sum());
  }

  @Test
  void establishedConnectionsAreCountedByTheirSubflows() {
    List<MptcpConnection> connections = new ArrayList<>();
    for (int count : new int[] {0, 1, 1, 3, 8, 9, 33}) {
      connections.add(established(count));
    }
    connections.add(connection(TcpState.CLOSE_WAIT, 2, 0, 0, 0, 0));

    Map<String, Double> samples =
        expose(DataSource.SOCK_DIAG, connections.toArray(MptcpConnection[]::new));

    double[] expected = {1, 2, 0, 1, 0, 0, 0, 0, 1, 2};
    for (int i = 0; i < expected.length; i++) {
      String label = i == 9 ? "more" : Integer.toString(i);
      assertEquals(expected[i], samples.get("mptcp_connections_by_subflows[" + label + "]"));
    }
  }

  @Test
  void theLimitIsReachedByExtraSubflowsAndNoneIsNoLimit() {
    Map<String, Double> samples =
        expose(
            DataSource.SOCK_DIAG,
            connection(TcpState.ESTABLISHED, 3, 2, 2, 0, 0),
            connection(TcpState.ESTABLISHED, 2, 1, 2, 0, 0),
            connection(TcpState.ESTABLISHED, 1, 0, 0, 0, 0),
            connection(TcpState.FIN_WAIT2, 3, 2, 2, 0, 0));

    assertEquals(1, samples.get("mptcp_connections_at_subflow_limit[]"));
  }

  @Test
  void aFallbackCountsWhileItIsOpen() {
    Map<String, Double> samples =
        expose(
            DataSource.SOCK_DIAG,
            connection(TcpState.ESTABLISHED, 1, 0, 4, FALLBACK, 0),
            connection(TcpState.CLOSE_WAIT, 1, 0, 4, FALLBACK, 0),
            connection(TcpState.FIN_WAIT2, 1, 0, 4, FALLBACK, 0),
            established(1));

    assertEquals(2, samples.get("mptcp_connections_fallback[]"));
  }

  @Test
  void queuesAreSummedOverAllConnections() {
    Map<String, Double> samples =
        expose(
            DataSource.SOCK_DIAG,
            connection(TcpState.ESTABLISHED, 1, 0, 2, 0, 7),
            connection(TcpState.FIN_WAIT2, 1, 0, 2, 0, 3));

    assertEquals(10, samples.get("mptcp_connections_receive_queue_bytes[]"));
    assertEquals(100, samples.get("mptcp_connections_transmit_queue_bytes[]"));
  }

  @Test
  void filesTellNeitherLimitNorFallback() {
    Map<String, Double> samples = expose(DataSource.PROC_MPTCP);

    assertFalse(samples.containsKey("mptcp_connections_fallback[]"));
    assertFalse(samples.containsKey("mptcp_connections_at_subflow_limit[]"));
    assertEquals(0, samples.get("mptcp_connections[established]"));
  }
}
