package io.github.mptcpexporter.network;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Prefix;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which device has which IPv4 address: no file says so, but two together do. The local addresses
 * stand in {@code /proc/net/fib_trie}; the network that the kernel makes of an address and its mask
 * ({@code fib_add_ifaddr()} in {@code net/ipv4/fib_frontend.c}) stands with its device in {@code
 * /proc/net/route}. The narrowest such network that holds the address is its own.
 *
 * <p>Not to be known in this way: addresses of a device that is down, which has no routes; an
 * address without a network, as a lone /32 or that of a point-to-point link such as pppoe, whose
 * route leads to the peer; and an address whose network is on two devices, as with two modems that
 * are both 192.168.1.1.
 */
final class Ipv4Addresses {

  private static final int ADDRESS_BITS = 32;
  private static final int SCOPE_GLOBAL = 0;
  private static final int SCOPE_HOST = 254;

  private record Network(String device, Prefix prefix, int scope) {}

  private Ipv4Addresses() {}

  /**
   * Addresses by the device's name.
   *
   * @param loopback name of that device; empty if there is none
   */
  static Map<String, List<Link.Address>> byDevice(
      FibTrieParser.Entries trie, List<RouteRow> routes, Optional<String> loopback) {
    List<Network> networks = networks(trie, routes, loopback);
    Map<String, List<Link.Address>> addresses = new HashMap<>();
    for (Prefix local : trie.local()) {
      if (local.length() == ADDRESS_BITS) {
        narrowest(networks, local.address())
            .ifPresent(
                network ->
                    addresses
                        .computeIfAbsent(network.device(), device -> new ArrayList<>())
                        .add(
                            new Link.Address(
                                local.address(), network.prefix().length(), network.scope())));
      }
    }
    return addresses;
  }

  private static List<Network> networks(
      FibTrieParser.Entries trie, List<RouteRow> routes, Optional<String> loopback) {
    List<Network> networks = new ArrayList<>();
    for (RouteRow route : routes) {
      if (route.onLink() && isOfAnAddress(route.destination(), trie.broadcast())) {
        networks.add(new Network(route.device(), route.destination(), SCOPE_GLOBAL));
      }
    }
    for (Prefix local : trie.local()) {
      if (local.length() < ADDRESS_BITS && loopback.isPresent()) {
        networks.add(new Network(loopback.get(), local, SCOPE_HOST));
      }
    }
    return networks;
  }

  /** Whether the kernel made the network with an address; one set by hand has no broadcast. */
  private static boolean isOfAnAddress(Prefix network, Set<InetAddress> broadcast) {
    return network.length() >= ADDRESS_BITS - 1 || broadcast.contains(lastOf(network));
  }

  private static InetAddress lastOf(Prefix network) {
    byte[] bytes = network.address().getAddress();
    for (int bit = network.length(); bit < ADDRESS_BITS; bit++) {
      bytes[bit / 8] |= (byte) (0x80 >> (bit % 8));
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an IPv4 address has four bytes", e);
    }
  }

  /** Empty if there is none, or the same one on two devices. */
  private static Optional<Network> narrowest(List<Network> networks, InetAddress address) {
    Optional<Network> best = Optional.empty();
    boolean twice = false;
    for (Network network : networks) {
      if (!network.prefix().contains(address)) {
        continue;
      }
      int wider = best.map(found -> found.prefix().length()).orElse(-1);
      if (network.prefix().length() > wider) {
        best = Optional.of(network);
        twice = false;
      } else if (network.prefix().length() == wider) {
        twice |= !best.map(Network::device).equals(Optional.of(network.device()));
      }
    }
    return twice ? Optional.empty() : best;
  }
}
