package io.github.mptcpexporter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.routers.EditedRoot;
import io.github.mptcpexporter.routers.IpText;
import io.github.mptcpexporter.routers.RecordedRouter;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle is {@code ip route show table all} on the recorded routers. */
class FileRoutingTest {

  private static final RecordedRouter ROUTER = RecordedRouter.named("out-of-tree-5.4-01-steady");
  private static final String NO_GATEWAY = "00000000000000000000000000000000";

  static Stream<RecordedRouter> routers() throws IOException {
    return Stream.concat(
        RecordedRouter.outOfTree(), RecordedRouter.startingWith("upstream-6.18-files-"));
  }

  private static Routing read(RootFs root) throws IOException {
    return new FileRouting(root, ByteOrder.LITTLE_ENDIAN).read().orElseThrow();
  }

  private static List<Route> routes(RootFs root, AddressFamily family) throws IOException {
    return read(root).routes().stream().filter(r -> r.family() == family).toList();
  }

  /** A route as {@code ip} prints it, in what files tell: type, destination, gateway, metric. */
  private static String text(Route route, RecordedRouter router) throws IOException {
    String device = "";
    if (!route.hops().isEmpty()) {
      int index = route.hops().get(0).link().orElseThrow();
      for (IpText.Device known : IpText.devices(router.output("ip-addr"))) {
        device = known.index() == index ? known.name() : device;
      }
    }
    Optional<InetAddress> gateway = route.hops().stream().findFirst().flatMap(Route.Hop::gateway);
    String destination = route.destination().map(Prefix::toString).orElse("default");
    return destination + " via " + gateway + " dev " + device + " metric " + route.metric();
  }

  private static String text(IpText.Route route) throws IOException {
    String destination = route.destination();
    if (!destination.equals("default")) {
      String[] prefix = destination.split("/", -1);
      InetAddress network = InetAddress.getByName(prefix[0]);
      int length =
          prefix.length > 1 ? Integer.parseInt(prefix[1]) : 8 * network.getAddress().length;
      destination = new Prefix(network, length).toString();
    }
    return destination
        + " via "
        + route.gateway()
        + " dev "
        + route.device()
        + " metric "
        + route.metric().orElse(0);
  }

  private static List<IpText.Route> ipRoutes(RecordedRouter router, AddressFamily family)
      throws IOException {
    boolean old = router.has("cmd/ip-route-table-all.txt");
    List<IpText.Route> routes = new ArrayList<>();
    for (IpText.Route route :
        IpText.routes(
            family == AddressFamily.IPV6
                ? router.output(old ? "ip-6-route-table-all" : "ip-d-route6-all")
                : router.output(old ? "ip-route-table-all" : "ip-d-route-all"))) {
      boolean ipv6 =
          route.destination().contains(":")
              || route.gateway().filter(g -> g.getAddress().length == 16).isPresent()
              || route.type().equals("unreachable");
      if (ipv6 == (family == AddressFamily.IPV6)) {
        routes.add(route);
      }
    }
    return routes;
  }

  @ParameterizedTest
  @MethodSource("routers")
  void ipv4RoutesAreThoseOfTableMain(RecordedRouter router) throws IOException {
    isTableMain(router, AddressFamily.IPV4);
  }

  /** The file mixes all tables; {@code ip} knows which is which. */
  @ParameterizedTest
  @MethodSource("routers")
  void ipv6RoutesAreThoseOfTableMain(RecordedRouter router) throws IOException {
    isTableMain(router, AddressFamily.IPV6);
  }

  private static void isTableMain(RecordedRouter router, AddressFamily family) throws IOException {
    List<String> expected = new ArrayList<>();
    for (IpText.Route route : ipRoutes(router, family)) {
      // Unreachable with the highest metric is how old kernels say that there is no default route.
      if (route.table().equals("main") && !route.type().equals("unreachable")) {
        expected.add(text(route));
      }
    }
    List<String> found = new ArrayList<>();
    for (Route route : routes(router.rootFs(), family)) {
      found.add(text(route, router));
      assertEquals(Route.TABLE_MAIN, route.table());
      assertEquals(Route.TYPE_UNICAST, route.type());
    }

    assertFalse(expected.isEmpty());
    assertEquals(expected.stream().sorted().toList(), found.stream().sorted().toList());
  }

  @Test
  void filesTellNeitherRulesNorNeighbours() throws IOException {
    Routing routing = read(ROUTER.rootFs());

    assertEquals(Optional.empty(), routing.rules());
    assertEquals(Optional.empty(), routing.neighbours());
  }

  @Test
  void bigEndianRouterShowsTheSameRoutes() throws IOException {
    EditedRoot root =
        new EditedRoot(ROUTER.directory())
            .edit(
                "proc/net/route",
                text ->
                    text.replaceAll(
                        "\\b([0-9A-F]{2})([0-9A-F]{2})([0-9A-F]{2})([0-9A-F]{2})(?=\\t)",
                        "$4$3$2$1"));

    assertEquals(
        Optional.of(read(ROUTER.rootFs())), new FileRouting(root, ByteOrder.BIG_ENDIAN).read());
  }

