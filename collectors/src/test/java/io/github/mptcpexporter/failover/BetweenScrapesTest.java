package io.github.mptcpexporter.failover;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.tracker.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What begins and ends between two scrapes, 15 s apart, is a step of a series that stood there
 * before: {@code increase()} sees a step, and is blind for a series that is new.
 */
class BetweenScrapesTest {

  private static final String WAN1_TO_WAN2 =
      "mptcp_failovers_total{from_interface=\"wan1\",to_interface=\"wan2\"}";
  private static final String WAN2_TO_WAN1 =
      "mptcp_failovers_total{from_interface=\"wan2\",to_interface=\"wan1\"}";
  private static final String LOSSES =
      "mptcp_interface_losses_total{interface=\"wan1\",cause=\"carrier_lost\"}";
  private static final String FAILBACKS = "mptcp_failbacks_total{interface=\"wan1\"}";
  private static final String OUTAGES = "mptcp_outages_total";

  private final Lines lines = new Lines();
  private Lines.Line wan1;
  private Lines.Line wan2;

  @BeforeEach
  void twoLinesCarry() {
    wan1 = lines.line("wan1").carries(1_000_000);
    wan2 = lines.line("wan2").carries(1_000_000);
    lines.pass(ofSeconds(15));
  }

  @Test
  void failoverAndFailbackAreStepsThoughBothScrapesFindAllWell() {
    Samples before = lines.scrape();

    wan1.breaks(LossCause.CARRIER_LOST);
    lines.pass(ofSeconds(4));
    wan1.mends();
    lines.pass(ofSeconds(11));

    Samples after = lines.scrape();
    for (String series : new String[] {WAN1_TO_WAN2, LOSSES, FAILBACKS}) {
      assertEquals(0, before.get(series), series);
      assertEquals(1, after.get(series), series);
    }
    assertEquals(0, after.get(WAN2_TO_WAN1));
    String up = "mptcp_interface_state{interface=\"wan1\",state=\"up\"}";
    assertEquals(1, before.get(up));
    assertEquals(1, after.get(up));
  }

  @Test
  void outageIsAStepWithItsSeconds() {
    Samples before = lines.scrape();

    wan1.breaks(LossCause.CARRIER_LOST);
    wan2.breaks(LossCause.CARRIER_LOST);
    lines.pass(ofSeconds(3));
    wan1.mends();
    wan2.mends();
    lines.pass(ofSeconds(12));

    Samples after = lines.scrape();
    assertEquals(0, before.get(OUTAGES));
    assertEquals(1, after.get(OUTAGES));
    assertEquals(3, after.get("mptcp_outage_seconds_total"), 0.5);
  }
}
