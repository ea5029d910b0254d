package io.github.mptcpexporter.failover;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.tracker.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a server shows of the routers that connect to it. */
class PeerTrackerTest {

  private static final String OFFICE1 = "198.51.100.7";
  private static final String OFFICE2 = "192.0.2.33";
  private static final String BRANCH = "203.0.113.77";

  private static final Peers.Peer OFFICE = peer("office", OFFICE1, "192.0.2.0/24");

  private static Peers.Peer peer(String name, String... prefixes) {
    return new Peers.Peer(name, List.of(prefixes).stream().map(Prefix::parse).toList(), Map.of());
  }

  private static String of(String metric, String peer) {
    return "mptcp_peer_" + metric + "{peer=\"" + peer + "\"}";
  }

  private static String of(String metric, String peer, String path) {
    return "mptcp_peer_" + metric + "{peer=\"" + peer + "\",path=\"" + path + "\"}";
  }

  @Test
  void theFirstRoundOnlySetsTheBaseline() {
    Server server = new Server(OFFICE);
    Server.Line line = server.line(OFFICE1, 0).moved(1_000, 2_000, 30);
    server.connection(1, line).round();
    assertEquals(0, server.samples().get(of("transmit_bytes_total", "office", "id0")));

    line.moved(1_100, 2_005, 37);
    server.round();

    Samples samples = server.samples();
    assertEquals(100, samples.get(of("transmit_bytes_total", "office", "id0")));
    assertEquals(5, samples.get(of("receive_bytes_total", "office", "id0")));
    assertEquals(7, samples.get(of("retransmit_bytes_total", "office", "id0")));
  }

  @Test
  void subflowsOfSeveralConnectionsAddUpByAddressId() {
    Server server = new Server(OFFICE).round();
    server.connection(
        1,
        server.line(OFFICE1, 0).moved(10, 1, 0).rttMicros(20_000),
        server.line(OFFICE2, 2).moved(100, 2, 0).rttMicros(30_000));
    server.connection(2, server.line(OFFICE1, 0).moved(1_000, 4, 0).rttMicros(40_000)).round();

    Samples samples = server.samples();
    assertEquals(1_010, samples.get(of("transmit_bytes_total", "office", "id0")));
    assertEquals(100, samples.get(of("transmit_bytes_total", "office", "id2")));
    assertEquals(2, samples.get(of("subflows", "office", "id0")));
    assertEquals(1, samples.get(of("subflows", "office", "id2")));
    assertEquals(0.03, samples.get(of("srtt_seconds", "office", "id0")), 1e-9);
  }

  @Test
  void totalsSurviveTheEndOfASubflowWithItsLastWords() {
    Server server = new Server(OFFICE).round();
    Server.Line line = server.line(OFFICE1, 0).moved(500, 50, 0);
    server.connection(1, line).round();

    server.connection(1).hears(line.moved(777, 99, 0).last()).round();
    server.hears(line.moved(999, 999, 0).last()).round();

    Samples samples = server.samples();
    assertEquals(777, samples.get(of("transmit_bytes_total", "office", "id0")));
    assertEquals(99, samples.get(of("receive_bytes_total", "office", "id0")));
    assertEquals(0, samples.get(of("subflows", "office", "id0")));
    assertFalse(samples.has(of("srtt_seconds", "office", "id0")));
  }

  @Test
  void lastWordsThatComeAfterTheSubflowLeftTheDumpCount() {
    Server server = new Server(OFFICE).round();
    Server.Line first = server.line(OFFICE1, 0).moved(500, 0, 0);
    Server.Line second = server.line(OFFICE2, 1).moved(5, 0, 0);
    server.connection(1, first, second).round();

    // The connection goes on, and holds the closed socket until its own end.
    server.connection(1, second).pass(ofSeconds(100));
    server.hears(first.moved(600, 0, 0).last()).round();

    assertEquals(600, server.samples().get(of("transmit_bytes_total", "office", "id0")));
  }

  @Test
  void clearedLastWordsKeepWhatADumpSaw() {
    Server server = new Server(OFFICE).round();
    Server.Line line = server.line(OFFICE1, 0).moved(500, 50, 0);
    server.connection(1, line).round();

    server.connection(1).hears(line.cleared()).round();

    assertEquals(500, server.samples().get(of("transmit_bytes_total", "office", "id0")));
  }

  @Test
  void lastWordsInARoundWithoutDumpCount() {
    Server server = new Server(OFFICE).round();
    Server.Line line = server.line(OFFICE1, 0).moved(500, 50, 0);
    server.connection(1, line).round();

    server.readable(false).hears(line.moved(600, 60, 0).last()).round();
    server.connection(1).readable(true).round();

    assertEquals(600, server.samples().get(of("transmit_bytes_total", "office", "id0")));
  }

