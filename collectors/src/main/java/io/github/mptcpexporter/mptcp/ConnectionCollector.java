package io.github.mptcpexporter.mptcp;

import static io.github.mptcpexporter.collector.MetricDesc.gauge;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.TcpState;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All multipath connections and their subflows. */
public final class ConnectionCollector implements Collector<MptcpSockets> {

  private static final MetricDesc CONNECTIONS =
      gauge("mptcp_connections", "Multipath connections by TCP state of the meta socket.", "state");
  private static final MetricDesc BY_SUBFLOWS =
      gauge(
          "mptcp_connections_by_subflows",
          "Established multipath connections by number of subflows (initial subflow counted).",
          "subflows");
  private static final MetricDesc AT_SUBFLOW_LIMIT =
      gauge(
          "mptcp_connections_at_subflow_limit",
          "Connections that have as many subflows as the limit allows.");
  private static final MetricDesc FALLBACK =
      gauge(
          "mptcp_connections_fallback",
          "Connections opened as MPTCP that have fallen back to plain TCP and are still open.");
  private static final MetricDesc TRANSMIT_QUEUE =
      gauge(
          "mptcp_connections_transmit_queue_bytes",
          "Bytes queued for sending on all meta sockets.");
  private static final MetricDesc RECEIVE_QUEUE =
      gauge(
          "mptcp_connections_receive_queue_bytes",
          "Bytes received on all meta sockets and not yet read.");

  /** States that a connection's own socket can be in. */
  private static final Set<TcpState> STATES =
      Collections.unmodifiableSet(
          EnumSet.of(
              TcpState.ESTABLISHED,
              TcpState.SYN_SENT,
              TcpState.SYN_RECV,
              TcpState.FIN_WAIT1,
              TcpState.FIN_WAIT2,
              TcpState.CLOSE,
              TcpState.CLOSE_WAIT,
              TcpState.LAST_ACK,
              TcpState.CLOSING));

  /** States before the application has closed; afterwards a connection lingers for a minute. */
  private static final Set<TcpState> OPEN =
      Collections.unmodifiableSet(
          EnumSet.of(
              TcpState.ESTABLISHED, TcpState.SYN_SENT, TcpState.SYN_RECV, TcpState.CLOSE_WAIT));

  private static final int MOST_SUBFLOWS = 8;

  /** Above the numbers of all states. */
  private static final int MOST_STATES = 16;

  private final ConnectionSource source;

  public ConnectionCollector(ConnectionSource source) {
    this.source = source;
  }

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(
        CONNECTIONS, BY_SUBFLOWS, AT_SUBFLOW_LIMIT, FALLBACK, TRANSMIT_QUEUE, RECEIVE_QUEUE);
  }

  @Override
  public Optional<MptcpSockets> collect() throws IOException {
    return source.read();
  }

  @Override
  public void expose(MptcpSockets value, MetricSink sink) {
    int[] byState = new int[MOST_STATES];
    int[] bySubflows = new int[MOST_SUBFLOWS + 2];
    int atLimit = 0;
    int fallback = 0;
    long transmitQueue = 0;
    long receiveQueue = 0;
    for (MptcpConnection connection : value.connections()) {
      if (connection.state().isPresent()) {
        byState[connection.state().get().number()]++;
      }
      if (connection.established()) {
        bySubflows[Math.min(subflows(connection), MOST_SUBFLOWS + 1)]++;
      }
      atLimit += atSubflowLimit(connection) ? 1 : 0;
      fallback += connection.fellBack() && open(connection) ? 1 : 0;
      transmitQueue += connection.transmitQueueBytes();
      receiveQueue += connection.receiveQueueBytes();
    }
    for (TcpState state : STATES) {
      sink.sample(CONNECTIONS, byState[state.number()], state.label());
    }
    for (int i = 0; i < bySubflows.length; i++) {
      sink.sample(BY_SUBFLOWS, bySubflows[i], i > MOST_SUBFLOWS ? "more" : Integer.toString(i));
    }
    if (value.origin() == DataSource.SOCK_DIAG) {
      sink.sample(AT_SUBFLOW_LIMIT, atLimit); // files tell neither limit nor fallback
      sink.sample(FALLBACK, fallback);
    }
    sink.sample(TRANSMIT_QUEUE, (double) transmitQueue);
    sink.sample(RECEIVE_QUEUE, (double) receiveQueue);
  }

  private static int subflows(MptcpConnection connection) {
    return connection.subflowCount().orElse(connection.subflows().size());
  }

  private static boolean open(MptcpConnection connection) {
    return connection.state().isPresent() && OPEN.contains(connection.state().get());
  }

  /** A limit of 0 is that of a path manager in user space, which has none that the kernel knows. */
  private static boolean atSubflowLimit(MptcpConnection connection) {
    if (!open(connection) || connection.info().isEmpty() || connection.fellBack()) {
      return false;
    }
    MptcpInfo info = connection.info().get();
    long limit = info.getOr(MptcpInfo.Field.SUBFLOWS_MAX, 0);
    return limit > 0 && info.getOr(MptcpInfo.Field.SUBFLOWS, 0) >= limit;
  }
}
