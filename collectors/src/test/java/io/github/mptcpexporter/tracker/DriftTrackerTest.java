package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.address;
import static io.github.mptcpexporter.tracker.Router.connection;
import static io.github.mptcpexporter.tracker.Router.device;
import static io.github.mptcpexporter.tracker.Router.endpoint;
import static io.github.mptcpexporter.tracker.Router.row;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.source.RootFs;
import io.github.mptcpexporter.uci.UciCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page's configuration against routers set up as it says, or nearly so: wan1 is eth0.1, wan2 is
 * eth0.2; the layouts are what {@code ip -j} said there.
 */
class DriftTrackerTest {

  private static final String NETWORK =
      """
      config globals 'globals'
        option multipath 'enable'
      config interface 'wan1'
        option proto 'dhcp'
        option ifname 'eth0.1'
        option multipath '%s'
      config interface 'wan2'
        option proto 'dhcp'
        option ifname 'eth0.2'
        option multipath '%s'
      config interface 'tap1337'
        option proto 'none'
        option ifname 'tap1337'
      """;

  private static final Endpoint WAN1 = endpoint(1, "198.51.100.10", Endpoint.Flag.SUBFLOW);
  private static final Endpoint WAN2 = endpoint(2, "203.0.113.20", Endpoint.Flag.SUBFLOW);
  private static final Endpoint WAN2_BACKUP =
      endpoint(2, "203.0.113.20", Endpoint.Flag.SUBFLOW, Endpoint.Flag.BACKUP);

  @TempDir Path root;
  private final Router router = new Router();
  private UciCollector uci;

  @BeforeEach
  void lookInTheRoot() {
    uci = new UciCollector(new RootFs(root));
  }

  private void configure(String wan1, String wan2) throws IOException {
    Files.createDirectories(root.resolve("etc/config"));
    Files.writeString(root.resolve("etc/config/network"), NETWORK.formatted(wan1, wan2));
    router.put(uci, uci.collect().orElseThrow());
  }

  private String drift() {
    StringBuilder text = new StringBuilder();
    View view = router.connections().round();
    new TreeMap<>(view.state(DriftTracker.class).orElseThrow().byInterface())
        .forEach(
            (name, differences) ->
                differences.forEach(
                    each ->
                        text.append(
                            "%s %s: %s, but %s; "
                                .formatted(name, each.kind(), each.expected(), each.found()))));
    return text.toString().strip();
  }

  private Router layout(String name) {
    Layout read = new Layout(name);
    return router.links(read.links()).endpoints(WAN1, WAN2).routing(read.routing());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          wiki-ok | -
          wiki-no-rule-table5 | wan2 RULE: a rule from 203.0.113.20, but none;
          wiki-no-default-in-table5 | wan2 ROUTE: a default route through eth0.2 in the table of 203.0.113.20, but none in table 5;
          """)
  void eachLayoutDiffersInWhatItLacks(String layout, String expected) throws IOException {
    layout(layout);
    configure("master", "on");

    assertEquals(Optional.ofNullable(expected).orElse(""), drift());
  }

  @Test
  void whatNetifdAppliesByItselfIsNoDrift() throws IOException {
    layout("omr");
    configure("master", "on");

    assertEquals("", drift());
  }

  @Test
  void modesAreComparedWithEndpoints() throws IOException {
    layout("wiki-ok").endpoints(WAN1, WAN2_BACKUP);

    configure("master", "on");
    assertEquals("wan2 MODE: on, but backup;", drift());
    configure("master", "backup");
    assertEquals("", drift());
    router.endpoints(WAN1, WAN2);
    assertEquals("wan2 MODE: backup, but on;", drift());
    configure("master", "off");
    assertEquals("wan2 MODE: off, but on;", drift());
    router.endpoints(WAN1);
    assertEquals("", drift());
  }

  @Test
  void onlyTheMasterMayLackItsEndpoint() throws IOException {
    layout("wiki-ok").endpoints();

    configure("master", "on");
    assertEquals("wan2 ENDPOINT: an endpoint, but none;", drift());
    configure("master", "handover");
    assertEquals("", drift());
    configure("on", "master");
    assertEquals(
        "wan1 ENDPOINT: an endpoint, but none; wan2 ENDPOINT: an endpoint, but none;"
            + " wan2 DEFAULT_ROUTE: the default route through eth0.2, but through wan1;",
        drift());
  }

  @Test
  void oneOfSeveralMastersHasTheDefaultRouteAndNoReserveHas() throws IOException {
    layout("wiki-ok");
    configure("master", "master");
    assertEquals("", drift());

    router.endpoints(endpoint(1, "198.51.100.10", Endpoint.Flag.BACKUP), WAN2);
    configure("backup", "on");
    assertEquals(
        "wan1 DEFAULT_ROUTE: the default route through a primary, but through the reserve wan1;",
        drift());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          on       | 0x0      | -
          master   | 0x0      | -
          off      | 0x80000  | -
          backup   | 0x100000 | -
          handover | 0x200000 | -
          on       | 0x80000  | wan2 MODE: on, flags 0x0, but flags 0x80000;
          off      | 0x0      | wan2 MODE: off, flags 0x80000, but flags 0x0;
          handover | 0x100000 | wan2 MODE: handover, flags 0x200000, but flags 0x100000;
          """)
  void theOutOfTreeKernelsFlagsAreCompared(String mode, String flags, String expected)
      throws IOException {
    long bits = Link.FLAG_UP | Long.decode(flags);
    router
        .links(
            device(2, "eth0.1", "198.51.100.10"),
            device(3, "eth0.2", bits, Link.OperState.UP, "203.0.113.20"))
        .routing(mainOnly());
    configure("master", mode);
    router.files(row(7, Flow.of(11, "198.51.100.10")));
    View view = router.round();

    StringBuilder text = new StringBuilder();
    view.state(DriftTracker.class).orElseThrow().of("wan2").stream()
        .filter(each -> each.kind() == Drift.Kind.MODE)
        .forEach(
            each -> text.append("wan2 MODE: " + each.expected() + ", but " + each.found() + ";"));
    assertEquals(Optional.ofNullable(expected).orElse(""), text.toString());
  }

  @Test
  void nothingDiffersWhereNothingIsConfiguredOrTheLineIsDown() throws IOException {
    layout("wiki-no-rule-table5").connections(connection(1, Flow.of(11, "203.0.113.20")));
    assertEquals("", drift());

    configure("master", "on");
    router.links(
        List.of(new Layout("wiki-no-rule-table5").links()).stream()
            .filter(link -> !link.name().equals("eth0.2"))
            .toArray(Link[]::new));
    assertEquals("", drift());
  }

  /** Rules are not known, as where there are files alone. */
  private static Routing mainOnly() {
    return new Routing(
        List.of(
            new Route(
                AddressFamily.IPV4,
                Route.TABLE_MAIN,
                Optional.empty(),
                Route.TYPE_UNICAST,
                0,
                0,
                0,
                Optional.empty(),
                List.of(
                    new Route.Hop(Optional.of(address("198.51.100.1")), OptionalInt.of(2), 1, 0)))),
        Optional.empty(),
        Optional.empty());
  }
}
