package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.collector.MetricDesc.counter;
import static io.github.mptcpexporter.collector.MetricDesc.gauge;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import java.util.List;

/** Tunnels as metrics. */
final class TunnelMetrics {

  private static final MetricDesc UP =
      gauge(
          "mptcp_tunnel_up",
          "Whether the tunnel's device, process and connection are there and its status is fresh.",
          "tunnel");
  private static final MetricDesc OVER_MPTCP =
      gauge(
          "mptcp_tunnel_over_mptcp",
          "Whether the tunnel's own TCP connection is multipath.",
          "tunnel");
  private static final MetricDesc ENCRYPTED =
      gauge(
          "mptcp_tunnel_encrypted",
          "Whether the negotiated data cipher encrypts. Absent where not known.",
          "tunnel");
  private static final MetricDesc SUBFLOWS =
      gauge(
          "mptcp_tunnel_subflows",
          "Live subflows of the tunnel's connection on the interface.",
          "tunnel",
          "interface");
  private static final MetricDesc TRANSMIT =
      counter(
          "mptcp_tunnel_transmit_bytes_total",
          "Bytes of the tunnel's connection by interface.",
          "tunnel",
          "interface");
  private static final MetricDesc RECEIVE =
      counter(
          "mptcp_tunnel_receive_bytes_total",
          "Bytes of the tunnel's connection by interface.",
          "tunnel",
          "interface");
  private static final MetricDesc DEVICE_TRANSMIT =
      counter(
          "mptcp_tunnel_device_transmit_bytes_total", "Bytes of the tunnel's device.", "tunnel");
  private static final MetricDesc DEVICE_RECEIVE =
      counter("mptcp_tunnel_device_receive_bytes_total", "Bytes of the tunnel's device.", "tunnel");
  private static final MetricDesc CONNECTS =
      counter(
          "mptcp_tunnel_connects_total",
          "Times that the tunnel's connection was made anew.",
          "tunnel");
  private static final MetricDesc CONNECTED =
      gauge(
          "mptcp_tunnel_connected_timestamp_seconds",
          "Unix time since which the connection stands.",
          "tunnel");
  private static final MetricDesc CLIENTS =
      gauge(
          "mptcp_openvpn_clients",
          "Clients that an OpenVPN server lists, half-open ones not counted.",
          "tunnel");

  static final List<MetricDesc> ALL =
      List.of(
          UP,
          OVER_MPTCP,
          ENCRYPTED,
          SUBFLOWS,
          TRANSMIT,
          RECEIVE,
          DEVICE_TRANSMIT,
          DEVICE_RECEIVE,
          CONNECTS,
          CONNECTED,
          CLIENTS);

  private TunnelMetrics() {}

  static void expose(TunnelState tunnel, MetricSink sink) {
    String name = tunnel.tunnel().name();
    tunnel.up().ifPresent(up -> sink.flag(UP, up, name));
    tunnel.overMptcp().ifPresent(over -> sink.flag(OVER_MPTCP, over, name));
    tunnel.encrypted().ifPresent(encrypted -> sink.flag(ENCRYPTED, encrypted, name));
    if (tunnel.socketsRead()) {
      tunnel.subflows().forEach((on, count) -> sink.sample(SUBFLOWS, count, name, on));
      sink.sample(CONNECTS, (double) tunnel.connects(), name);
    }
    tunnel
        .moved()
        .forEach(
            (on, bytes) -> {
              sink.sample(TRANSMIT, (double) bytes.transmit(), name, on);
              sink.sample(RECEIVE, (double) bytes.receive(), name, on);
            });
    tunnel.deviceTransmit().expose(DEVICE_TRANSMIT, sink, name);
    tunnel.deviceReceive().expose(DEVICE_RECEIVE, sink, name);
    tunnel.connectedSince().ifPresent(since -> sink.sample(CONNECTED, since, name));
    tunnel.clients().ifPresent(clients -> sink.sample(CLIENTS, clients, name));
  }
}
