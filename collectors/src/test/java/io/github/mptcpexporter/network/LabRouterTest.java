package io.github.mptcpexporter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.netlink.CapturedKernel;
import io.github.mptcpexporter.netlink.Captures;
import io.github.mptcpexporter.oracle.IpText;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The lab router with two uplinks on kernel 6.18 in four states, as it is and turned into a
 * big-endian machine; the text of {@code ip} and of {@code /proc/net/dev} on that router confirms
 * it.
 */
class LabRouterTest {

  static Stream<Arguments> kernels() {
    return Captures.STATES.stream()
        .flatMap(
            state ->
                Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                    .map(order -> Arguments.of(Captures.UPSTREAM_6_18.resolve(state), order)));
  }

  private static Links links(Path state, ByteOrder order) throws IOException {
    try (KernelLinks source = new KernelLinks(new CapturedKernel(state, order))) {
      return source.read().orElseThrow();
    }
  }

  private static Routing routing(Path state, ByteOrder order) throws IOException {
    try (KernelRouting source = new KernelRouting(new CapturedKernel(state, order))) {
      return source.read().orElseThrow();
    }
  }

  private static IpText text(Path state, ByteOrder order) throws IOException {
    return new IpText(
        links(state, order).all().stream().collect(Collectors.toMap(Link::index, Link::name)));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void routesReadLikeThoseOfIp(Path state, ByteOrder order) throws Exception {
    IpText text = text(state, order);

    List<String> found = routing(state, order).routes().stream().map(text::route).toList();

    assertLines(IpText.lines(state.resolve("ip-d-route-all.txt")), found);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void rulesReadLikeThoseOfIp(Path state, ByteOrder order) throws Exception {
    List<Rule> rules = routing(state, order).rules().orElseThrow();

    List<String> expected = new ArrayList<>(IpText.lines(state.resolve("ip-rule.txt")));
    expected.addAll(IpText.lines(state.resolve("ip-rule6.txt")));
    assertLines(expected, rules.stream().map(IpText::rule).toList());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void neighboursReadLikeThoseOfIp(Path state, ByteOrder order) throws Exception {
    IpText text = text(state, order);
    List<Neighbour> neighbours = routing(state, order).neighbours().orElseThrow();

    assertLines(
        IpText.lines(state.resolve("ip-neigh.txt")),
        neighbours.stream().map(text::neighbour).flatMap(Optional::stream).toList());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void linksAndAddressesReadLikeThoseOfIp(Path state, ByteOrder order) throws Exception {
    List<String> found = new ArrayList<>();
    links(state, order).all().forEach(link -> found.addAll(IpText.link(link)));

    assertLines(IpText.links(IpText.lines(state.resolve("ip-addr.txt"))), found);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void countersAreThoseOfProcNetDev(Path state, ByteOrder order) throws Exception {
    Links links = links(state, order);

    List<String> lines = IpText.lines(state.resolve("proc-net-dev.txt"));
    assertEquals(links.all().size(), lines.stream().filter(line -> line.contains(":")).count());
    for (Link link : links.all()) {
      String line =
          lines.stream().filter(l -> l.startsWith(link.name() + ":")).findFirst().orElseThrow();
      List<Long> expected = procNetDev(line);
      List<Long> found = counters(link.counters().orElseThrow());
      for (int i = 0; i < found.size(); i++) {
        // The file was read a moment later.
        long later = expected.get(i) - found.get(i);
        assertTrue(later >= 0 && later <= found.get(i) / 1000, found + " and then " + line);
      }
    }
  }

  private static List<Long> counters(Link.Counters counters) {
    return List.of(
        counters.receiveBytes(),
        counters.receivePackets(),
        counters.receiveErrors(),
        counters.receiveDropped(),
        counters.transmitBytes(),
        counters.transmitPackets(),
        counters.transmitErrors(),
        counters.transmitDropped());
  }

  /** Four numbers of what was received, four that we do not read, the same for sent. */
  private static List<Long> procNetDev(String line) {
    List<Long> numbers =
        Pattern.compile("\\d+")
            .matcher(line.substring(line.indexOf(':')))
            .results()
            .map(match -> Long.valueOf(match.group()))
            .toList();
    List<Long> read = new ArrayList<>(numbers.subList(0, 4));
    read.addAll(numbers.subList(8, 12));
    return read;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void everyLinkHasACarrierOrNot(Path state, ByteOrder order) throws Exception {
    for (Link link : links(state, order).all()) {
      boolean lowerUp = (link.flagBits() & 0x10000) != 0;
      if (link.adminUp()) {
        assertEquals(Optional.of(lowerUp), link.carrier());
      }
      assertFalse(link.carrierChanges().isEmpty());
    }
  }

  private static void assertLines(List<String> expected, List<String> found) {
    assertFalse(expected.isEmpty());
    assertEquals(String.join("\n", expected), String.join("\n", found));
  }
}
