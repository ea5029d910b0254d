package io.github.mptcpexporter.exporter.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.lab.oracle.IpAddress;
import io.github.mptcpexporter.exporter.lab.oracle.IpLink;
import io.github.mptcpexporter.exporter.lab.oracle.Oracles;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares devices, addresses and neighbours of the document with {@code ip}. */
final class LinkCheck {

  /** {@code IFF_*} by the names that ip prints; RUNNING is told by the absence of NO-CARRIER. */
  private static final Map<String, Long> FLAGS =
      Map.of(
          "UP", 0x1L,
          "BROADCAST", 0x2L,
          "LOOPBACK", 0x8L,
          "POINTOPOINT", 0x10L,
          "NOARP", 0x80L,
          "MULTICAST", 0x1000L,
          "LOWER_UP", 0x10000L);

  private static final long RUNNING = 0x40;

  private final StatusDocument.Node root;
  private final Reading before;
  private final Reading after;

  LinkCheck(StatusDocument.Node root, Reading before, Reading after) {
    this.root = root;
    this.before = before;
    this.after = after;
  }

  void check(Oracles oracles) throws IOException {
    links();
    addresses(oracles.addresses());
    neighbours();
  }

  private void links() {
    assertEquals(before.links().size(), root.all("links").size());
    for (StatusDocument.Node node : root.all("links")) {
      IpLink low = before.link(node.text("device").orElseThrow());
      IpLink high = after.link(low.name());
      node.is("index", low.index());
      node.is("mtuBytes", low.mtu());
      node.is("carrierChanges", low.carrierChanges());
      node.is("flagBits", flagBits(low));
      assertEquals(low.kind(), node.text("kind"), node.place());
      StatusDocument.Node counters = node.in("counters");
      between(counters, "receive", low.receive(), high.receive());
      between(counters, "transmit", low.transmit(), high.transmit());
    }
  }

  private static long flagBits(IpLink link) {
    boolean running = link.flags().contains("UP") && !link.flags().contains("NO-CARRIER");
    long bits = running ? RUNNING : 0;
    for (String flag : link.flags()) {
      bits |= flag.equals("NO-CARRIER") ? 0 : Optional.ofNullable(FLAGS.get(flag)).orElseThrow();
    }
    return bits;
  }

  private static void between(
      StatusDocument.Node node, String direction, IpLink.Counters low, IpLink.Counters high) {
    node.isBetween(direction + "Bytes", low.bytes(), high.bytes());
    node.isBetween(direction + "Packets", low.packets(), high.packets());
    node.isBetween(direction + "Errors", low.errors(), high.errors());
    node.isBetween(direction + "Dropped", low.dropped(), high.dropped());
  }

  private void addresses(List<IpAddress> told) throws IOException {
    Set<IpAddress> shown = new HashSet<>();
    for (StatusDocument.Node link : root.all("links")) {
      for (StatusDocument.Node node : link.all("addresses")) {
        shown.add(
            new IpAddress(
                link.text("device").orElseThrow(),
                InetAddress.getByName(node.text("address").orElseThrow()),
                (int) node.number("prefixLength").orElseThrow(),
                (int) node.number("scope").orElseThrow()));
      }
    }
    assertEquals(new HashSet<>(told), shown);
  }

  private void neighbours() throws IOException {
    Set<String> shown = new HashSet<>();
    for (StatusDocument.Node node : root.all("neighbours")) {
      String device = before.device(node.number("link"));
      // ip leaves out NOARP entries, which the kernel makes for multicast
      if (!node.text("state").equals(Optional.of("noarp"))) {
        InetAddress address = InetAddress.getByName(node.text("address").orElseThrow());
        shown.add(address.getHostAddress() + " " + device);
      }
    }
    // they come and go by themselves
    Set<String> lasting = new HashSet<>(before.neighbours());
    lasting.retainAll(after.neighbours());
    Set<String> ever = new HashSet<>(before.neighbours());
    ever.addAll(after.neighbours());
    assertTrue(shown.containsAll(lasting), () -> shown + " lacks some of " + lasting);
    assertTrue(ever.containsAll(shown), () -> shown + " has more than " + ever);
  }
}