  @Test
  void connectionsThatNoRoundSawAreNotCounted() {
    Server server = new Server(OFFICE).round();

    server.hears(server.line(OFFICE1, 0).moved(500, 50, 0).last()).round();

    assertEquals(Map.of(), server.samples().all("mptcp_peer_transmit_bytes_total"));
  }

  @Test
  void connectionsOfStrangersAreNotShown() {
    Server server = new Server(OFFICE).round();

    server.connection(1, server.line(BRANCH, 0).moved(500, 50, 0)).round();

    assertEquals(Map.of(), server.samples().all("mptcp_peer_subflows"));
    assertEquals(0, server.samples().get(of("path_failovers_total", "office")));
  }

  @Test
  void theLongestPrefixDecides() {
    Server server = new Server(peer("all", "0.0.0.0/0"), peer("branch", BRANCH + "/32")).round();

    server.connection(1, server.line(BRANCH, 0)).connection(2, server.line(OFFICE1, 0)).round();

    assertEquals(1, server.samples().get(of("subflows", "branch", "id0")));
    assertEquals(1, server.samples().get(of("subflows", "all", "id0")));
  }

  @Test
  void aConnectionIsThePeersIfAnyOfItsSubflowsIs() {
    Server server = new Server(OFFICE).round();

    server.connection(1, server.line(BRANCH, 0), server.line(OFFICE2, 3)).round();

    assertEquals(1, server.samples().get(of("subflows", "office", "id0")));
    assertEquals(1, server.samples().get(of("subflows", "office", "id3")));
  }

  @Test
  void namedPathsAreThereFromTheStartAndIdsOfOneNameAreOnePath() {
    Peers.Peer named =
        new Peers.Peer(
            "office", OFFICE.prefixes(), Map.of(0, "first", 1, "dsl", 11, "dsl", 2, "lte"));
    Server server = new Server(named).round();
    assertEquals(0, server.samples().get(of("transmit_bytes_total", "office", "lte")));

    server
        .connection(
            1,
            server.line(OFFICE1, 0),
            server.line(OFFICE2, 1).moved(3, 0, 0),
            server.line(OFFICE2, 11).moved(4, 0, 0))
        .round();

    assertEquals(7, server.samples().get(of("transmit_bytes_total", "office", "dsl")));
    assertEquals(2, server.samples().get(of("subflows", "office", "dsl")));
  }

  @Test
  void theNinthPathIsWithheldAndCounted() {
    Server server = new Server(OFFICE).round();
    Server.Line[] lines = new Server.Line[10];
    for (int id = 0; id < lines.length; id++) {
      lines[id] = server.line(OFFICE1, id).moved(1, 1, 0);
    }
    server.connection(1, lines).round();
    server.hears(lines[9].moved(5, 5, 0).last()).round();

    Samples samples = server.samples();
    assertEquals(8, samples.all("mptcp_peer_subflows").size());
    assertEquals(
        2 * 5, samples.get("mptcp_exporter_series_dropped_total{collector=\"connections\"}"));
  }

  /** Two paths of the office carry, one of the branch. */
  private static final class Load {
    final Server server = new Server(OFFICE, peer("branch", BRANCH)).round();
    final Server.Line one = server.line(OFFICE1, 0).carries(1_000_000);
    final Server.Line two = server.line(OFFICE2, 1).carries(1_000_000);
    final Server.Line branch = server.line(BRANCH, 0).carries(1_000_000);

    Load() {
      server.connection(1, one, two).connection(2, branch).pass(ofSeconds(10));
    }
  }

  @Test
  void healthyLoadTellsNothing() {
    Load load = new Load();

    assertEquals(List.of(), load.server.sentences());
    assertEquals(
        load.server.now() - 0.01,
        load.server.samples().get(of("last_progress_timestamp_seconds", "office")),
        0.002);
  }

  @Test
  void aPathThatFallsSilentIsAFailoverOfItsPeerAlone() {
    Load load = new Load();

    load.two.fallsSilent();
    load.server.pass(ofSeconds(3));

    Samples samples = load.server.samples();
    assertEquals(1, samples.get(of("path_failovers_total", "office")));
    assertEquals(0, samples.get(of("path_failbacks_total", "office")));
    assertEquals(0, samples.get(of("path_failovers_total", "branch")));
    assertEquals(0, samples.get(of("outages_total", "office")));
    assertEquals(
        List.of(
            "office: id1 lost (silent loss)", "office: traffic of id1 went to id0 (silent loss)"),
        load.server.sentences());
    BundleEvent failover = load.server.told().get(1);
    assertEquals(Optional.of("office/id1"), failover.interfaceName());
    assertEquals(Optional.of("office/id0"), failover.toInterface());
  }

