package io.github.mptcpexporter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.netlink.CapturedKernel;
import io.github.mptcpexporter.netlink.Captures;
import io.github.mptcpexporter.oracle.IpJson;
import io.github.mptcpexporter.oracle.Json;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Routes, rules, links and neighbours of all kinds that we could think of, set up on kernel 6.18 by
 * the {@code setup.sh} beside the captures; {@code ip -j} of iproute2 6.1 confirms them.
 */
class KernelNetworkTest {

  private static final Path DIRECTORY = Captures.UPSTREAM_6_18.resolve("all-kinds-of-routes");

  static Stream<ByteOrder> orders() {
    return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
  }

  private static Object json(String name) throws IOException {
    return Json.read(DIRECTORY.resolve(name + ".json"));
  }

  private static Routing routing(ByteOrder order) throws IOException {
    try (KernelRouting source = new KernelRouting(new CapturedKernel(DIRECTORY, order))) {
      return source.read().orElseThrow();
    }
  }

  @ParameterizedTest
  @MethodSource("orders")
  void routesAreThoseOfIp(ByteOrder order) throws Exception {
    IpJson ip = new IpJson(json("ip-link"));
    List<Route> expected = new ArrayList<>();
    expected.addAll(ip.routes(json("ip-route-4"), AddressFamily.IPV4));
    expected.addAll(ip.routes(json("ip-route-6"), AddressFamily.IPV6));

    assertSame(expected, routing(order).routes());
  }

  @ParameterizedTest
  @MethodSource("orders")
  void rulesAreThoseOfIp(ByteOrder order) throws Exception {
    List<Rule> expected = new ArrayList<>();
    expected.addAll(IpJson.rules(json("ip-rule-4"), AddressFamily.IPV4));
    expected.addAll(IpJson.rules(json("ip-rule-6"), AddressFamily.IPV6));

    assertSame(expected, routing(order).rules().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("orders")
  void neighboursAreThoseOfIp(ByteOrder order) throws Exception {
    IpJson ip = new IpJson(json("ip-link"));
    List<Neighbour> expected = new ArrayList<>();
    expected.addAll(ip.neighbours(json("ip-neigh-4")));
    expected.addAll(ip.neighbours(json("ip-neigh-6")));

    assertSame(expected, routing(order).neighbours().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("orders")
  void linksAndAddressesAreThoseOfIp(ByteOrder order) throws Exception {
    List<Link> expected = IpJson.links(json("ip-link"), json("ip-addr"));
    List<Link> links;
    try (KernelLinks source = new KernelLinks(new CapturedKernel(DIRECTORY, order))) {
      links = source.read().orElseThrow().all();
    }

    assertSame(expected, links.stream().map(KernelNetworkTest::withoutCarrier).toList());
  }

  /** What {@code ip} does not tell. */
  private static Link withoutCarrier(Link link) {
    return new Link(
        link.index(),
        link.name(),
        link.flagBits(),
        link.operState(),
        Optional.empty(),
        OptionalLong.empty(),
        link.mtuBytes(),
        link.hardwareAddress(),
        link.kind(),
        link.counters(),
        link.addresses());
  }

  /** One after the other, so that a failure shows the one that differs. */
  private static <T> void assertSame(List<T> expected, List<T> found) {
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      assertEquals(expected.get(i), found.get(i));
    }
    assertEquals(expected.size(), found.size());
  }
}
