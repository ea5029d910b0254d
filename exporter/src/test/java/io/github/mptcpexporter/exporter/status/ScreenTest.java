package io.github.mptcpexporter.exporter.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.KernelSettings.Implementation;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.EndpointCollector;
import io.github.mptcpexporter.network.LinkCollector;
import io.github.mptcpexporter.network.RouteCollector;
import io.github.mptcpexporter.tracker.View;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whole screens, each in a file to be looked at. */
class ScreenTest {

  @Test
  void healthyRouterWithRatesOfTheSample() throws Exception {
    assertScreen("healthy", sampled(Scenes.healthy(0), Scenes.healthy(1)));
  }

  @Test
  void singleRoundHasSharesSoFarAndNoRates() throws Exception {
    assertScreen("healthy-once", once(Scenes.healthy(0)));
  }

  @Test
  void nothingMovesDuringTheSample() throws Exception {
    assertScreen("idle", sampled(Scenes.healthy(1), Scenes.healthy(1)));
  }

  @Test
  void fourUplinksWithLongNamesFitOnEightyColumns() throws Exception {
    assertScreen("four-uplinks", sampled(Scenes.fourUplinks(0), Scenes.fourUplinks(1)));
  }

  @Test
  void uplinkWithoutCarrierThatTheDefaultRouteStillLeadsTo() throws Exception {
    assertScreen("dead-link", sampled(Scenes.deadLink(0), Scenes.deadLink(1)));
  }

  @Test
  void fourUplinksAllBrokenStillFitOnTheScreen() throws Exception {
    assertScreen("all-broken", once(Scenes.allBroken()));
  }

  @Test
  void bothFamilies() throws Exception {
    assertScreen("dual-stack", once(Scenes.dualStack()));
  }

  @Test
  void noConnection() throws Exception {
    assertScreen("no-connection", once(Scenes.threeUplinks()));
  }

  @Test
  void kernelWithoutMultipathTcp() throws Exception {
    Router router =
        new Router()
            .kernel(Implementation.NONE, "5.4.0")
            .without(ConnectionCollector.class)
            .without(EndpointCollector.class)
            .link(4, "eth0", "192.0.2.7/24");

    assertScreen("no-mptcp", once(router));
  }

  @Test
  void outOfTreeKernelTellsNoBytes() throws Exception {
    assertScreen("out-of-tree", once(Scenes.outOfTree()));
  }

  @Test
  void withoutPrivilegesAndBeforeLinux613() throws Exception {
    Router router = Scenes.threeUplinks().listening(DataSource.TCP_DESTROY);
    String ends = "10.1.0.2:40000 203.0.113.10:5201";
    router.connection(
        Connection.of(0xc34ea540L, ends)
            .flow(Flow.of(ends).bytes(1000, 2000, 0))
            .flow(Flow.of("10.2.0.2:40001 203.0.113.10:5201").bound(5).bytes(1000, 2000, 0)));

    assertScreen("unprivileged", once(router));
  }

  @Test
  void mostConnectionsFellBack() throws Exception {
    Router router = Scenes.threeUplinks();
    for (int i = 0; i < 3; i++) {
      String ends = "10.1.0.2:4000" + i + " 203.0.113.10:5201";
      Connection connection = Connection.of(0xc34ea540L + i, ends);
      router.connection(
          (i < 2 ? connection.fellBack() : connection)
              .flow(Flow.of(ends).flags(Flow.INITIAL, 0, 0).bytes(1000, 2000, 0)));
    }

    assertScreen("fallback", once(router));
  }

  @Test
  void nothingCanBeRead() throws Exception {
    Router router =
        Scenes.threeUplinks()
            .failing(ConnectionCollector.class, "sock_diag dump of AF_INET: EPERM")
            .failing(EndpointCollector.class, "mptcp_pm GET_ADDR: EPERM")
            .without(LinkCollector.class)
            .failing(RouteCollector.class, "netlink RTM_GETROUTE dump: EPERM");

    assertScreen("nothing-readable", once(router));
  }

  @Test
  void subflowsThatCanNotBeSeenAreNotZero() {
    StatusReport report =
        once(Scenes.threeUplinks().failing(ConnectionCollector.class, "sock_diag: EPERM"));

    for (UplinkRow row : report.uplinks()) {
      assertEquals("-", row.flows());
      assertEquals("-", row.share());
    }
  }

  @Test
  void tunnelOverMptcpThatTheLanEnters() throws Exception {
    assertScreen("tunnel", sampled(TunnelScenes.client(0), TunnelScenes.client(1)));
  }

  @Test
  void tunnelOverPlainTcp() throws Exception {
    assertScreen("tunnel-plain", once(TunnelScenes.withoutMptcp()));
  }

  @Test
  void tunnelThatNeverConnected() throws Exception {
    assertScreen("tunnel-never", once(TunnelScenes.neverConnected()));
  }

  @Test
  void serverOfTunnels() throws Exception {
    assertScreen("tunnel-server", once(TunnelScenes.spoilt()));
  }

  @Test
  void coloursTakeNoRoom() {
    StatusReport report = sampled(Scenes.deadLink(0), Scenes.deadLink(1));

    List<String> plain = report.screen(false);
    List<String> coloured = report.screen(true);

    assertTrue(coloured.get(0).startsWith("\u001b[31mFAILED\u001b[0m   "), coloured.get(0));
    assertEquals(
        plain, coloured.stream().map(line -> line.replaceAll("\u001b\\[[0-9]*m", "")).toList());
  }

  private static void assertScreen(String name, StatusReport report) throws IOException {
    List<String> screen = report.screen(false);

    Golden.assertText("screen-" + name, String.join("\n", screen) + "\n");
    assertTrue(screen.size() <= 22, screen.size() + " lines");
  }

  static StatusReport once(Router router) {
    return StatusReport.of(router.view(), name -> Optional.empty());
  }

  static StatusReport sampled(Router before, Router after) {
    View earlier = before.view();
    return StatusReport.of(earlier, after.after(earlier, 500), name -> Optional.empty());
  }
}