  @Test
  void routeThatRefusesIsUnreachable() throws IOException {
    EditedRoot root =
        new EditedRoot(ROUTER.directory())
            .edit(
                "proc/net/route",
                text -> text + "*\t00FEA8C0\t00000000\t0201\t0\t0\t-1\t00FFFFFF\t0\t0\t0\n");
    Route route = last(routes(root, AddressFamily.IPV4));

    assertEquals(7, route.type());
    assertEquals(0xffffffffL, route.metric(), "a metric is unsigned, though the file shows a sign");
    assertEquals(List.of(), route.hops());
    assertEquals("192.168.254.0/24", route.destination().orElseThrow().toString());
  }

  @Test
  void routeWithoutDeviceIsABlackhole() throws IOException {
    EditedRoot root =
        new EditedRoot(ROUTER.directory())
            .edit(
                "proc/net/route",
                text -> text + "*\t00000000\t00000000\t0001\t0\t0\t9\t00000000\t0\t0\t0\n");
    Route route = last(routes(root, AddressFamily.IPV4));

    assertEquals(6, route.type());
    assertFalse(route.isDefault(), "a blackhole leads nothing");
  }

  private static Route last(List<Route> routes) {
    return routes.get(routes.size() - 1);
  }

  /** What netifd makes of a delegated prefix: {@code default from 2001:db8:1::/56 via …}. */
  @Test
  void defaultForSomeSourcesIsNoDefault() throws IOException {
    EditedRoot root =
        new EditedRoot(ROUTER.directory())
            .edit(
                "proc/net/ipv6_route",
                text ->
                    NO_GATEWAY
                        + " 00 20010db8000100000000000000000000 38"
                        + " fe800000000000000000000000000001 00000100 00000001 00000000 00000003"
                        + "     wan2\n"
                        + text);

    assertEquals(routes(ROUTER.rootFs(), AddressFamily.IPV6), routes(root, AddressFamily.IPV6));
  }

  @Test
  void mainWithoutDefaultRouteDoesNotBorrowThatOfATable() throws IOException {
    EditedRoot root =
        new EditedRoot(ROUTER.directory())
            .edit("proc/net/ipv6_route", FileRoutingTest::withoutMainDefault);
    List<Route> routes = routes(root, AddressFamily.IPV6);

    assertTrue(routes.stream().noneMatch(Route::isDefault));
    assertEquals(routes(ROUTER.rootFs(), AddressFamily.IPV6).size() - 1, routes.size());
  }

  /** The kernel puts its placeholder where the default route was. */
  private static String withoutMainDefault(String text) {
    int addresses = text.indexOf("00000000000000000000000000000001 80 ");
    int row = text.lastIndexOf('\n', addresses - 2) + 1;
    return text.substring(0, row)
        + NO_GATEWAY
        + " 00 "
        + NO_GATEWAY
        + " 00 "
        + NO_GATEWAY
        + " ffffffff 00000001 00000000 00200200       lo\n"
        + text.substring(addresses);
  }

  /** Without CONFIG_IPV6_MULTIPLE_TABLES addresses and routes are one tree, its root at the end. */
  @Test
  void singleTableIsMain() throws IOException {
    String end = " " + NO_GATEWAY + " 00 " + NO_GATEWAY + " 00000100 00000001 00000000 ";
    EditedRoot root =
        new EditedRoot(ROUTER.directory())
            .with(
                "proc/net/ipv6_route",
                "00000000000000000000000000000001 80"
                    + end
                    + "80200001       lo\n"
                    + "20010db8000100000000000000000000 40"
                    + end
                    + "00000001     wan1\n"
                    + "ff000000000000000000000000000000 08"
                    + end
                    + "00000001     wan1\n"
                    + NO_GATEWAY
                    + " 00 "
                    + NO_GATEWAY
                    + " 00 20010db8000100000000000000000001 00000400 00000001 00000000 00000003"
                    + "     wan1\n");
    List<Route> routes = routes(root, AddressFamily.IPV6);

    assertEquals(2, routes.size());
    assertEquals("2001:db8:1:0:0:0:0:0/64", routes.get(0).destination().orElseThrow().toString());
    assertTrue(routes.get(1).isDefault());
    assertEquals(OptionalInt.of(5), routes.get(1).hops().get(0).link());
  }

  @ParameterizedTest
  @EnumSource(AddressFamily.class)
  void oneFileIsEnough(AddressFamily family) throws IOException {
    EditedRoot root =
        new EditedRoot(ROUTER.directory())
            .without(family == AddressFamily.IPV4 ? "proc/net/ipv6_route" : "proc/net/route");

    assertEquals(routes(ROUTER.rootFs(), family), read(root).routes());
  }

  @Test
  void rootWithoutRoutesIsAbsent(@TempDir Path empty) throws IOException {
    assertEquals(
        Optional.empty(), new FileRouting(new RootFs(empty), ByteOrder.LITTLE_ENDIAN).read());
  }
}
