package io.github.mptcpexporter.exporter.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.KernelSettings.Implementation;
import io.github.mptcpexporter.model.Link.OperState;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.SettingsCollector;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of each fault the problem, its words and the exit code. */
class VerdictTest {

  @Test
  void healthyRouterIsOk() {
    assertVerdict(0, "wan1 and wan2 have shared the traffic, lte stands ready", Scenes.healthy(0));
  }

  @Test
  void kernelWithoutMptcpFails() {
    Router router =
        new Router().kernel(Implementation.NONE, "5.4.0").without(ConnectionCollector.class);

    assertVerdict(2, "this kernel has no Multipath TCP", router, Problem.NO_MPTCP);
  }

  @Test
  void mptcpThatIsSwitchedOffFails() {
    Router router = Scenes.healthy(0).sysctl("enabled", "0");

    assertVerdict(
        2,
        "Multipath TCP is switched off, new connections are plain TCP",
        router,
        Problem.MPTCP_OFF);
    assertEquals("sysctl -w net.mptcp.enabled=1", first(router).advice());
  }

  @Test
  void switchOfTheOutOfTreeKernelHasItsOwnName() {
    Router router = Scenes.outOfTree().sysctl("mptcp_enabled", "0");

    assertEquals("sysctl -w net.mptcp.mptcp_enabled=1", first(router).advice());
  }

  @Test
  void unreadableConnectionsAreNotJudged() {
    Router router = Scenes.threeUplinks().failing(ConnectionCollector.class, "EPERM");

    assertVerdict(3, "connections can not be seen", router, Problem.NOT_READABLE);
  }

  @Test
  void unreadableConnectionsDoNotHideAKnownFault() {
    Router router = noCarrier().failing(ConnectionCollector.class, "EPERM");

    assertEquals(1, ScreenTest.once(router).exitCode());
  }

  @Test
  void missingModuleIsNamed() {
    Router router = Scenes.threeUplinks().without(ConnectionCollector.class);

    assertTrue(first(router).advice().contains("kmod-inet-mptcp-diag"), first(router).advice());
  }

  @Test
  void unknownKernelIsNotJudged() {
    Router router = Scenes.healthy(0).without(SettingsCollector.class);

    assertVerdict(3, "the kernel's settings can not be read", router, Problem.NOT_READABLE);
  }

  @Test
  void severalWaysOutWithoutAnEndpointAreAWarning() {
    Router router = waysOut(2);

    assertVerdict(
        1,
        "no endpoint is set: one uplink per connection; wan1 has carried all",
        router,
        Problem.NO_ENDPOINT);
  }

  @Test
  void singleWayOutNeedsNoEndpoint() {
    assertVerdict(0, "wan1 has carried all", waysOut(1));
  }

  @Test
  void endpointsAreNotTheKernelsWithAPathManagerInUserSpace() {
    assertVerdict(0, "wan1 has carried all", waysOut(2).sysctl("path_manager", "userspace"));
  }

  @Test
  void serverWhosePeersJoinNeedsNoEndpoint() {
    Router router = waysOut(2);
    String ends = "10.1.0.2:80 198.51.100.1:40001";
    router.connection(
        Connection.of(2, ends)
            .flow(Flow.of(ends).flags(Flow.INITIAL, 0, 0).bytes(10, 10, 0))
            .flow(Flow.of("10.2.0.2:80 198.51.100.2:40002").flags(Flow.JOIN, 0, 1)));

    assertEquals(
        List.of(Problem.NO_RULE), // the replies of wan2 leave by wan1
        ScreenTest.once(router).verdict().findings().stream().map(Finding::problem).toList());
  }

  @Test
  void lostCarrierIsNamed() {
    Router router = noCarrier();

    assertVerdict(
        1,
        "wan2 has no carrier; wan1 has carried all, lte stands ready",
        router,
        Problem.NO_CARRIER);
    assertEquals("wan2 has no carrier: modem off, or cable out", first(router).reason());
    assertEquals("look at the modem and the cable of wan2", first(router).advice());
  }

  @Test
  void deviceThatIsSwitchedOffIsNamed() {
    Router router = Scenes.upstream();
    Scenes.uplink(router, 1, "wan1", false);
    router.link(5, "wan2", 0x1002, OperState.DOWN, false, "10.2.0.2/24");
    Scenes.led(router, 2, false);

    assertVerdict(
        1, "wan2 is switched off; no connection is open; wan1 is ready", router, Problem.LINK_DOWN);
    assertEquals("ip link set wan2 up", first(router).advice());
  }

