package io.github.mptcpexporter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Ipv4AddressesTest {

  private final Set<Prefix> local = new LinkedHashSet<>();
  private final Set<InetAddress> broadcast = new LinkedHashSet<>();
  private final List<RouteRow> routes = new ArrayList<>();

  private static InetAddress ip(String text) throws IOException {
    return InetAddress.getByName(text);
  }

  /** What the kernel keeps of an address and its network. */
  private void address(String device, String address, String network, int length, String last)
      throws IOException {
    local.add(new Prefix(ip(address), 32));
    broadcast.add(ip(last));
    route(device, network, length, 0x1);
  }

  private void route(String device, String network, int length, long flags) throws IOException {
    routes.add(new RouteRow(device, new Prefix(ip(network), length), ip("0.0.0.0"), flags, 0));
  }

  private Map<String, List<Link.Address>> byDevice() {
    return Ipv4Addresses.byDevice(
        new FibTrieParser.Entries(local, broadcast), routes, Optional.of("lo"));
  }

  @Test
  void narrowestNetworkDecides() throws IOException {
    address("wan1", "10.1.2.3", "10.1.2.0", 24, "10.1.2.255");
    address("br-lan", "10.0.0.1", "10.0.0.0", 8, "10.255.255.255");

    assertEquals(
        Map.of(
            "wan1", List.of(new Link.Address(ip("10.1.2.3"), 24, 0)),
            "br-lan", List.of(new Link.Address(ip("10.0.0.1"), 8, 0))),
        byDevice());
  }

  /** Two modems that both call themselves 192.168.1.1, or one provider behind two lines. */
  @Test
  void addressOfANetworkThatIsOnTwoDevicesIsNotGiven() throws IOException {
    address("eth0.1", "192.168.1.100", "192.168.1.0", 24, "192.168.1.255");
    address("eth0.2", "192.168.1.101", "192.168.1.0", 24, "192.168.1.255");

    assertEquals(Map.of(), byDevice());
  }

  /** pppoe: the route is to the peer; a wide route elsewhere that covers us is no evidence. */
  @Test
  void ownAddressOfAPointToPointLinkIsNotGiven() throws IOException {
    local.add(new Prefix(ip("100.64.1.2"), 32));
    route("pppoe-wan", "100.64.0.1", 32, 0x5);
    route("tun0", "100.64.0.0", 10, 0x1);

    assertEquals(Map.of(), byDevice());
  }

  @Test
  void networkOfTwoAddressesHasNoBroadcast() throws IOException {
    local.add(new Prefix(ip("10.9.0.1"), 32));
    route("wg0", "10.9.0.0", 31, 0x1);

    assertEquals(Map.of("wg0", List.of(new Link.Address(ip("10.9.0.1"), 31, 0))), byDevice());
  }

  @Test
  void routeThroughAGatewayIsNoNetworkOfADevice() throws IOException {
    local.add(new Prefix(ip("10.9.0.1"), 32));
    broadcast.add(ip("10.9.0.255"));
    route("wan1", "10.9.0.0", 24, 0x3);
    route("wan1", "10.9.0.0", 24, 0x201);

    assertEquals(Map.of(), byDevice());
  }

  @Test
  void wholeNetworkOfLocalAddressesIsTheLoopback() throws IOException {
    local.add(new Prefix(ip("127.0.0.0"), 8));
    local.add(new Prefix(ip("127.0.0.1"), 32));

    assertEquals(Map.of("lo", List.of(new Link.Address(ip("127.0.0.1"), 8, 254))), byDevice());
  }
}
