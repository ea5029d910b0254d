package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.OpenVpnStatus;
import io.github.mptcpexporter.model.OpenVpnStatus.Client;
import io.github.mptcpexporter.model.OpenVpnStatus.RealAddress;
import io.github.mptcpexporter.model.Tunnel;
import io.github.mptcpexporter.model.TunnelOption;
import io.github.mptcpexporter.model.TunnelReading;
import io.github.mptcpexporter.model.TunnelStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Routers and servers with a tunnel. */
final class TunnelScenes {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private TunnelScenes() {}

  /** The wiki page's: the LAN enters the tunnel by a rule, and the tunnel is over MPTCP. */
  static Router client(int step) {
    Router router = device(Scenes.healthy(step));
    router.connection(connection(step));
    return router.tunnel(reading(clientOf("203.0.113.10"), Optional.empty()));
  }

  /** The daemon was started without mptcpize. */
  static Router withoutMptcp() {
    Router router = device(Scenes.healthy(0));
    TunnelReading reading = reading(clientOf("vpn.example.net"), Optional.empty());
    return router.tunnel(
        new TunnelReading(
            reading.tunnel(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(List.of(Flow.of("10.1.0.2:40100 203.0.113.10:1194").built()))));
  }

  static Router neverConnected() {
    return Scenes.healthy(0)
        .tunnel(
            reading(
                clientOf("203.0.113.10"),
                status(Optional.of(new OpenVpnStatus.NeverConnected()), 700)));
  }

  static Router server() {
    Tunnel tunnel =
        tunnel(
            "server",
            "etc/openvpn/server/server.conf",
            "server 10.9.8.0 255.255.255.0",
            "dev tap",
            "proto tcp",
            "port 1194");
    OpenVpnStatus.Server written =
        new OpenVpnStatus.Server(
            OptionalLong.empty(),
            List.of(client("router-home", "AES-256-GCM"), client("", "BF-CBC")),
            List.of(),
            Optional.of(false));
    return Scenes.upstream()
        .link(4, "eth0", "10.1.0.2/24")
        .link(9, "tap0", "10.9.8.1/24")
        .connection(
            Connection.of(0xc0ffee, "10.1.0.2:1194 203.0.113.10:40000")
                .flow(
                    Flow.of("10.1.0.2:1194 203.0.113.10:40000")
                        .flags(Flow.INITIAL, 0, 0)
                        .bytes(1000, 2000, 0)))
        .tunnel(reading(tunnel, status(Optional.of(written), 20)));
  }

  /** A status that says nothing. */
  static Router spoilt() {
    return server()
        .tunnel(
            reading(
                tunnel("x", "openvpn.x", "dev tun7", "proto udp", "remote 203.0.113.10"),
                Optional.of(
                    new TunnelStatus(
                        "tmp/x",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("tmp/x: Permission denied")))));
  }

  private static Router device(Router router) {
    return router
        .link(9, "tap1337", "10.9.8.2/24")
        .rule("900: from all iif br-lan lookup 1")
        .route("default via 10.9.8.1 dev 9 table 1")
        .route("10.9.8.0/24 dev 9");
  }

  private static Connection connection(int step) {
    long portion = 100 * Scenes.KILO * step;
    return Connection.of(0xc0ffee, "10.1.0.2:40100 203.0.113.10:1194")
        .flow(
            Flow.of("10.1.0.2:40100 203.0.113.10:1194")
                .flags(Flow.INITIAL, 0, 0)
                .bytes(portion, portion, 0))
        .flow(
            Flow.of("10.2.0.2:40100 203.0.113.10:1194")
                .flags(Flow.JOIN, 2, 0)
                .bound(5)
                .bytes(portion, portion, 0))
        .flow(Flow.of("10.3.0.2:40100 203.0.113.10:1194").flags(Flow.BACKUP, 3, 0).bound(6));
  }

  private static Tunnel clientOf(String host) {
    return tunnel(
        "mptcp",
        "openvpn.mptcp",
        "client",
        "dev tap1337",
        "proto tcp",
        "remote " + host + " 1194",
        "data-ciphers AES-256-GCM");
  }

  private static Tunnel tunnel(String name, String origin, String... lines) {
    List<TunnelOption> options = new ArrayList<>();
    for (String line : lines) {
      List<String> words = List.of(line.split(" ", -1));
      options.add(new TunnelOption(words.get(0), words.subList(1, words.size())));
    }
    return new Tunnel(name, origin, options, Optional.of(new Tunnel.StatusFile("tmp/status", 60)));
  }

  private static TunnelReading reading(Tunnel tunnel, Optional<TunnelStatus> status) {
    return new TunnelReading(tunnel, status, Optional.empty(), Optional.of(List.of()));
  }

  private static Optional<TunnelStatus> status(Optional<OpenVpnStatus> content, long ageSeconds) {
    return Optional.of(
        new TunnelStatus(
            "tmp/status", Optional.of(START.minusSeconds(ageSeconds)), content, Optional.empty()));
  }

  private static Client client(String name, String cipher) {
    return new Client(
        name.isEmpty() ? Optional.empty() : Optional.of(name),
        Optional.of(
            new RealAddress(
                Optional.empty(), Text.address("203.0.113.10"), OptionalInt.of(40_000))),
        Optional.of("10.9.8.2"),
        1000,
        2000,
        OptionalLong.of(START.getEpochSecond() - 3600),
        Optional.of(cipher));
  }
}
