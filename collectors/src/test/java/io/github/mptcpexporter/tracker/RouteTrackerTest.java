package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.address;
import static io.github.mptcpexporter.tracker.Router.connection;
import static io.github.mptcpexporter.tracker.Router.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * Routes of typical routers. The layouts are what {@code ip -j} said on routers set up that way:
 * two lines, eth0.1 with 198.51.100.10 and eth0.2 with 203.0.113.20, and a tunnel tap1337.
 */
class RouteTrackerTest {

  private static Router router(String layout) {
    Layout read = new Layout(layout);
    Router router =
        new Router()
            .links(read.links())
            .endpoints(read.endpoints())
            .routing(read.routing())
            .connections(connection(1, Flow.of(11, "198.51.100.10"), Flow.of(12, "203.0.113.20")));
    router.round();
    return router;
  }

  private static RoutePlan plan(Router router) {
    return router.round().state(RouteTracker.class).orElseThrow();
  }

  /** One line for each path: interface, rule, table, gateway, verdict. */
  private static List<String> paths(RoutePlan plan) {
    List<String> lines = new ArrayList<>();
    for (RoutePlan.Path path : plan.paths()) {
      lines.add(
          path.interfaceName()
              + " rule "
              + path.rule().map(rule -> Long.toString(rule.priority())).orElse("-")
              + " table "
              + (path.table().isPresent() ? Long.toString(path.table().getAsLong()) : "-")
              + " connected "
              + path.connected().map(r -> r.destination().orElseThrow().toString()).orElse("-")
              + " via "
              + path.gateway().map(gateway -> gateway.getHostAddress()).orElse("-")
              + path.ok().map(ok -> ok ? " ok" : " not ok").orElse(" unknown"));
    }
    return lines;
  }

  private static List<Long> foreign(RoutePlan plan) {
    return plan.foreignRules().stream().map(Rule::priority).toList();
  }

  @Test
  void theLayoutOfTheWikiLeadsEachLineByItsAddress() {
    RoutePlan plan = plan(router("wiki-ok"));

    assertEquals(
        List.of(
            "eth0.1 rule 32765 table 4 connected 198.51.100.0/24 via 198.51.100.1 ok",
            "eth0.2 rule 32764 table 5 connected 203.0.113.0/24 via 203.0.113.1 ok"),
        paths(plan));
    assertEquals(List.of(32763L), foreign(plan), "the LAN goes into the tunnel");
    assertEquals(Map.of(AddressFamily.IPV4, "eth0.1"), plan.mainDefaultInterfaces());
  }

  @Test
  void openMptcpRouterLeadsByAddressAndHasRulesForBoundSocketsToo() {
    RoutePlan plan = plan(router("omr"));

    assertEquals(
        List.of(
            "eth0.1 rule 0 table 3 connected 198.51.100.0/24 via 198.51.100.1 ok",
            "eth0.2 rule 0 table 4 connected 203.0.113.0/24 via 203.0.113.1 ok"),
        paths(plan));
    assertEquals(List.of(), foreign(plan));
  }

  @Test
  void mwan3LeadsByMarksAloneWhichPacketsOfTheRouterLack() {
    RoutePlan plan = plan(router("mwan3"));

    assertEquals(
        List.of(
            "eth0.1 rule - table - connected 198.51.100.0/24 via 198.51.100.1 not ok",
            "eth0.2 rule - table - connected 203.0.113.0/24 via 198.51.100.1 not ok"),
        paths(plan));
    assertEquals(8, foreign(plan).size());
    assertEquals(Map.of(AddressFamily.IPV4, "eth0.1"), plan.mainDefaultInterfaces());
  }

  @Test
  void aTableWithoutDefaultRouteIsShownWithItsRule() {
    RoutePlan plan = plan(router("wiki-no-default-in-table5"));

    assertEquals(
        List.of(
            "eth0.1 rule 32765 table 4 connected 198.51.100.0/24 via 198.51.100.1 ok",
            "eth0.2 rule 32764 table 5 connected 203.0.113.0/24 via - not ok"),
        paths(plan));
  }

  @Test
  void aMissingRuleLeavesTheAddressToTheMainTable() {
    RoutePlan plan = plan(router("wiki-no-rule-table5"));

    assertEquals(
        List.of(
            "eth0.1 rule 32765 table 4 connected 198.51.100.0/24 via 198.51.100.1 ok",
            "eth0.2 rule - table - connected 203.0.113.0/24 via 198.51.100.1 not ok"),
        paths(plan));
  }

  @Test
  void metricsSayTheSame() {
    Router router = router("wiki-no-rule-table5");

    Samples samples = router.samples(RouteTracker.class);

    assertEquals(
        Map.of(
            "mptcp_interface_route_info{interface=\"eth0.1\",family=\"ipv4\",table=\"4\",priority=\"32765\"}",
            1.0),
        samples.all("mptcp_interface_route_info"));
    assertEquals(
        Map.of(
            "mptcp_interface_route_table_ok{interface=\"eth0.1\",family=\"ipv4\"}", 1.0,
            "mptcp_interface_route_table_ok{interface=\"eth0.2\",family=\"ipv4\"}", 0.0),
        samples.all("mptcp_interface_route_table_ok"));
    assertEquals(
        Map.of(
            mainDefault("eth0.1", "ipv4"), 1.0,
            mainDefault("eth0.2", "ipv4"), 0.0,
            mainDefault("other", "ipv4"), 0.0,
            mainDefault("eth0.1", "ipv6"), 0.0,
            mainDefault("eth0.2", "ipv6"), 0.0,
            mainDefault("other", "ipv6"), 0.0),
        samples.all("mptcp_interface_main_default_route"));
  }

