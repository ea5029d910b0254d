package io.github.mptcpexporter.exporter.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.lab.Await;
import io.github.mptcpexporter.exporter.lab.Conversation;
import io.github.mptcpexporter.exporter.lab.Final;
import io.github.mptcpexporter.exporter.lab.FinalsListener;
import io.github.mptcpexporter.exporter.lab.Lab;
import io.github.mptcpexporter.exporter.lab.LabPlan;
import io.github.mptcpexporter.exporter.lab.LabUplink;
import io.github.mptcpexporter.exporter.lab.Samples;
import io.github.mptcpexporter.exporter.lab.Serving;
import io.github.mptcpexporter.exporter.lab.Traffic;
import io.github.mptcpexporter.exporter.lab.Traffic.Kind;
import io.github.mptcpexporter.exporter.lab.oracle.SsSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Totals of connections that no round sees alive, against an independent listener of the kernel's
 * last words on each socket.
 *
 * <p>The sampler's budget is so small that its timer runs every 5 s, and a scrape is a round:
 * between two scrapes of this test there is none, unless the kernel reports a change. A connection
 * that falls back raises no event that names its addresses; one that no round saw is plain TCP for
 * all that anyone can tell, and must not count.
 */
@Tag("kernel")
class ShortConnectionsAddUpIT {

  private static final Duration QUIET = Duration.ofMillis(100);
  private static final String ZEROED = "mptcp_subflow_finals_zeroed_total";

  private static Lab lab;
  private static Serving serving;
  private static FinalsListener finals;

  /** Less than the timer's interval, with room for a connection that takes its time. */
  private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(3);

  @BeforeAll
  static void open() throws IOException {
    lab = Lab.open(LabPlan.twoUplinksAndBackup());
    finals = lab.finals();
    serving = lab.program().serve("--sampler.budget=0.0001%", "--scrape.max-age=0").awaitReady();
    Await.until("the timer is slow", ShortConnectionsAddUpIT::timerIsSlow);
  }

  /**
   * A round of the timer, which alone tells it its cost, comes 250 ms after the last one or later.
   */
  private static boolean timerIsSlow() throws IOException {
    finals.untilQuiet(Duration.ofMillis(400));
    return serving.metrics().value("mptcp_sampler_interval_seconds", Map.of()) >= 5;
  }

