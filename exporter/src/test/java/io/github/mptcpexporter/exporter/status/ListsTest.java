package io.github.mptcpexporter.exporter.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.status.StatusReport.Part;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.KernelSettings.Implementation;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.TcpState;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.CounterCollector;
import io.github.mptcpexporter.mptcp.EndpointCollector;
import io.github.mptcpexporter.mptcp.SettingsCollector;
import io.github.mptcpexporter.network.RouteCollector;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The lists behind the options, each in a file to be looked at. */
class ListsTest {

  @Test
  void connectionsWithTheirSubflows() throws Exception {
    Router router = Scenes.deadLink(0);
    String fellBack = "10.1.0.2:44000 198.51.100.80:443";
    router.connection(
        Connection.of(0x503f869L, fellBack)
            .fellBack()
            .bytes(700, 1200)
            .flow(
                Flow.of(fellBack)
                    .flags(0x82, 0, 0)
                    .bytes(700, 1200, 0)
                    .set(TcpInfo.Field.MIN_RTT_MICROS, 0xffffffffL)));
    router.connection(
        Connection.of(0xd9bbda4dL, "10.1.0.2:41964 203.0.113.10:5201")
            .state(TcpState.FIN_WAIT2)
            .closedByProgram()
            .queues(0, 134_272));
    router.stray(
        Flow.of("10.2.0.2:34653 203.0.113.10:5201")
            .flags(Flow.JOIN, 2, 0)
            .bound(5)
            .state(TcpState.SYN_SENT));

    assertPart("connections", Part.CONNECTIONS, router);
  }

  @Test
  void longAddressesWrap() throws Exception {
    assertPart("connections-ipv6", Part.CONNECTIONS, Scenes.dualStack());
  }

  @Test
  void connectionsOfFilesAlone() throws Exception {
    assertPart("connections-out-of-tree", Part.CONNECTIONS, Scenes.outOfTree());
  }

  @Test
  void connectionsWithoutPrivileges() throws Exception {
    String ends = "203.0.113.2:50782 192.0.2.10:5004";
    Router router = new Router().kernel(Implementation.OUT_OF_TREE, "5.4.273");
    router.connection(Connection.hidden(ends).filesOnly().flow(Flow.of(ends).filesOnly()));

    assertPart("connections-hidden", Part.CONNECTIONS, router);
  }

  @Test
  void connectionsComeInTheOrderOfTheirAddresses() throws Exception {
    Router router = Scenes.threeUplinks();
    for (int port : new int[] {9, 80, 10}) {
      router.connection(Connection.of(port, "10.1.0.2:" + port + " 203.0.113.10:5201"));
    }

    String text = text(Part.CONNECTIONS, router);

    assertTrue(text.indexOf("10.1.0.2:9 ") < text.indexOf("10.1.0.2:10 "), text);
    assertTrue(text.indexOf("10.1.0.2:10 ") < text.indexOf("10.1.0.2:80 "), text);
  }

  @Test
  void routesOfEachUplink() throws Exception {
    Router router = Scenes.dualStack();
    router.rule("500: from all iif br-lan lookup 1").route("default via 10.9.8.1 dev 2 table 1");
    router.rule("501: from 192.168.1.0/24 fwmark 0x100/0xff00 goto 32766");
    router.rule("502: from all lookup 1 suppress_prefixlength 0");
    router.neighbour("fe80::2", 5, Neighbour.State.FAILED);

    assertPart("routes", Part.ROUTES, router);
  }

  @Test
  void routesThatLackSomething() throws Exception {
    Router router = Scenes.upstream();
    // As on a router whose hotplug script was interrupted: the table is there, its rule is not.
    router.link(4, "eth0.1", "198.51.100.10/24").link(5, "eth0.2", "203.0.113.20/24");
    router.endpoint(1, "198.51.100.10", 4, Endpoint.Flag.SUBFLOW);
    router.endpoint(2, "203.0.113.20", 5, Endpoint.Flag.SUBFLOW);
    router.rule("32765: from 198.51.100.10 lookup 4").route("198.51.100.0/24 dev 4 table 4");
    router.route("default via 203.0.113.1 dev 5 table 5");

    assertPart("routes-broken", Part.ROUTES, router);
  }

  @Test
  void routesOfFilesAlone() throws Exception {
    assertPart("routes-out-of-tree", Part.ROUTES, Scenes.outOfTree());
  }

  @Test
  void endpointsAndDevices() throws Exception {
    assertPart("endpoints", Part.ENDPOINTS, Scenes.dualStack());
  }

  @Test
  void endpointsOfTheFullMesh() throws Exception {
    assertPart("endpoints-out-of-tree", Part.ENDPOINTS, Scenes.outOfTree());
  }

  @Test
  void countersWithTheirMeaningAndSettings() throws Exception {
    Router router = Scenes.healthy(0).counter("MPNewInANewerKernel", 3);

    assertPart("counters", Part.COUNTERS, router);
  }

  @Test
  void settingsOfTheOutOfTreeKernelInTheWordsOfMultipath() throws Exception {
    assertPart("counters-out-of-tree", Part.COUNTERS, Scenes.outOfTree());
  }

  @Test
  void whatCanNotBeReadIsSaid() throws Exception {
    Router router =
        Scenes.threeUplinks()
            .without(ConnectionCollector.class)
            .without(EndpointCollector.class)
            .without(CounterCollector.class)
            .without(RouteCollector.class)
            .without(SettingsCollector.class);

    StringBuilder text = new StringBuilder();
    ScreenTest.once(router).writeText(EnumSet.allOf(Part.class), false, text);

    Golden.assertText("nothing", text.toString());
  }

  @Test
  void partsFollowTheFirstLine() throws Exception {
    StatusReport report = ScreenTest.once(Scenes.healthy(0));
    StringBuilder text = new StringBuilder();

    report.writeText(EnumSet.noneOf(Part.class), false, text);

    assertEquals(
        "OK       wan1 and wan2 have shared the traffic, lte stands ready\n", text.toString());
  }

  private static void assertPart(String name, Part part, Router router) throws IOException {
    Golden.assertText("list-" + name, text(part, router));
  }

  private static String text(Part part, Router router) throws IOException {
    StringBuilder text = new StringBuilder();
    StatusReport.of(router.view(), ListsTest::meaning).writeText(EnumSet.of(part), false, text);
    return text.substring(text.indexOf("\n\n") + 2);
  }

  private static Optional<String> meaning(String counter) {
    return switch (counter) {
      case "MPCapableSYNTX" -> Optional.of("SYN with MP_CAPABLE sent.");
      case "MPJoinSynTx" ->
          Optional.of("SYN with MP_JOIN sent, which asks a peer for one more subflow.");
      default -> Optional.empty();
    };
  }
}
