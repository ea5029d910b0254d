package io.github.mptcpexporter.exporter.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.lab.CommandResult;
import io.github.mptcpexporter.exporter.lab.Conversation;
import io.github.mptcpexporter.exporter.lab.Lab;
import io.github.mptcpexporter.exporter.lab.LabPlan;
import io.github.mptcpexporter.exporter.lab.Traffic.Kind;
import io.github.mptcpexporter.exporter.lab.oracle.IpEndpoint;
import io.github.mptcpexporter.exporter.lab.oracle.IpLimits;
import io.github.mptcpexporter.exporter.lab.oracle.SsSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code status --connections --json} on a client with two uplinks and a backup, with connections
 * over IPv4 and IPv6, fallbacks to plain TCP, and plain TCP itself.
 */
@Tag("kernel")
class StatusMatchesTheKernelIT {

  /** {@code MPTCP_PM_ADDR_FLAG_*}. */
  private static final Map<String, Integer> ENDPOINT_FLAGS =
      Map.of("signal", 1, "subflow", 2, "backup", 4, "fullmesh", 8, "implicit", 16);

  private static Lab lab;
  private static final List<Conversation> OPEN = new ArrayList<>();

  @BeforeAll
  static void open() throws IOException {
    lab = Lab.open(LabPlan.twoUplinksAndBackup());
    for (boolean ipv6 : new boolean[] {false, true}) {
      for (Kind kind : List.of(Kind.MPTCP, Kind.FALLBACK)) {
        Conversation conversation = lab.traffic().open(kind, ipv6);
        conversation.send(20_000);
        conversation.receive(300_000);
        lab.awaitSubflows(conversation, kind == Kind.MPTCP ? 3 : 1);
        OPEN.add(conversation);
      }
    }
    lab.traffic().open(Kind.TCP, false).send(40_000);
  }

  @AfterAll
  static void close() throws IOException {
    OPEN.clear();
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void everyNumberOfAClientAtRestIsTheKernels() throws IOException {
    Reading before = Reading.of(lab, OPEN);
    CommandResult status = lab.program().run("status", "--connections", "--json", "--once");
    Reading after = Reading.of(lab, OPEN);

    StatusDocument document = new StatusDocument(status.output());
    StatusDocument.Node root = document.root();
    root.is("schema", 1);
    root.in("verdict").is("exitCode", status.exitCode());
    new UplinkCheck(root, before, after).atRest(lab.uplinks());
    limits(root);
    endpoints(root, before);
    connectionCounts(root);
    ConnectionCheck connections = new ConnectionCheck(before, after, true);
    for (Conversation conversation : OPEN) {
      connections.check(root, conversation);
    }
    assertEquals(OPEN.size(), root.all("connections").size());
    assertEquals(List.of(), root.all("strays"));
    new LinkCheck(root, before, after).check(lab.oracles());
    new RoutingCheck(root, before).check(lab.oracles());
    counters(root, before, after);
    assertEquals(Set.of(), document.unread(), "numbers that nothing was compared with");
  }

  @Test
  void countersThatMoveAreWithinTheReadingsAround() throws IOException {
    Conversation download = OPEN.get(0);
    Conversation upload = OPEN.get(2);
    download.download(400_000);
    upload.upload(200_000);
    try {
      Reading before = Reading.of(lab, OPEN);
      CommandResult status = lab.program().run("status", "--connections", "--json");
      Reading after = Reading.of(lab, OPEN);

      StatusDocument.Node root = new StatusDocument(status.output()).root();
      assertTrue(root.number("sampleNanos").orElseThrow() >= 500_000_000);
      new UplinkCheck(root, before, after).moving(lab.uplinks());
      ConnectionCheck connections = new ConnectionCheck(before, after, false);
      for (Conversation conversation : OPEN) {
        connections.check(root, conversation);
      }
      new LinkCheck(root, before, after).check(lab.oracles());
      counters(root, before, after);
      long sampled =
          root.all("uplinks").stream()
              .mapToLong(uplink -> uplink.in("sample").number("receiveBytes").orElseThrow())
              .sum();
      assertTrue(sampled > 0, "nothing was received in half a second of download");
    } finally {
      download.stop();
      upload.stop();
    }
  }

  private static void limits(StatusDocument.Node root) throws IOException {
    IpLimits limits = lab.oracles().limits();
    root.in("limits").is("extraSubflows", limits.subflows());
    root.in("limits").is("acceptedAddresses", limits.acceptedAddresses());
  }

  private static void endpoints(StatusDocument.Node root, Reading reading) throws IOException {
    List<IpEndpoint> endpoints = lab.oracles().endpoints();
    List<StatusDocument.Node> nodes = root.all("endpoints");
    assertEquals(endpoints.size(), nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      IpEndpoint endpoint = endpoints.get(i);
      StatusDocument.Node node = nodes.get(i);
      node.is("id", endpoint.id());
      node.is("port", endpoint.port());
      node.is("link", reading.link(endpoint.device().orElseThrow()).index());
      node.is("flagBits", endpoint.flags().stream().mapToInt(ENDPOINT_FLAGS::get).sum());
      node.is("subflows", reading.subflows(List.of(endpoint.address())).size());
      InetAddress address = InetAddress.getByName(node.text("address").orElseThrow());
      assertEquals(endpoint.address(), address, node.place());
    }
  }

  private static void connectionCounts(StatusDocument.Node root) throws IOException {
    List<SsSocket> connections =
        lab.oracles().sockets().stream().filter(SsSocket::multipath).toList();
    StatusDocument.Node counts = root.in("connectionCounts");
    counts.is("established", connections.stream().filter(s -> s.state().equals("ESTAB")).count());
    counts.is("opening", 0);
    counts.is("closing", 0);
    counts.is("fellBack", connections.stream().filter(s -> s.words().contains("fallback")).count());
    counts.is("stalled", 0);
    counts.is("fewestInterfaces", 3); // fallbacks do not count
    counts.is("mostInterfaces", 3);
  }

  private static void counters(StatusDocument.Node root, Reading before, Reading after) {
    StatusDocument.Node counters = root.in("counters");
    assertTrue(before.counters().size() > 20, "nstat shows too little: " + before.counters());
    assertTrue(counters.numbers().containsAll(before.counters().keySet()), counters::toString);
    before
        .counters()
        .forEach(
            (name, low) -> counters.isBetween(name, low, after.counters().getOrDefault(name, low)));
  }
}