  @AfterAll
  static void close() throws IOException {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void everySingleConnectionCountsAsItsFinalsSay() throws IOException {
    List<Way> ways = Way.all();
    for (int i = 0; i < 2 * ways.size(); i++) {
      finals.untilQuiet(QUIET);
      SubflowBytes before = shown();
      run(ways.get(i % ways.size()), i);
      matches(before, Map.of());
    }
  }

  @Test
  void twoHundredConnectionsBetweenRoundsAddUpAndPlainTcpNeverCounts() throws IOException {
    List<Way> ways = Way.all();
    int multipath = 0;
    int number = 0;
    while (multipath < 200) {
      finals.untilQuiet(QUIET);
      SubflowBytes before = shown();
      long end = System.nanoTime() + BETWEEN_ROUNDS.toNanos();
      for (int i = 0; i < 50 && System.nanoTime() < end; i++) {
        Way way = ways.get(number % ways.size());
        run(way, number++);
        multipath += way.kind().multipath() ? 1 : 0;
      }
      matches(before, Map.of());
    }
  }

  @Test
  void plainTcpAloneChangesNothing() throws IOException {
    finals.untilQuiet(QUIET);
    SubflowBytes before = shown();

    for (int i = 0; i < 20; i++) {
      run(new Way(Kind.TCP, i % 2 == 0, i % 4 < 2), i);
    }

    long sent = 0;
    for (int ends = 0; ends < 20; ) {
      Final end = finals.await(1).get(0);
      boolean ours = end.remotePort() == Traffic.TCP_PORT;
      ends += ours ? 1 : 0;
      sent += ours ? end.bytesSent() : 0;
    }
    assertTrue(sent > 20_000, "the finals say " + sent);
    assertEquals(SubflowBytes.nothing(), shown().minus(before));
  }

  @Test
  void finalsOfConnectionsThatARoundSawCountAndZeroedOnesKeepWhatItSaw() throws IOException {
    finals.untilQuiet(QUIET);
    SubflowBytes before = shown();
    Map<Conversation, Way> open = new LinkedHashMap<>();
    for (Way way : Way.all()) {
      Conversation conversation = lab.traffic().open(way.kind(), way.ipv6());
      conversation.send(1_000 + open.size());
      conversation.receive(2_000 + open.size());
      if (way.kind().multipath()) {
        lab.awaitSubflows(conversation, way.kind() == Kind.MPTCP ? 3 : 1);
      }
      open.put(conversation, way);
    }
    Map<Long, SsSocket> seen = new HashMap<>();
    for (SsSocket socket : lab.oracles().sockets()) {
      if (socket.subflow()) {
        seen.put(socket.hex("sk"), socket);
      }
    }
    Samples round = serving.metrics();
    assertEquals(polled(seen), SubflowBytes.shown(round, lab.uplinks()).minus(before));

    // these bytes no round sees; some of the sockets take them to their grave
    for (Map.Entry<Conversation, Way> entry : open.entrySet()) {
      entry.getKey().send(500);
      entry.getValue().close(entry.getKey());
    }
    long zeroed = matches(before, seen);

    assertTrue(zeroed >= 4, "only " + zeroed + " finals were zeroed");
    double counted = serving.metrics().sum(ZEROED) - round.sum(ZEROED);
    assertEquals((double) zeroed, counted, ZEROED);
  }

  /** How a connection is made and ended. */
  private record Way(Kind kind, boolean ipv6, boolean clientFirst) {

    static List<Way> all() {
      List<Way> ways = new ArrayList<>();
      for (Kind kind : Kind.values()) {
        for (boolean ipv6 : new boolean[] {false, true}) {
          ways.add(new Way(kind, ipv6, true));
          ways.add(new Way(kind, ipv6, false));
        }
      }
      return ways;
    }

    void close(Conversation conversation) throws IOException {
      if (clientFirst) {
        conversation.closeClientFirst();
      } else {
        conversation.closePeerFirst();
      }
    }
  }

  /** Sizes differ, so that no two connections can stand for each other. */
  private static void run(Way way, int number) throws IOException {
    Conversation conversation = lab.traffic().open(way.kind(), way.ipv6());
    conversation.send(1_000 + 7L * number);
    conversation.receive(3_000 + 13L * number);
    way.close(conversation);
  }

  private static SubflowBytes shown() throws IOException {
    return SubflowBytes.shown(serving.metrics(), lab.uplinks());
  }

  /**
   * Waits until all sockets are gone and the exposition has grown by what the finals say: the
   * zeroed ones what {@code polled} has of their cookie, others all that they say, if they are
   * subflows.
   *
   * @param polled subflows that a round has seen
   * @return how many of {@code polled} were zeroed
   */
  private static long matches(SubflowBytes before, Map<Long, SsSocket> polled) throws IOException {
    Await.until(
        "all sockets are closed",
        () -> lab.oracles().sockets().stream().noneMatch(ShortConnectionsAddUpIT::remote));
    List<Final> ends = new ArrayList<>(finals.untilQuiet(QUIET));
    SubflowBytes grown = shown().minus(before);
    // a final that was late for one of the two was late by milliseconds
    for (int i = 0; i < 5 && !grown.equals(expected(ends, polled)); i++) {
      ends.addAll(finals.untilQuiet(QUIET));
      grown = shown().minus(before);
    }
    ends.removeIf(end -> end.local().isLoopbackAddress());
    assertEquals(expected(ends, polled), grown, () -> "finals: " + ends);
    return ends.stream().filter(end -> end.zeroed() && polled.containsKey(end.cookie())).count();
  }

  private static boolean remote(SsSocket socket) {
    return socket.remotePort() == Traffic.MPTCP_PORT || socket.remotePort() == Traffic.TCP_PORT;
  }

  private static SubflowBytes expected(List<Final> ends, Map<Long, SsSocket> polled) {
    SubflowBytes sum = SubflowBytes.nothing();
    for (Final end : ends) {
      Optional<SsSocket> last = Optional.ofNullable(polled.get(end.cookie()));
      if (end.zeroed()) {
        sum = last.isPresent() ? plus(sum, last.get()) : sum;
      } else if (last.isPresent() || end.remotePort() == Traffic.MPTCP_PORT) {
        sum =
            sum.plus(
                uplink(end.local().getHostAddress()),
                end.bytesSent(),
                end.bytesReceived(),
                end.bytesRetransmitted());
      }
    }
    return sum;
  }

  private static SubflowBytes polled(Map<Long, SsSocket> sockets) {
    SubflowBytes sum = SubflowBytes.nothing();
    for (SsSocket socket : sockets.values()) {
      sum = plus(sum, socket);
    }
    return sum;
  }

  private static SubflowBytes plus(SubflowBytes sum, SsSocket socket) {
    return sum.plus(
        uplink(socket.local().getHostAddress()),
        socket.number("bytes_sent"),
        socket.number("bytes_received"),
        socket.number("bytes_retrans"));
  }

  private static LabUplink uplink(String address) {
    return lab.uplinks().stream()
        .filter(uplink -> has(uplink, address))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no uplink has " + address));
  }

  // Java writes IPv6 addresses in full: fd01:0:0:0:0:0:0:2
  private static boolean has(LabUplink uplink, String address) {
    return uplink.address4().equals(address)
        || uplink.address6().replace("::", ":0:0:0:0:0:0:").equals(address);
  }
}
