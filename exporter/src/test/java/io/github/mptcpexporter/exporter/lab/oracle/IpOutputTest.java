package io.github.mptcpexporter.exporter.lab.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@code ip -N -j -d} and {@code ip mptcp} print, read. */
class IpOutputTest {

  @Test
  void routesKeepTableTypeAndMetricAsNumbers() throws IOException {
    List<IpRoute> routes = IpRoute.parse(false, Recorded.json("ip-route4.json"));

    assertEquals(22, routes.size());
    assertEquals(
        new IpRoute(
            false,
            1,
            "default",
            Optional.of(InetAddress.getByName("10.2.0.1")),
            Optional.of("wan2"),
            254,
            3,
            0,
            2,
            Optional.empty()),
        routes.get(8));
    assertEquals(6, routes.stream().filter(IpRoute::isDefault).count());
    // blackhole 192.0.2.0/24 has neither gateway nor device
    assertEquals(6, routes.get(0).type());
    assertEquals(Optional.empty(), routes.get(0).device());
    assertEquals(Optional.of(InetAddress.getByName("10.1.0.2")), routes.get(10).preferredSource());
  }

  @Test
  void rulesJoinAddressAndLength() throws IOException {
    List<IpRule> rules = IpRule.parse(false, Recorded.json("ip-rule4.json"));

    assertEquals(11, rules.size());
    assertEquals(
        new IpRule(
            false,
            500,
            "198.51.100.0/24",
            "all",
            Optional.of("wan1"),
            Optional.empty(),
            OptionalLong.of(0x10),
            OptionalLong.of(0xff),
            OptionalLong.empty(),
            OptionalLong.of(7),
            false),
        rules.get(1));
    assertTrue(rules.get(2).inverted());
    assertEquals("192.0.2.9", rules.get(2).destination());
    assertEquals(OptionalLong.of(1001), rules.get(3).table());
    assertEquals("10.1.0.2", rules.get(3).source());
    assertEquals(Optional.of("lte"), rules.get(8).outgoingDevice());
  }

  @Test
  void endpointsKeepPortDeviceAndFlags() throws IOException {
    List<IpEndpoint> endpoints = IpEndpoint.parse(Recorded.json("ip-mptcp-endpoint.json"));

    assertEquals(7, endpoints.size());
    assertEquals(
        new IpEndpoint(
            3,
            InetAddress.getByName("10.3.0.2"),
            0,
            Optional.of("lte"),
            Set.of("subflow", "backup")),
        endpoints.get(2));
    assertEquals(5300, endpoints.get(6).port());
    assertEquals(Set.of("signal"), endpoints.get(6).flags());
    assertEquals(Optional.empty(), endpoints.get(6).device());
  }

  @Test
  void linksHaveCountersOfBothDirections() throws IOException {
    IpLink wan1 = IpLink.parse(Recorded.json("ip-link.json")).get(1);

    assertEquals(2, wan1.index());
    assertEquals("wan1", wan1.name());
    assertEquals("UP", wan1.state());
    assertEquals(1500, wan1.mtu());
    assertEquals(Optional.of("veth"), wan1.kind());
    assertEquals(Optional.of("ba:39:9f:fb:ef:e0"), wan1.hardwareAddress());
    assertEquals(2, wan1.carrierChanges());
    assertEquals(new IpLink.Counters(7956, 20, 0, 0), wan1.receive());
    assertEquals(new IpLink.Counters(7508, 24, 0, 1), wan1.transmit());
    assertTrue(wan1.flags().containsAll(Set.of("UP", "LOWER_UP")));
  }

  @Test
  void addressesNameTheirDevice() throws IOException {
    List<IpAddress> addresses = IpAddress.parse(Recorded.json("ip-addr.json"));

    assertEquals(11, addresses.size());
    assertEquals(new IpAddress("wan2", InetAddress.getByName("fd02::2"), 64, 0), addresses.get(6));
    assertEquals(253, addresses.get(7).scope());
  }

  @Test
  void neighboursHaveTheirState() throws IOException {
    List<IpNeighbour> neighbours = IpNeighbour.parse(Recorded.json("ip-neigh.json"));

    assertEquals(6, neighbours.size());
    assertEquals(
        new IpNeighbour(
            InetAddress.getByName("10.1.0.1"),
            "wan1",
            Optional.of("3a:21:78:25:bc:71"),
            Set.of("REACHABLE")),
        neighbours.get(1));
  }

  @Test
  void limitsAreText() throws IOException {
    assertEquals(new IpLimits(2, 4), IpLimits.parse("add_addr_accepted 4 subflows 2 \n"));
    assertThrows(IOException.class, () -> IpLimits.parse(""));
  }

  @Test
  void emptyObjectsOfFilteredRowsAreNoRows() throws IOException {
    assertEquals(List.of(), IpRoute.parse(false, new JsonArray("[{},{}]")));
  }

  @Test
  void rowWithoutWhatItMustHaveIsReported() {
    IOException e =
        assertThrows(
            IOException.class, () -> IpRule.parse(false, new JsonArray("[{\"src\":\"all\"}]")));

    assertEquals("no priority in {\"src\":\"all\"}", e.getMessage());
  }
}
