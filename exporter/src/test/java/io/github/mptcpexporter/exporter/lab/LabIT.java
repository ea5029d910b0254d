package io.github.mptcpexporter.exporter.lab;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.lab.oracle.IpEndpoint;
import io.github.mptcpexporter.exporter.lab.oracle.IpLink;
import io.github.mptcpexporter.exporter.lab.oracle.IpRoute;
import io.github.mptcpexporter.exporter.lab.oracle.IpRule;
import io.github.mptcpexporter.exporter.lab.oracle.SsSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The lab itself: what the other tests build upon, seen by the kernel's tools. */
@Tag("kernel")
class LabIT {

  private static Lab lab;

  @BeforeAll
  static void open() throws IOException {
    lab = Lab.open(LabPlan.twoUplinksAndBackup());
  }

  @AfterAll
  static void close() throws IOException {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void everyUplinkHasItsRulesRoutesAndEndpoints() throws IOException {
    List<IpRoute> routes = lab.oracles().routes();
    List<IpRule> rules = lab.oracles().rules();
    List<IpEndpoint> endpoints = lab.oracles().endpoints();

    for (LabUplink uplink : lab.uplinks()) {
      long defaults =
          routes.stream()
              .filter(
                  route -> route.isDefault() && route.device().orElse("").equals(uplink.device()))
              .count();
      assertEquals(4, defaults, "of v4 and v6, in its own and in the main table");
      for (String address : List.of(uplink.address4(), uplink.address6())) {
        assertTrue(rules.stream().anyMatch(rule -> rule.source().equals(address)), address);
      }
    }
    assertEquals(6, endpoints.size());
    assertEquals(
        Set.of("subflow", "backup"),
        endpoints.stream()
            .filter(endpoint -> endpoint.device().orElse("").equals("lte"))
            .flatMap(endpoint -> endpoint.flags().stream())
            .collect(Collectors.toSet()));
    assertEquals(4, lab.oracles().limits().subflows());
  }

  @Test
  void connectionsHaveASubflowOnEveryUplinkAndFallbacksOne() throws IOException {
    Conversation four = lab.traffic().open(Traffic.Kind.MPTCP, false);
    Conversation six = lab.traffic().open(Traffic.Kind.MPTCP, true);
    Conversation fallback = lab.traffic().open(Traffic.Kind.FALLBACK, false);
    Conversation plain = lab.traffic().open(Traffic.Kind.TCP, false);
    for (Conversation conversation : List.of(four, six, fallback, plain)) {
      conversation.send(30_000);
      conversation.receive(70_000);
    }
    lab.awaitSubflows(four, 3);
    lab.awaitSubflows(six, 3);

    Set<String> flags =
        lab.subflows(four).stream().map(SsSocket::flags).collect(Collectors.toSet());
    SsSocket single = lab.connection(fallback);
    assertAll(
        () -> assertEquals(3, lab.subflows(six).size()),
        () -> assertEquals(1, flags.stream().filter(letters -> letters.contains("b")).count()),
        () -> assertTrue(single.words().contains("fallback")),
        () -> assertEquals(1, lab.subflows(fallback).size()),
        () -> assertEquals(30_000, lab.subflows(fallback).get(0).number("bytes_sent")),
        () -> assertEquals(70_000, lab.subflows(fallback).get(0).number("bytes_received")),
        () -> assertEquals(0, lab.oracles().counter("MPCapableFallbackACK")),
        () -> assertTrue(lab.oracles().counter("MPJoinSynTx") >= 4));
    SocketInfo info = four.info();
    assertEquals(3, info.subflows().size());
    assertEquals(30_000, info.mptcp().get("bytes_sent"));
    assertEquals(lab.connection(four).token(), info.mptcp().get("token"));
    SocketInfo fallen = fallback.info();
    assertEquals(lab.connection(fallback).token(), fallen.mptcp().get("token"));
    assertEquals(70_000, fallen.subflows().get(0).tcp().get("bytes_received"));

    four.closeClientFirst();
    six.closePeerFirst();
    fallback.closePeerFirst();
    plain.closeClientFirst();
  }

  @Test
  void finalsHaveTheCookiesAndBytesThatSsShowedBefore() throws IOException {
    try (FinalsListener finals = lab.finals()) {
      Map<Long, SsSocket> before = new HashMap<>();
      Set<Integer> ports = new HashSet<>();
      for (Traffic.Kind kind : Traffic.Kind.values()) {
        Conversation conversation = lab.traffic().open(kind, false);
        conversation.send(5_000);
        conversation.receive(6_000);
        ports.add(conversation.localPort());
        if (kind == Traffic.Kind.MPTCP) {
          lab.awaitSubflows(conversation, 3);
        }
        lab.oracles().sockets().stream()
            .filter(socket -> !socket.multipath())
            .forEach(socket -> before.put(socket.hex("sk"), socket));
        if (kind == Traffic.Kind.FALLBACK) {
          conversation.closePeerFirst();
        } else {
          conversation.closeClientFirst();
        }
      }

      List<Final> ends = finals.await(5);

      for (Final end : ends) {
        SsSocket socket =
            Optional.ofNullable(before.get(end.cookie()))
                .orElseThrow(() -> new AssertionError("never seen: " + end));
        assertEquals(socket.localPort(), end.localPort());
        assertEquals(socket.number("bytes_sent"), end.bytesSent());
      }
      assertEquals(
          ports.size(), ends.stream().filter(end -> ports.contains(end.localPort())).count());
      assertEquals(List.of(), finals.untilQuiet(Duration.ofMillis(200)));
    }
  }

  @Test
  void pipedLinesDelayAndLosePackets() throws IOException {
    try (Lab piped = Lab.open(LabPlan.twoUplinks().withPipes())) {
      piped.uplink("wan1").delay(Duration.ofMillis(20));
      piped.uplink("wan2").loss(1000, 1000);
      Conversation slow = piped.traffic().open(Traffic.Kind.MPTCP, false);
      slow.send(1000);

      Await.until("wan2 tries to join", () -> piped.oracles().counter("MPJoinSynTx") == 1);
      SsSocket first =
          piped.subflows(slow).stream()
              .filter(socket -> socket.localPort() == slow.localPort())
              .findFirst()
              .orElseThrow();
      assertTrue(first.rttMicros() >= 40_000, "two delays of 20 ms, not " + first.rttMicros());
      assertEquals(0, piped.oracles().counter("MPJoinSynAckRx"));
    }
  }

  @Test
  void uplinksLoseTheirCarrierAndGoDown() throws IOException {
    try (Lab other = Lab.open(LabPlan.twoUplinks())) {
      other.uplink("wan1").carrier(false);
      // the kernel takes a moment to notice (net/core/link_watch.c)
      Await.until("wan1 misses it", () -> link(other, "wan1").flags().contains("NO-CARRIER"));
      assertTrue(link(other, "wan1").flags().contains("UP"));
      other.uplink("wan2").up(false);
      assertEquals(Set.of("BROADCAST", "MULTICAST"), link(other, "wan2").flags());

      other.uplink("wan1").carrier(true);
      Await.until("wan1 is back", () -> link(other, "wan1").state().equals("UP"));
    }
  }

  @Test
  void nothingIsLeftWhenTheSandboxEnds() throws IOException {
    Path directory;
    ProcessHandle inside;
    try (Lab other = Lab.open(LabPlan.twoUplinks())) {
      directory = other.directory();
      inside = other.client().start(List.of("sleep", "1000")).child();
      assertTrue(inside.isAlive());
      assertTrue(Files.exists(directory));
    }

    Await.until("the kernel has killed what ran inside", () -> !inside.isAlive());
    Await.until("the directory is gone", () -> !Files.exists(directory));
  }

  private static IpLink link(Lab other, String device) throws IOException {
    return other.oracles().links().stream()
        .filter(link -> link.name().equals(device))
        .findFirst()
        .orElseThrow();
  }
}
