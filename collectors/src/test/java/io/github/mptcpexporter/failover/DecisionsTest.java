package io.github.mptcpexporter.failover;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.failover.BundleEvent.Kind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each situation with its states and counts. */
class DecisionsTest {

  private final Lines lines = new Lines();
  private Lines.Line wan1;
  private Lines.Line wan2;

  /** How the lines are looked at. */
  void prepare(Lines unused) {}

  @BeforeEach
  void twoLinesCarry() {
    prepare(lines);
    wan1 = lines.line("wan1").carries(1_000_000);
    wan2 = lines.line("wan2").carries(1_000_000);
    lines.pass(ofSeconds(10));
  }

  @Test
  void healthyLoadIsFullAndTellsNothing() {
    assertEquals("full", lines.bundle());
    assertEquals(List.of(), lines.events());
  }

  @Test
  void ofThreeOneDiesAndOneTakesMostOfIt() {
    Lines.Line wan3 = lines.line("wan3").carries(1_000_000);
    lines.pass(ofSeconds(10));

    wan1.breaks(LossCause.CARRIER_LOST);
    wan2.carries(2_400_000);
    wan3.carries(600_000);
    lines.pass(ofSeconds(3));

    assertEquals("down", lines.state("wan1"));
    assertEquals(List.of("wan1>wan2"), lines.failovers());
    assertEquals("reduced", lines.bundle());
  }

  @Test
  void ofThreeOneDiesAndTwoShareIt() {
    Lines.Line wan3 = lines.line("wan3").carries(1_000_000);
    lines.pass(ofSeconds(10));

    wan1.breaks(LossCause.LINK_DOWN);
    wan2.carries(1_650_000);
    wan3.carries(1_350_000);
    lines.pass(ofSeconds(3));

    assertEquals(List.of("wan1>several"), lines.failovers());
  }

  @Test
  void oneAfterTheOtherDiesThenTheReserve() {
    Lines.Line lte = lines.line("lte").reserve(true);
    lines.pass(ofSeconds(10));
    assertEquals("standby", lines.state("lte"));

    wan1.breaks(LossCause.CARRIER_LOST);
    lines.pass(ofSeconds(6));
    assertEquals(List.of("wan1>wan2"), lines.failovers());
    assertEquals("standby", lines.state("lte"));
    assertEquals("reduced", lines.bundle());

    wan2.breaks(LossCause.CARRIER_LOST);
    lte.carries(1_000_000);
    lines.pass(ofSeconds(6));
    assertEquals(List.of("wan1>wan2", "wan2>lte"), lines.failovers());
    assertEquals("up", lines.state("lte"));
    assertEquals(List.of(UplinkProblem.BACKUP_ACTIVE), lines.problems("lte"));
    assertEquals("reserve", lines.bundle());

    lte.breaks(LossCause.CARRIER_LOST);
    lines.pass(ofSeconds(70));
    assertEquals("outage", lines.bundle());
    assertEquals(1, lines.totals().outages());
    assertEquals(70, lines.totals().outageSeconds(), 1);

    wan1.mends();
    lines.pass(ofSeconds(6));
    assertEquals("up", lines.state("wan1"));
    assertEquals(List.of("wan1"), lines.failbacks());
    assertEquals("reduced", lines.bundle());
    assertEquals(1, lines.told(Kind.OUTAGE_ENDED).size());
    assertEquals(2, lines.failovers().size());
  }

  @Test
  void aLineThatReturnsWithoutASubflowIsDegraded() {
    wan1.breaks(LossCause.CARRIER_LOST);
    lines.pass(ofSeconds(10));

    wan1.mends().carries(0).subflows(0);
    lines.pass(ofSeconds(62));

    assertEquals("degraded", lines.state("wan1"));
    assertEquals(List.of(UplinkProblem.NOT_JOINED), lines.problems("wan1"));
    assertEquals(List.of(), lines.failbacks());
    assertEquals("reduced", lines.bundle());
  }

  @Test
  void aReserveThatNeedsItsTimeMakesAnOutage() {
    wan2.breaks(LossCause.CARRIER_LOST);
    Lines.Line lte = lines.line("lte").reserve(true);
    lines.pass(ofSeconds(10));

    wan1.breaks(LossCause.CARRIER_LOST);
    lines.pass(ofSeconds(15));
    lte.carries(500_000);
    lines.pass(ofSeconds(3));

    assertEquals(List.of("wan2>wan1", "wan1>lte"), lines.failovers());
    assertEquals(1, lines.totals().outages());
    assertEquals(15, lines.totals().outageSeconds(), 1);
    assertEquals("reserve", lines.bundle());
  }

  @Test
  void aLossyLineIsDegradedAndNotLost() {
    wan1.loses(0.2);
    lines.pass(ofSeconds(30));

    assertEquals("degraded", lines.state("wan1"));
    assertEquals(List.of(), lines.losses());

    wan1.loses(0);
    lines.pass(ofSeconds(80));
    assertEquals("degraded", lines.state("wan1"));
    lines.pass(ofSeconds(15));
    assertEquals("up", lines.state("wan1"));
  }

