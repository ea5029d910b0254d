package io.github.mptcpexporter.exporter.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.lab.Samples;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge of situations: what is right passes, and nothing else. */
class JudgementTest {

  private static final Situation CABLE_OUT =
      Situation.of("cable out")
          .shows(Expected.lost("wan1", "carrier_lost"), Expected.failover("wan1", "wan2"))
          .state("wan1", "down")
          .bundle("reduced")
          .failovers("wan1>wan2")
          .build();

  private static final Heard LOST =
      heard("uplink_lost", "interface", "wan1", "cause", "carrier_lost");
  private static final Heard MOVED =
      heard("failover", "interface", "wan1", "to_interface", "wan2", "cause", "carrier_lost");

  private static final String REDUCED =
      """
      mptcp_interface_state{interface="wan1",state="down"} 1
      mptcp_interface_state{interface="wan1",state="up"} 0
      mptcp_bundle_state{state="reduced"} 1
      mptcp_failovers_total{from_interface="wan1",to_interface="wan2"} 1
      mptcp_failovers_total{from_interface="wan2",to_interface="wan1"} 0
      """;

  @Test
  void whatIsExpectedIsRight() throws IOException {
    assertEquals(List.of(), complaints(CABLE_OUT, REDUCED, LOST, MOVED));
  }

  @Test
  void changesOfStateMayAccompanyAFault() throws IOException {
    Heard state = heard("uplink_state", "interface", "wan1");

    assertEquals(List.of(), complaints(CABLE_OUT, REDUCED, state, LOST, MOVED));
  }

  @Test
  void missingEventIsNamed() throws IOException {
    assertEquals(List.of("no event failover wan1 wan2"), complaints(CABLE_OUT, REDUCED, LOST));
  }

  @Test
  void wrongCauseIsBothMissingAndTooMuch() throws IOException {
    Heard silent = heard("uplink_lost", "interface", "wan1", "cause", "silent_loss");

    List<String> complaints = complaints(CABLE_OUT, REDUCED, silent, MOVED);

    assertEquals(2, complaints.size(), complaints::toString);
    assertEquals("no event uplink_lost wan1 carrier_lost", complaints.get(0));
    assertTrue(complaints.get(1).startsWith("should not be: "));
  }

  @Test
  void secondLossOfTheSameIsOneTooMany() throws IOException {
    assertEquals(1, complaints(CABLE_OUT, REDUCED, LOST, LOST, MOVED).size());
  }

  @Test
  void countersAndStatesMustAgreeExactly() throws IOException {
    String other =
        """
        mptcp_interface_state{interface="wan1",state="down"} 0
        mptcp_bundle_state{state="reduced"} 1
        mptcp_failovers_total{from_interface="wan1",to_interface="wan2"} 1
        mptcp_failovers_total{from_interface="wan1",to_interface="lte"} 1
        mptcp_failbacks_total{interface="wan1"} 1
        """;

    assertEquals(
        List.of(
            "mptcp_interface_state{interface=wan1, state=down} is 0.0, not 1",
            "sum of mptcp_failovers_total is 2.0, not 1",
            "sum of mptcp_failbacks_total is 1.0, not 0"),
        complaints(CABLE_OUT, other, LOST, MOVED));
  }

  @Test
  void oneEventForEachSubflowIsNotTooMany() throws IOException {
    Situation reset = Situation.of("reset").shows(Expected.on("subflow_reset", "wan1")).build();
    Heard one = heard("subflow_reset", "interface", "wan1");
    Heard elsewhere = heard("subflow_reset", "interface", "wan2");

    assertEquals(List.of(), complaints(reset, "", one, one));
    assertEquals(1, complaints(reset, "", one, elsewhere).size());
  }

  @Test
  void calmIsDisturbedByAnyEvent() throws IOException {
    Situation calm = Situation.of("calm").quiet().build();

    assertEquals(List.of(), complaints(calm, ""));
    assertEquals(1, complaints(calm, "", heard("uplink_state", "interface", "wan1")).size());
  }

  @Test
  void stallCountsIfTheCauseIsInItOrSoonBefore() throws IOException {
    JsonObject blackout = new JsonObject().put("kind", "blackout").put("blackout_seconds", 0.25);

    Outcome outcome =
        new Outcome(
            CABLE_OUT,
            new FailoverLab.Moment(1000, 1001),
            List.of(new Heard(7000, blackout)),
            List.of(
                new Stall("down", 500, 900),
                new Stall("down", 990, 1250),
                new Stall("up", 8000, 9000)),
            Samples.parse(""),
            "");

    assertEquals(260, outcome.stallMillis().orElseThrow());
    assertEquals(250, outcome.blackoutMillis().orElseThrow());
  }

  private static List<String> complaints(Situation situation, String metrics, Heard... events)
      throws IOException {
    return Judgement.complaints(
        new Outcome(
            situation,
            new FailoverLab.Moment(0, 1),
            List.of(events),
            List.of(),
            Samples.parse(metrics),
            ""));
  }

  private static Heard heard(String kind, String... fields) {
    JsonObject json = new JsonObject().put("kind", kind);
    for (int i = 0; i < fields.length; i += 2) {
      json.put(fields[i], fields[i + 1]);
    }
    return new Heard(2, json);
  }
}