  @Test
  void endpointWithoutItsAddressIsNamed() {
    Router router = Scenes.upstream();
    Scenes.uplink(router, 1, "wan1", false);
    router.link(5, "wan2", "10.2.0.77/24");
    Scenes.led(router, 2, false);

    assertEquals(Problem.NO_ADDRESS, first(router).problem());
    assertEquals("wan2 does not have 10.2.0.2, the address of endpoint 2", first(router).reason());
  }

  @Test
  void tableThatNoRuleNamesIsFound() {
    Router router = tableWithoutRule();

    assertEquals(Problem.NO_RULE, first(router).problem());
    assertEquals("ip rule add from 10.2.0.2 table 1002", first(router).advice());
  }

  @Test
  void tableWithoutWayOutIsFilled() {
    Router router = Scenes.upstream();
    Scenes.uplink(router, 1, "wan1", false);
    router
        .link(5, "wan2", "10.2.0.2/24")
        .endpoint(2, "10.2.0.2", 5, Endpoint.Flag.SUBFLOW)
        .rule("1002: from 10.2.0.2 lookup 1002")
        .route("10.2.0.0/24 dev 5 table 1002")
        .route("default via 10.2.0.1 dev 5 metric 2");

    assertEquals(Problem.NO_ROUTE, first(router).problem());
    assertEquals(
        "ip route replace default via 10.2.0.1 dev wan2 table 1002", first(router).advice());
  }

  @Test
  void uplinkWithoutARuleIsNotBlamedForTheDeadLinkOfAnother() {
    Router router = Scenes.upstream();
    router.link(4, "wan1", 0x1003, OperState.DOWN, false, "10.1.0.2/24");
    Scenes.led(router, 1, false);
    router
        .link(5, "wan2", "10.2.0.2/24")
        .endpoint(2, "10.2.0.2", 5, Endpoint.Flag.SUBFLOW)
        .route("default via 10.1.0.1 dev 4 metric 0 linkdown");

    List<Finding> findings = ScreenTest.once(router).verdict().findings();

    assertEquals(
        List.of(Problem.NO_CARRIER, Problem.NO_RULE),
        findings.stream().map(Finding::problem).toList());
  }

  @Test
  void uplinkThatTheMainTableLeadsNeedsNoRule() {
    Router router =
        Scenes.upstream()
            .link(4, "wan1", "10.1.0.2/24")
            .endpoint(1, "10.1.0.2", 4, Endpoint.Flag.SUBFLOW)
            .route("default via 10.1.0.1 dev 4");

    assertVerdict(0, "no connection is open; wan1 is ready", router);
  }

  @Test
  void defaultRouteToADeadLinkFails() {
    Router router = Scenes.deadLink(0);

    assertVerdict(
        2,
        "wan1 has no carrier; wan1 and wan2 have shared the traffic",
        router,
        Problem.DEFAULT_ROUTE_DEAD,
        Problem.NO_CARRIER);
    assertEquals(
        Optional.of("new connections fail: the default route leads to wan1 (no link)"),
        ScreenTest.once(router).danger());
    assertEquals("ip route replace default via 10.2.0.1 dev wan2", first(router).advice());
  }

  @Test
  void missingDefaultRouteFailsWhereUplinksHaveOne() {
    Router router =
        Scenes.upstream()
            .link(4, "wan1", "10.1.0.2/24")
            .endpoint(1, "10.1.0.2", 4, Endpoint.Flag.SUBFLOW)
            .rule("1001: from 10.1.0.2 lookup 1001")
            .route("default via 10.1.0.1 dev 4 table 1001");

    assertVerdict(
        2, "new connections fail: there is no default route", router, Problem.DEFAULT_ROUTE_DEAD);
  }

  @Test
  void missingDefaultRouteFailsWherePeersAreBeyondAllRoutes() {
    Router router =
        new Router()
            .kernel(Implementation.OUT_OF_TREE, "5.4.273")
            .sysctl("mptcp_enabled", "1")
            .link(7, "wan2", "198.51.100.2/24")
            .endpoint(4, "198.51.100.2", 7)
            .route("198.51.100.0/24 dev 7")
            .connection(
                Connection.of(1, "203.0.113.2:36151 192.0.2.10:5001")
                    .filesOnly()
                    .flow(Flow.of("198.51.100.2:47133 192.0.2.10:5001").filesOnly()));

    assertEquals(Problem.DEFAULT_ROUTE_DEAD, first(router).problem());
    assertEquals("ip route replace default via GATEWAY dev DEVICE", first(router).advice());
    router.route("192.0.2.0/24 via 198.51.100.1 dev 7");
    assertEquals(List.of(), ScreenTest.once(router).verdict().findings());
  }

  @Test
  void networkWithoutAnyWayOutMissesNoDefaultRoute() {
    Router router = Scenes.upstream().link(4, "wan1", "10.1.0.2/24").route("10.1.0.0/24 dev 4");

    assertEquals(List.of(), ScreenTest.once(router).verdict().findings());
  }

