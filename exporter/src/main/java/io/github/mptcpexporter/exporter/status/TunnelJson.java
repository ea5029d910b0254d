package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.OpenVpnStatus.Client;
import io.github.mptcpexporter.model.Tunnel;
import io.github.mptcpexporter.tracker.FlowBytes;
import io.github.mptcpexporter.tracker.TunnelState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The array {@code tunnels}. */
final class TunnelJson {

  private static final OptionalLong NOT_TOLD = OptionalLong.empty();

  private final StatusModel model;
  private final Json json;

  TunnelJson(StatusModel model, Json json) {
    this.model = model;
    this.json = json;
  }

  void write() throws IOException {
    for (TunnelStatus tunnel : model.tunnels()) {
      json.object(() -> write(tunnel));
    }
  }

  private void write(TunnelStatus status) throws IOException {
    TunnelState state = status.state();
    Tunnel tunnel = state.tunnel();
    json.text("tunnel", tunnel.name());
    json.text("origin", tunnel.origin());
    json.text("role", tunnel.role().name().toLowerCase(Locale.ROOT));
    json.text("protocol", tunnel.protocol());
    json.text("device", state.link().map(Link::name).or(tunnel::device));
    json.text("deviceType", tunnel.deviceType().map(type -> type.name().toLowerCase(Locale.ROOT)));
    json.flag("up", state.up());
    json.flag("overMptcp", state.overMptcp());
    json.flag("encrypted", state.encrypted());
    json.array("remotes", () -> writeRemotes(tunnel.remotes()));
    if (state.server()) {
      json.number("port", tunnel.localPorts().get(0));
    }
    if (state.socketsRead()) {
      json.number("connections", state.connections().size() + state.plain().size());
      json.number("connects", state.connects());
    }
    if (state.connectedSince().isPresent()) {
      json.number("connectedSinceSeconds", state.connectedSince());
    }
    json.array("interfaces", () -> writeInterfaces(state));
    json.number("deviceReceiveBytes", state.deviceReceive().total());
    json.number("deviceTransmitBytes", state.deviceTransmit().total());
    json.text("statusFile", tunnel.statusFile().map(Tunnel.StatusFile::path));
    json.number(
        "statusAgeSeconds",
        state.statusAge().map(Duration::toSeconds).map(OptionalLong::of).orElse(NOT_TOLD));
    json.flag("statusFresh", state.fresh());
    json.text("statusComplaint", state.reading().status().flatMap(read -> read.complaint()));
    if (state.clients().isPresent()) {
      json.array("clients", () -> writeClients(state));
    }
  }

  private void writeRemotes(List<Tunnel.Remote> remotes) throws IOException {
    for (Tunnel.Remote remote : remotes) {
      json.object(
          () -> {
            json.text("host", remote.host());
            json.number("port", remote.port());
            json.text("protocol", remote.protocol());
          });
    }
  }

  private void writeInterfaces(TunnelState state) throws IOException {
    Set<String> names = new TreeSet<>(state.subflows().keySet());
    names.addAll(state.moved().keySet());
    for (String name : names) {
      Optional<FlowBytes> moved = Optional.ofNullable(state.moved().get(name));
      json.object(
          () -> {
            json.text("interface", name);
            if (state.socketsRead()) {
              json.number("subflows", state.subflows().getOrDefault(name, 0));
            }
            if (moved.isPresent()) {
              json.number("transmitBytes", moved.get().transmit());
              json.number("receiveBytes", moved.get().receive());
            }
          });
    }
  }

  private void writeClients(TunnelState state) throws IOException {
    for (Client client : state.serverStatus().orElseThrow().clients()) {
      json.object(
          () -> {
            json.text("commonName", client.commonName());
            json.text(
                "realAddress",
                client
                    .realAddress()
                    .map(
                        real ->
                            real.port().isPresent()
                                ? Addresses.text(real.address(), real.port().getAsInt())
                                : Addresses.text(real.address())));
            json.text("virtualAddress", client.virtualAddress());
            json.number("receiveBytes", client.bytesReceived());
            json.number("transmitBytes", client.bytesSent());
            json.text("cipher", client.dataCipher());
          });
    }
  }
}