  private static String mainDefault(String name, String family) {
    return "mptcp_interface_main_default_route{interface=\"%s\",family=\"%s\"}"
        .formatted(name, family);
  }

  private static Route defaultVia(int link, long metric) {
    return new Route(
        AddressFamily.IPV4,
        Route.TABLE_MAIN,
        Optional.empty(),
        Route.TYPE_UNICAST,
        0,
        0,
        metric,
        Optional.empty(),
        List.of(new Route.Hop(Optional.of(address("198.51.100.1")), OptionalInt.of(link), 1, 0)));
  }

  private static Routing files(Route... routes) {
    return new Routing(List.of(routes), Optional.empty(), Optional.empty());
  }

  @Test
  void filesShowTheMainDefaultRouteAndLeaveOpenWhatTheyCanNotShow() {
    Router router =
        new Router()
            .links(device(2, "wan1", "198.51.100.10"), device(9, "tun0"))
            .connections(connection(1, Flow.of(11, "198.51.100.10")))
            .routing(files(defaultVia(2, 20), defaultVia(9, 10)));

    RoutePlan plan = plan(router);

    assertEquals(List.of("wan1 rule - table - connected - via - unknown"), paths(plan));
    Samples samples = router.samples(RouteTracker.class);
    assertEquals(Map.of(), samples.all("mptcp_interface_route_table_ok"));
    assertEquals(0, samples.get(mainDefault("wan1", "ipv4")));
    assertEquals(1, samples.get(mainDefault("other", "ipv4")));
    assertEquals(Map.of(AddressFamily.IPV4, "tun0"), plan.mainDefaultInterfaces());
  }

  @Test
  void everyChangeOfTheInterfaceOfTheBestDefaultRouteCounts() {
    Router router =
        new Router().links(device(2, "wan1"), device(3, "wan2")).routing(files(defaultVia(2, 0)));
    assertEquals(0, changes(router));
    assertEquals(0, changes(router.routing(files(defaultVia(2, 5), defaultVia(3, 9)))));
    assertEquals(1, changes(router.routing(files(defaultVia(2, 5), defaultVia(3, 1)))));
    assertEquals(2, changes(router.routing(files())));
    assertEquals(2, changes(router.failing("routes", new IOException("no"))));
    assertEquals(2, changes(router.routing(files())));
    assertEquals(3, changes(router.routing(files(defaultVia(3, 1)))));
  }

  private static double changes(Router router) {
    router.round();
    return router
        .samples(RouteTracker.class)
        .get("mptcp_default_route_changes_total{family=\"ipv4\"}");
  }

  @Test
  void routesThatCanNotBeReadShowNothingButHowOftenTheDefaultRouteHasChanged() {
    Router router = router("wiki-ok");
    router.failing("routes", new IOException("no")).round();

    assertEquals(
        Map.of(
            "mptcp_default_route_changes_total{family=\"ipv4\"}", 0.0,
            "mptcp_default_route_changes_total{family=\"ipv6\"}", 0.0),
        router.samples(RouteTracker.class).all());
  }

  @Test
  void anEndpointsAddressIsLedRatherThanAnotherOfTheInterface() {
    Router router =
        new Router()
            .links(device(2, "wan1", "2001:db8:1::99", "2001:db8:1::2", "198.51.100.10"))
            .endpoints(Router.endpoint(1, "2001:db8:1::2"))
            .routing(files());

    List<RoutePlan.Path> paths = plan(router).paths();

    assertEquals(
        List.of(address("198.51.100.10"), address("2001:db8:1::2")),
        paths.stream().map(RoutePlan.Path::source).toList());
  }

  @Test
  void theGatewaysNeighbourIsThatOfTheSameLink() {
    Neighbour wrong =
        new Neighbour(address("198.51.100.1"), 9, Optional.empty(), Neighbour.State.FAILED);
    Neighbour right =
        new Neighbour(address("198.51.100.1"), 2, Optional.empty(), Neighbour.State.REACHABLE);
    Router router =
        new Router()
            .links(device(2, "wan1", "198.51.100.10"))
            .connections(connection(1, Flow.of(11, "198.51.100.10")))
            .routing(
                new Routing(
                    List.of(defaultVia(2, 0)),
                    Optional.of(
                        List.of(RuleLookupTest.rule(1_000).table(Route.TABLE_MAIN).build())),
                    Optional.of(List.of(wrong, right))));

    RoutePlan.Path path = plan(router).paths().get(0);

    assertEquals(Optional.of(right), path.neighbour());
    assertTrue(path.ok().orElseThrow());
  }
}