  @Test
  void reserveThatIsDownIsAWarningToo() {
    Router router = Scenes.upstream();
    Scenes.uplink(router, 1, "wan1", false);
    router.link(6, "lte", 0x1003, OperState.DORMANT, true, "10.3.0.2/24");
    Scenes.led(router, 3, true);

    assertEquals("lte is not connected", first(router).brief());
  }

  @Test
  void limitThatKeepsAnUplinkOutIsNamed() {
    Router router = Scenes.threeUplinks().limits(1, 0);
    String ends = "10.1.0.2:40000 203.0.113.10:5201";
    router.connection(
        Connection.of(1, ends)
            .set(MptcpInfo.Field.SUBFLOWS_MAX, 1)
            .flow(Flow.of(ends).flags(Flow.INITIAL, 0, 0).bytes(1000, 1000, 0))
            .flow(Flow.of("10.2.0.2:40000 203.0.113.10:5201").flags(Flow.JOIN, 2, 0).bound(5)));

    assertEquals(Problem.SUBFLOW_LIMIT, first(router).problem());
    assertEquals(Optional.of("lte"), first(router).interfaceName());
  }

  @Test
  void gatewayThatDoesNotAnswerExplainsAnUnusedUplink() {
    Router router = Scenes.upstream();
    Scenes.uplink(router, 1, "wan1", false);
    router
        .link(5, "wan2", "10.2.0.2/24")
        .endpoint(2, "10.2.0.2", 5, Endpoint.Flag.SUBFLOW)
        .rule("1002: from 10.2.0.2 lookup 1002")
        .route("default via 10.2.0.1 dev 5 table 1002")
        .neighbour("10.2.0.1", 5, Neighbour.State.FAILED)
        .connection(plain("10.1.0.2:40000 203.0.113.10:5201"));

    assertEquals("wan2: its gateway 10.2.0.1 does not answer", first(router).reason());
  }

  @Test
  void connectionThatHasSaidNothingIsNotMissedElsewhere() {
    String ends = "10.1.0.2:40000 203.0.113.10:5201";
    Router router =
        Scenes.threeUplinks()
            .connection(Connection.of(1, ends).flow(Flow.of(ends).flags(Flow.INITIAL, 0, 0)));

    assertEquals(List.of(), ScreenTest.once(router).verdict().findings());
  }

  @Test
  void uplinkOfTheOtherFamilyIsNotMissed() {
    Router router = Scenes.upstream();
    Scenes.uplink(router, 1, "wan1", false);
    router
        .link(5, "wan2", "fd02::2/64")
        .endpoint(2, "fd02::2", 5, Endpoint.Flag.SUBFLOW)
        .rule("1002: from fd02::2 lookup 1002")
        .route("default via fe80::1 dev 5 table 1002")
        .route("default via fe80::1 dev 5")
        .connection(plain("10.1.0.2:40000 203.0.113.10:5201"));

    assertEquals(List.of(), ScreenTest.once(router).verdict().findings());
  }

  @Test
  void endpointThatOnlyAnnouncesIsNotMissed() {
    Router router = Scenes.upstream();
    Scenes.uplink(router, 1, "wan1", false);
    router
        .link(5, "wan2", "10.2.0.2/24")
        .endpoint(2, "10.2.0.2", 5, Endpoint.Flag.SIGNAL)
        .rule("1002: from 10.2.0.2 lookup 1002")
        .route("default via 10.2.0.1 dev 5 table 1002")
        .connection(plain("10.1.0.2:40000 203.0.113.10:5201"));

    assertEquals(List.of(), ScreenTest.once(router).verdict().findings());
  }

  @Test
  void connectionThatNobodyAnswersStandsStill() {
    Router router = Scenes.threeUplinks().connection(unanswered(3, 53_845));

    assertVerdict(
        1,
        "the only connection stands still, and 1 more",
        router,
        Problem.STALLED,
        Problem.STALLED);
  }

  @Test
  void connectionThatWentOnByAnotherSubflowDoesNotStandStill() {
    Connection moved = unanswered(3, 53_845).set(MptcpInfo.Field.SND_UNA, 0x98b98fc55232fef4L);
    Router router = Scenes.threeUplinks().connection(moved);

    assertEquals(
        List.of(Optional.of("wan1")),
        ScreenTest.once(router).verdict().findings().stream().map(Finding::interfaceName).toList());
  }

  @Test
  void singleLostSegmentIsNoStandstill() {
    Router router = Scenes.threeUplinks().connection(unanswered(1, 53_845));

    assertEquals(List.of(), ScreenTest.once(router).verdict().findings());
  }

