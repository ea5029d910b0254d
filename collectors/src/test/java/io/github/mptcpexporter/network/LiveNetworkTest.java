package io.github.mptcpexporter.network;

import static io.github.mptcpexporter.kernel.jnr.NetworkNamespace.command;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.kernel.jnr.JnrNetlinkTransport;
import io.github.mptcpexporter.kernel.jnr.NetworkNamespace;
import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.netlink.Captures;
import io.github.mptcpexporter.oracle.IpJson;
import io.github.mptcpexporter.oracle.Json;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against the running kernel, with {@code ip -j} at the same moment. */
class LiveNetworkTest {

  private static final String SETUP =
      Captures.UPSTREAM_6_18.resolve("all-kinds-of-routes/setup.sh").toString();

  @Test
  void readsTheNetworkOfThisMachine() throws Exception {
    try (KernelLinks links = new KernelLinks(JnrNetlinkTransport.load());
        KernelRouting routing = new KernelRouting(JnrNetlinkTransport.load())) {
      Link loopback = links.read().orElseThrow().byName("lo").orElseThrow();

      assertTrue(loopback.loopback());
      assertEquals(1, loopback.index());
      assertTrue(
          loopback.addresses().stream()
              .anyMatch(address -> address.address().equals(InetAddress.getLoopbackAddress())));
      assertTrue(
          routing.read().orElseThrow().routes().stream()
              .anyMatch(route -> route.table() == Route.TABLE_LOCAL));
    }
  }

  @Test
  @Tag("kernel")
  void routesAndRulesAndNeighboursAreThoseOfIp() throws Exception {
    NetworkNamespace.run(
        () -> {
          command("bash", SETUP);
          try (KernelRouting source = new KernelRouting(JnrNetlinkTransport.load())) {
            source.read(); // a first time, so that the second follows at once
            Routing routing = source.read().orElseThrow();

            assertRoutes(routing);
            assertRules(routing);
            assertNeighbours(routing);
          }
        });
  }

  private static IpJson ip() throws Exception {
    return new IpJson(Json.parse(command("ip", "-j", "link")));
  }

  private static void assertRoutes(Routing routing) throws Exception {
    List<Route> expected = new ArrayList<>();
    for (AddressFamily family : AddressFamily.values()) {
      String json = command("ip", option(family), "-j", "-d", "route", "show", "table", "all");
      expected.addAll(ip().routes(Json.parse(json), family));
    }
    assertEquals(lines(expected), lines(routing.routes()));
  }

  private static void assertRules(Routing routing) throws Exception {
    List<Rule> expected = new ArrayList<>();
    for (AddressFamily family : AddressFamily.values()) {
      String json = command("ip", option(family), "-j", "rule");
      expected.addAll(IpJson.rules(Json.parse(json), family));
    }
    assertEquals(lines(expected), lines(routing.rules().orElseThrow()));
  }

  /** Those that the test has set; the kernel's own come and go. */
  private static void assertNeighbours(Routing routing) throws Exception {
    Set<Neighbour> expected =
        ip()
            .neighbours(Json.parse(command("ip", "-j", "neigh", "show", "nud", "permanent")))
            .stream()
            .collect(Collectors.toSet());
    assertEquals(1, expected.size());
    Set<Neighbour> found =
        routing.neighbours().orElseThrow().stream()
            .filter(neighbour -> neighbour.state() == Neighbour.State.PERMANENT)
            .collect(Collectors.toSet());
    assertEquals(expected, found);
  }

  private static String option(AddressFamily family) {
    return family == AddressFamily.IPV4 ? "-4" : "-6";
  }

  private static String lines(List<?> rows) {
    return rows.stream().map(String::valueOf).collect(Collectors.joining("\n"));
  }

  @Test
  @Tag("kernel")
  void linksAndAddressesAreThoseOfIp() throws Exception {
    NetworkNamespace.run(
        () -> {
          command("bash", SETUP);
          try (KernelLinks source = new KernelLinks(JnrNetlinkTransport.load())) {
            List<Link> links = source.read().orElseThrow().all();

            List<Link> expected =
                IpJson.links(
                    Json.parse(command("ip", "-j", "-d", "-s", "link")),
                    Json.parse(command("ip", "-j", "addr")));
            assertEquals(expected.size(), links.size());
            for (int i = 0; i < links.size(); i++) {
              assertLink(expected.get(i), links.get(i));
            }
          }
        });
  }

  private static void assertLink(Link expected, Link link) {
    assertEquals(expected.index(), link.index());
    assertEquals(expected.name(), link.name());
    assertEquals(expected.flagBits(), link.flagBits(), link.name());
    assertEquals(expected.operState(), link.operState(), link.name());
    assertEquals(expected.mtuBytes(), link.mtuBytes());
    assertEquals(expected.hardwareAddress(), link.hardwareAddress());
    assertEquals(expected.kind(), link.kind());
    assertEquals(expected.addresses(), link.addresses());
    Link.Counters later = expected.counters().orElseThrow();
    Link.Counters counters = link.counters().orElseThrow();
    assertTrue(counters.receiveBytes() <= later.receiveBytes());
    assertTrue(counters.transmitPackets() <= later.transmitPackets());
  }
}
