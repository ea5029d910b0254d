package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.connection;
import static io.github.mptcpexporter.tracker.Router.device;
import static io.github.mptcpexporter.tracker.Router.endpoint;
import static io.github.mptcpexporter.tracker.Router.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.OpenVpnStatus;
import io.github.mptcpexporter.model.OpenVpnStatus.Client;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpState;
import io.github.mptcpexporter.model.Tunnel;
import io.github.mptcpexporter.model.TunnelOption;
import io.github.mptcpexporter.model.TunnelReading;
import io.github.mptcpexporter.model.TunnelStatus;
import io.github.mptcpexporter.model.Tunnels;
import io.github.mptcpexporter.openvpn.OpenVpnCollector;
import io.github.mptcpexporter.source.RootFs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TunnelTrackerTest {

  private static final Link WAN1 = device(2, "wan1", "198.51.100.10");
  private static final Link WAN2 = device(3, "wan2", "203.0.113.20");
  private static final Link TAP = device(9, "tap1337", "10.9.8.2");
  private static final Flow ONE = Flow.of(11, "198.51.100.10");
  private static final Flow TWO = Flow.of(12, "203.0.113.20");

  private final OpenVpnCollector collector =
      new OpenVpnCollector(
          new RootFs(Path.of("none")), Optional::empty, (local, remote) -> Optional.empty());

  /** A client as on the wiki page; all flows of these tests lead to this server and port. */
  private static final Tunnel CLIENT =
      tunnel(
          "openvpn.mptcp",
          "client",
          "dev tap1337",
          "proto tcp",
          "remote 192.0.2.10 5201",
          "status /tmp/status 30");

  private static Tunnel tunnel(String origin, String... lines) {
    List<TunnelOption> options = new ArrayList<>();
    Optional<Tunnel.StatusFile> file = Optional.empty();
    for (String line : lines) {
      List<String> words = List.of(line.split(" ", -1));
      options.add(new TunnelOption(words.get(0), words.subList(1, words.size())));
      if (words.get(0).equals("status")) {
        file = Optional.of(new Tunnel.StatusFile("tmp/status", 30));
      }
    }
    return new Tunnel("vpn", origin, options, file);
  }

  private Router router() {
    return new Router()
        .links(WAN1, WAN2, TAP)
        .endpoints(
            endpoint(1, "198.51.100.10", Endpoint.Flag.SUBFLOW),
            endpoint(2, "203.0.113.20", Endpoint.Flag.SUBFLOW))
        .connections();
  }

  private Router with(Router router, Tunnel tunnel, Subflow... plain) {
    return with(router, tunnel, Optional.empty(), plain);
  }

  private Router with(
      Router router, Tunnel tunnel, Optional<TunnelStatus> status, Subflow... plain) {
    TunnelReading reading =
        new TunnelReading(tunnel, status, Optional.empty(), Optional.of(List.of(plain)));
    return router.put(collector, new Tunnels(List.of(reading), List.of()));
  }

  private static Optional<TunnelStatus> status(OpenVpnStatus content, long ageSeconds) {
    return Optional.of(
        new TunnelStatus(
            "tmp/status",
            Optional.of(Instant.EPOCH.minusSeconds(ageSeconds)),
            Optional.of(content),
            Optional.empty()));
  }

  private static TunnelState only(View view) {
    List<TunnelState> tunnels = view.state(TunnelTracker.class).orElseThrow().tunnels();
    assertEquals(1, tunnels.size());
    return tunnels.get(0);
  }

  @Test
  void connectionToTheServerIsTheTunnels() {
    Router router = with(router(), CLIENT).connections(connection(1, ONE, TWO.asBackup(true)));
    router.round();

    TunnelState tunnel = only(router.connections(connection(1, ONE, TWO)).round());

    assertEquals(Optional.of(true), tunnel.overMptcp());
    assertEquals(Optional.of(true), tunnel.up());
    assertEquals(Map.of("wan1", 1, "wan2", 1), tunnel.subflows());
    assertEquals(Optional.of(TAP), tunnel.link());
    assertEquals(0, tunnel.connects());
    assertTrue(tunnel.connectedSince().isEmpty(), "it stood before we looked");
  }

  @Test
  void bytesSurviveTheEndOfASubflow() {
    Router router = with(router(), CLIENT);
    router.round();
    router.connections(connection(1, ONE.moved(100, 10), TWO.moved(50, 5))).round();

    router.connections(connection(1, ONE.moved(300, 30))).hears(TWO.moved(60, 6).last());
    router.round();
    TunnelState tunnel = only(router.connections().hears(ONE.moved(310, 31).last()).round());

    assertEquals(
        Map.of("wan1", new FlowBytes(310, 31), "wan2", new FlowBytes(60, 6)), tunnel.moved());
    assertEquals(Optional.empty(), tunnel.overMptcp());
    assertEquals(Optional.of(false), tunnel.up());
  }

  @Test
  void whatWasMovedBeforeWeLookedIsNotOurs() {
    Router router = with(router(), CLIENT).connections(connection(1, ONE.moved(1000, 1000), TWO));
    router.round();

    TunnelState tunnel =
        only(router.connections(connection(1, ONE.moved(1001, 1002), TWO)).round());

    assertEquals(new FlowBytes(1, 2), tunnel.moved().get("wan1"));
  }

  @Test
  void clearedLastWordsTakeNothing() {
    Router router = with(router(), CLIENT);
    router.round();
    router.connections(connection(1, ONE.moved(100, 10))).round();

    TunnelState tunnel = only(router.connections().hears(ONE.cleared()).round());

    assertEquals(new FlowBytes(100, 10), tunnel.moved().get("wan1"));
  }

  @Test
  void newConnectionIsCountedOnceThoughADumpLacksIt() {
    Router router = with(router(), CLIENT).connections(connection(1, ONE));
    router.round();
    router.connections().round();
    router.connections(connection(1, ONE)).round();
    assertEquals(0, only(router.round()).connects());

    router.connections(connection(2, TWO)).round();
    TunnelState tunnel = only(router.round());

    assertEquals(1, tunnel.connects());
    // Made a second before; the tests' wall clock stands still.
    assertEquals(-1, tunnel.connectedSince().orElseThrow(), 0.001);
  }

  @Test
  void plainConnectionIsNotOverMptcp() {
    Router router = with(router(), CLIENT, ONE.subflow());
    router.round();

    with(router, CLIENT, ONE.moved(70, 7).subflow());
    TunnelState tunnel = only(router.round());

    assertEquals(Optional.of(false), tunnel.overMptcp());
    assertEquals(Optional.of(true), tunnel.up());
    assertEquals(Map.of("wan1", 0, "wan2", 0), tunnel.subflows());
    assertEquals(new FlowBytes(70, 7), tunnel.moved().get("wan1"));
  }

  @Test
  void subflowsThatDoNotSayWhatTheyAreAreNotPlain() {
    Router router =
        with(router(), CLIENT, ONE.subflow(), TWO.subflow()).connections(connection(1, ONE, TWO));

    TunnelState tunnel = only(router.round());

    assertEquals(Optional.of(true), tunnel.overMptcp());
    assertEquals(List.of(), tunnel.plain());
  }

  @Test
  void fallbackIsNotOverMptcp() {
    Router router =
        with(router(), CLIENT)
            .connections(
                connection(1, TcpState.ESTABLISHED, Map.of(MptcpInfo.Field.FLAGS, 1L), ONE));

    TunnelState tunnel = only(router.round());

    assertEquals(Optional.of(false), tunnel.overMptcp());
    assertEquals(Map.of("wan1", 0, "wan2", 0), tunnel.subflows());
  }

  @Test
  void serverOfANameIsKnownByItsPortIfThatLeadsToOneHost() {
    Tunnel named = tunnel("openvpn.vpn", "dev tap1337", "proto tcp", "remote vpn.example.net 5201");

    assertEquals(
        Optional.of(true),
        only(with(router(), named).connections(connection(1, ONE)).round()).overMptcp());
  }

  @Test
  void connectionToAnotherPortIsNot() {
    Tunnel other = tunnel("openvpn.vpn", "dev tap1337", "proto tcp", "remote 192.0.2.10 1194");

    TunnelState tunnel = only(with(router(), other).connections(connection(1, ONE)).round());

    assertEquals(Optional.empty(), tunnel.overMptcp());
    assertEquals(Optional.of(false), tunnel.up());
  }

  @Test
  void outOfTreeKernelTellsSubflowsAndNoBytes() {
    Router router =
        with(router(), CLIENT, ONE.row(), TWO.row())
            .sockets(DataSource.PROC_MPTCP, List.of(row(7, ONE, TWO)), List.of());
    router.round();

    TunnelState tunnel = only(router.round());

    assertEquals(Optional.of(true), tunnel.overMptcp());
    assertEquals(Map.of("wan1", 1, "wan2", 1), tunnel.subflows());
    assertEquals(Map.of(), tunnel.moved());
  }

  @Test
  void deviceThatIsMadeAnewGoesOnCounting() {
    Router router = with(router(), CLIENT);
    router.links(WAN1, WAN2, counted(9, 100, 10)).round();
    router.links(WAN1, WAN2).round();
    router.links(WAN1, WAN2, counted(12, 5, 1)).round();

    Samples samples = router.samples(TunnelTracker.class);

    assertEquals(105, samples.get("mptcp_tunnel_device_receive_bytes_total{tunnel=\"vpn\"}"));
    assertEquals(11, samples.get("mptcp_tunnel_device_transmit_bytes_total{tunnel=\"vpn\"}"));
  }

  @Test
  void serverCountsClientsThatHaveSaidWhoTheyAre() {
    Tunnel server =
        tunnel(
            "etc/openvpn/s.conf",
            "server 10.9.8.0 255.255.255.0",
            "dev tap",
            "proto tcp",
            "port 40011",
            "status x");
    Link tap = device(9, "tap0", "10.9.8.1");
    OpenVpnStatus written =
        new OpenVpnStatus.Server(
            OptionalLong.empty(),
            List.of(
                client("a", 1000, "AES-256-GCM"),
                client("b", 2000, "none"),
                client("", 3000, "BF-CBC")),
            List.of(),
            Optional.empty());
    Router router =
        with(router(), server, status(written, 60))
            .links(WAN1, tap)
            .connections(connection(1, ONE));

    TunnelState tunnel = only(router.round());

    assertEquals(Optional.of(tap), tunnel.link());
    assertEquals(2, tunnel.clients().orElseThrow());
    assertEquals(Optional.of(false), tunnel.encrypted());
    assertEquals(2000, tunnel.connectedSince().orElseThrow());
    assertEquals(Optional.of(true), tunnel.up());
    assertEquals(Optional.of(true), tunnel.overMptcp()); // to local port 40011

    TunnelState old = only(with(router, server, status(written, 91)).round());
    assertEquals(Optional.of(false), old.up());
    assertTrue(old.clients().isEmpty());
    assertEquals(Optional.empty(), old.encrypted());
  }

  @Test
  void clientWithoutAConnectionIsNotUpThoughItsDeviceIs() {
    OpenVpnStatus never = new OpenVpnStatus.NeverConnected();

    assertEquals(Optional.of(false), only(with(router(), CLIENT, status(never, 1)).round()).up());
  }

  @Test
  void fileThatIsNotInUseIsNotShown() {
    Tunnel file = tunnel("etc/openvpn/x.conf", "dev tap7", "proto tcp", "remote 192.0.2.99");

    View view = with(router(), file).round();

    assertEquals(List.of(), view.state(TunnelTracker.class).orElseThrow().tunnels());
  }

  @Test
  void metricsOfATunnel() {
    Router router = with(router(), CLIENT);
    router.round();
    router.connections(connection(1, ONE.moved(100, 10), TWO.moved(1, 2))).round();

    Samples samples = router.samples(TunnelTracker.class);

    assertEquals(1, samples.get("mptcp_tunnel_up{tunnel=\"vpn\"}"));
    assertEquals(1, samples.get("mptcp_tunnel_over_mptcp{tunnel=\"vpn\"}"));
    assertEquals(1, samples.get("mptcp_tunnel_subflows{tunnel=\"vpn\",interface=\"wan2\"}"));
    assertEquals(
        100, samples.get("mptcp_tunnel_transmit_bytes_total{tunnel=\"vpn\",interface=\"wan1\"}"));
    assertEquals(
        2, samples.get("mptcp_tunnel_receive_bytes_total{tunnel=\"vpn\",interface=\"wan2\"}"));
    assertEquals(1, samples.get("mptcp_tunnel_connects_total{tunnel=\"vpn\"}"));
    assertEquals(Map.of(), samples.all("mptcp_tunnel_encrypted"));
    assertEquals(Map.of(), samples.all("mptcp_openvpn_clients"));
  }

  private static Link counted(int index, long receive, long transmit) {
    return new Link(
        index,
        TAP.name(),
        TAP.flagBits(),
        TAP.operState(),
        TAP.carrier(),
        TAP.carrierChanges(),
        TAP.mtuBytes(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Link.Counters(receive, 0, 0, 0, transmit, 0, 0, 0)),
        TAP.addresses());
  }

  private static Client client(String name, long since, String cipher) {
    return new Client(
        name.isEmpty() ? Optional.empty() : Optional.of(name),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        OptionalLong.of(since),
        Optional.of(cipher));
  }
}