  @Test
  void aSchedulerThatLeavesALineIsNoLoss() {
    wan1.carries(0);
    lines.pass(ofSeconds(60));

    assertEquals(List.of(), lines.events());
    assertEquals("full", lines.bundle());
  }

  @Test
  void aLineMadeAReserveStandsBy() {
    wan1.reserve(true).carries(0);
    lines.pass(ofSeconds(3));

    assertEquals("standby", lines.state("wan1"));
    assertEquals("full", lines.bundle());
    assertEquals(List.of(), lines.failovers());
  }

  @Test
  void anIdleRouterLosesACableAndNothingElse() {
    wan1.carries(0);
    wan2.carries(0);
    lines.demand(false).pass(ofSeconds(30));

    wan1.breaks(LossCause.CARRIER_LOST);
    lines.pass(ofSeconds(5));

    assertEquals("down", lines.state("wan1"));
    assertEquals(List.of(), lines.losses());
    assertEquals(List.of(), lines.failovers());
    assertEquals("reduced", lines.bundle());
  }

  @Test
  void aSilentLineOnAnIdleRouterStaysAsItIs() {
    wan1.carries(0);
    wan2.carries(0);
    lines.demand(false).pass(ofSeconds(30));

    wan1.fallsSilent();
    lines.pass(ofSeconds(30));

    assertEquals(List.of(), lines.events());
    assertEquals("full", lines.bundle());
  }

  @Test
  void aDefaultRouteThatStillLeadsThroughALostLineIsADanger() {
    lines.defaultRoute("wan1").pass(ofSeconds(1));

    wan1.breaks(LossCause.CARRIER_LOST);
    lines.pass(ofSeconds(1));

    assertTrue(lines.problems("wan1").contains(UplinkProblem.DEFAULT_ROUTE_DEAD));
  }

  @Test
  void aPeerThatDiesTakesNoLineWithIt() {
    wan1.fallsSilent();
    wan2.fallsSilent();
    lines.pass(ofSeconds(15));

    assertEquals("up", lines.state("wan1"));
    assertEquals("up", lines.state("wan2"));
    assertEquals(List.of(), lines.failovers());
    assertEquals(1, lines.totals().outages());
    assertEquals("outage", lines.bundle());
    assertEquals("peer_silent", lines.told(Kind.OUTAGE_BEGAN).get(0).cause().orElseThrow());
  }

  @Test
  void aPeerThatStaysDeadForAMinuteTakesNoLineWithItEither() {
    wan1.fallsSilent();
    wan2.fallsSilent();
    lines.pass(ofSeconds(60));
    wan1.mends();
    wan2.mends();
    lines.pass(ofSeconds(5));

    assertEquals(List.of(), lines.losses());
    assertEquals(List.of(), lines.failovers());
    assertEquals(1, lines.totals().outages());
    assertEquals("full", lines.bundle());
  }

  @Test
  void aSingleLineHasOutagesOnly() {
    Lines single = new Lines();
    Lines.Line only = single.line("wan").carries(1_000_000);
    single.pass(ofSeconds(10));

    only.breaks(LossCause.LINK_DOWN);
    single.pass(ofSeconds(5));

    assertEquals("down", single.state("wan"));
    assertEquals(List.of(), single.failovers());
    assertEquals(1, single.totals().outages());
  }

  @Test
  void aLineThatFlapsIsLostOnce() {
    for (int i = 0; i < 4; i++) {
      wan1.breaks(LossCause.CARRIER_LOST);
      lines.pass(ofMillis(500));
      wan1.mends();
      lines.pass(ofMillis(250));
    }
    wan1.breaks(LossCause.CARRIER_LOST);
    lines.pass(ofSeconds(5));

    assertEquals(List.of("wan1"), lines.losses());
    assertEquals(List.of("wan1>wan2"), lines.failovers());
    assertEquals("down", lines.state("wan1"));
    assertTrue(lines.problems("wan1").contains(UplinkProblem.FLAPPING));
  }

  @Test
  void aSilentLineThatSendsIsLostAndComesBack() {
    wan1.fallsSilent();
    lines.pass(ofSeconds(2));
    assertEquals("down", lines.state("wan1"));
    assertEquals(List.of("wan1>wan2"), lines.failovers());

    lines.pass(ofSeconds(20));
    wan1.mends();
    lines.pass(ofSeconds(6));
    assertEquals("up", lines.state("wan1"));
    assertEquals(List.of("wan1"), lines.failbacks());
  }

  @Test
  void theTimeInAllStatesIsTheTimeThatPassed() {
    wan1.breaks(LossCause.CARRIER_LOST);
    lines.pass(ofSeconds(5));

    double all =
        lines.totals().stateSeconds().entrySet().stream()
            .filter(entry -> entry.getKey().uplink().equals("wan1"))
            .mapToDouble(entry -> entry.getValue())
            .sum();
    assertEquals(14.75, all, 0.01); // but for the first round
  }
}