  @Test
  void ownUplinksKnowNothingOfIt() {
    Load load = new Load();

    load.two.fallsSilent();
    load.server.pass(ofSeconds(3));

    double own =
        load.server.ofUplinks().all("mptcp_failovers_total").values().stream()
            .mapToDouble(Double::doubleValue)
            .sum();
    assertEquals(0, own);
  }

  @Test
  void trafficThatComesBackIsAFailback() {
    Load load = new Load();
    load.two.fallsSilent();
    load.server.pass(ofSeconds(20));

    load.two.mends();
    load.server.pass(ofSeconds(7));

    assertEquals(1, load.server.samples().get(of("path_failbacks_total", "office")));
    assertEquals(1, load.server.samples().get(of("path_failovers_total", "office")));
  }

  @Test
  void aPathThatJoinsAgainAfterItsSubflowWasClosedComesBackToo() {
    Load load = new Load();
    load.two.fallsSilent();
    load.server.pass(ofSeconds(5));
    load.server.connection(1, load.one).pass(ofSeconds(30));
    assertEquals(0, load.server.samples().get(of("subflows", "office", "id1")));

    Server.Line again = load.server.line(OFFICE2, 1).carries(1_000_000);
    load.server.connection(1, load.one, again).pass(ofSeconds(7));

    assertEquals(1, load.server.samples().get(of("path_failbacks_total", "office")));
    assertEquals(0, load.server.samples().get(of("outages_total", "office")));
  }

  @Test
  void aSubflowThatThePeerTakesBackIsNoLoss() {
    Load load = new Load();

    load.server.connection(1, load.one).pass(ofSeconds(30));

    assertEquals(List.of(), load.server.sentences());
    assertEquals(0, load.server.samples().get(of("path_failovers_total", "office")));
  }

  @Test
  void aPeerThatIsSilentOnAllPathsHasAnOutageAndNoFailover() {
    Load load = new Load();
    load.one.fallsSilent();
    load.two.fallsSilent();
    load.server.pass(ofSeconds(30));

    Samples samples = load.server.samples();
    assertEquals(1, samples.get(of("outages_total", "office")));
    assertEquals(30, samples.get(of("outage_seconds_total", "office")), 0.5);
    assertEquals(0, samples.get(of("path_failovers_total", "office")));
    assertEquals(0, samples.get(of("outages_total", "branch")));
    assertEquals(List.of("office: the peer is silent on all uplinks"), load.server.sentences());

    load.one.mends();
    load.two.mends();
    load.server.pass(ofSeconds(10));
    assertEquals(30, load.server.samples().get(of("outage_seconds_total", "office")), 0.5);
    assertEquals(2, load.server.told().size());
  }

  @Test
  void anOutageEndsWithTheLastConnection() {
    Load load = new Load();
    load.one.fallsSilent();
    load.two.fallsSilent();
    load.server.pass(ofSeconds(30));

    load.server.connection(1).pass(ofSeconds(60));

    assertEquals(30, load.server.samples().get(of("outage_seconds_total", "office")), 0.5);
    assertTrue(
        load.server.sentences().get(1).startsWith("office: the outage is over"),
        load.server.sentences().toString());
  }

  @Test
  void aConnectionWhoseOtherEndIsGoneSaysNothingOfThePathsOfNewOnes() {
    Load load = new Load();
    load.one.fallsSilent();
    load.two.fallsSilent();
    load.server.pass(ofSeconds(15));
    assertEquals(1, load.server.samples().get(of("outages_total", "office")));

    // The router is back. Its old connection hangs about; the new one now and then has a pause.
    Server.Line first = load.server.line(OFFICE1, 0).carries(1_000_000);
    Server.Line second = load.server.line(OFFICE2, 1).carries(1_000_000);
    load.server.connection(3, first, second).pass(ofSeconds(5));
    for (int i = 0; i < 10; i++) {
      second.carries(0);
      load.server.pass(ofSeconds(2));
      second.carries(1_000_000);
      load.server.pass(ofSeconds(2));
    }
    first.carries(0);
    second.carries(0);
    load.server.pass(ofSeconds(30));

    Samples samples = load.server.samples();
    assertEquals(0, samples.get(of("path_failovers_total", "office")));
    assertEquals(1, samples.get(of("outages_total", "office")));
  }
}