  @Test
  void connectionThatItsProgramHasClosedDoesNotStandStill() {
    Router router = Scenes.threeUplinks().connection(unanswered(3, 0));

    assertEquals(
        List.of(Optional.of("wan1")),
        ScreenTest.once(router).verdict().findings().stream().map(Finding::interfaceName).toList());
  }

  @Test
  void fewFallbacksAreNoWarning() {
    Router router = Scenes.healthy(0);
    String ends = "10.1.0.2:50000 198.51.100.80:443";
    router.connection(Connection.of(1, ends).fellBack().flow(Flow.of(ends).flags(0x82, 0, 0)));

    assertEquals(0, ScreenTest.once(router).exitCode());
  }

  @Test
  void noUplinkAtAllFailsWithEachReason() {
    Router router = Scenes.allBroken();

    assertEquals(2, ScreenTest.once(router).exitCode());
    assertEquals(
        "enp0s20f0u4u3c2 lacks the address of its endpoint, eth0.1 has no carrier,"
            + " pppoe-wan is switched off, wlx00c0caabcdef is not connected",
        first(router).reason());
  }

  @Test
  void rowsForPagesHaveTheWordsOfTheTable() {
    UplinkRow row = ScreenTest.sampled(Scenes.healthy(0), Scenes.healthy(1)).uplinks().get(0);

    assertEquals(
        new UplinkRow("wan1", "on", "up", "wan1", "14", "62%", "22.4 M", "2.2 M", "18ms", "0.1%"),
        row);
  }

  private static Router waysOut(int number) {
    Router router = Scenes.upstream();
    for (int i = 1; i <= number; i++) {
      router
          .link(i + 3, "wan" + i, "10." + i + ".0.2/24")
          .route("default via 10." + i + ".0.1 dev " + (i + 3) + " metric " + i);
    }
    return router.connection(plain("10.1.0.2:40000 203.0.113.10:5201"));
  }

  private static Router noCarrier() {
    Router router = Scenes.upstream();
    Scenes.uplink(router, 1, "wan1", false);
    router.link(5, "wan2", 0x1003, OperState.LOWERLAYERDOWN, false, "10.2.0.2/24");
    Scenes.led(router, 2, false);
    Scenes.uplink(router, 3, "lte", true);
    String ends = "10.1.0.2:40000 203.0.113.10:5201";
    return router.connection(
        Connection.of(1, ends)
            .flow(Flow.of(ends).flags(Flow.INITIAL, 0, 0).bytes(1000, 1000, 0))
            .flow(Flow.of("10.3.0.2:40000 203.0.113.10:5201").flags(Flow.BACKUP, 3, 0).bound(6)));
  }

  /** Two uplinks; the second has a table of its own and no rule. */
  private static Router tableWithoutRule() {
    Router router = Scenes.upstream();
    Scenes.uplink(router, 1, "wan1", false);
    router
        .link(5, "wan2", "10.2.0.2/24")
        .endpoint(2, "10.2.0.2", 5, Endpoint.Flag.SUBFLOW)
        .route("default via 10.2.0.1 dev 5 table 1002");
    return router;
  }

  private static Connection plain(String ends) {
    return Connection.of(1, ends)
        .flow(Flow.of(ends).flags(Flow.INITIAL, 0, 0).bytes(1000, 1000, 0));
  }

  private static Connection unanswered(int backoff, long inode) {
    String ends = "10.1.0.2:40000 203.0.113.10:5201";
    Connection connection =
        Connection.of(1, ends)
            .set(MptcpInfo.Field.WRITE_SEQ, 0x98b98fc55232fef4L)
            .set(MptcpInfo.Field.SND_UNA, 0x98b98fc55232bef4L)
            .flow(
                Flow.of(ends)
                    .flags(Flow.INITIAL, 0, 0)
                    .bytes(1000, 1000, 0)
                    .set(TcpInfo.Field.UNACKED_SEGMENTS, 3)
                    .set(TcpInfo.Field.BACKOFF, backoff))
            .flow(
                Flow.of("10.2.0.2:40000 203.0.113.10:5201")
                    .flags(Flow.JOIN, 2, 0)
                    .bound(5)
                    .bytes(1000, 1000, 0))
            .flow(Flow.of("10.3.0.2:40000 203.0.113.10:5201").flags(Flow.BACKUP, 3, 0).bound(6));
    return inode == 0 ? connection.closedByProgram() : connection;
  }

  private static Finding first(Router router) {
    return ScreenTest.once(router).verdict().findings().get(0);
  }

  private static void assertVerdict(
      int exitCode, String sentence, Router router, Problem... problems) {
    StatusReport report = ScreenTest.once(router);

    assertEquals(sentence, report.verdict().sentence());
    assertEquals(
        List.of(problems), report.verdict().findings().stream().map(Finding::problem).toList());
    assertEquals(exitCode, report.exitCode());
  }
}
