package io.github.mptcpexporter.exporter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.failover.BundleEvent;
import io.github.mptcpexporter.failover.BundleEvent.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillReportTest {

  private final DrillReport report = new DrillReport("wan1");

  private static BundleEvent event(
      Kind kind, String uplink, Map<String, Double> numbers, String sentence) {
    return new BundleEvent(
        kind,
        Instant.parse("2026-11-24T13:03:55Z"),
        0,
        uplink.isEmpty() ? Optional.empty() : Optional.of(uplink),
        Optional.empty(),
        Optional.empty(),
        numbers,
        sentence);
  }

  @Test
  void reportTellsTheWholeStory() {
    report.take(
        event(
            Kind.UPLINK_LOST, "wan1", Map.of("detection_seconds", 0.005), "wan1 lost (link down)"));
    report.take(event(Kind.FAILOVER, "wan1", Map.of(), "traffic of wan1 went to wan2"));
    report.take(
        event(Kind.BLACKOUT, "wan1", Map.of("connections", 3.0), "nothing moved for 0.42 s"));
    report.take(event(Kind.UPLINK_RECOVERED, "wan1", Map.of(), "wan1 usable again after 9.50 s"));
    assertFalse(report.complete());
    report.take(event(Kind.FAILBACK, "wan1", Map.of(), "traffic is back on wan1 after 15 s"));

    assertTrue(report.complete());
    assertEquals(ExitCode.OK, report.exitCode());
    assertEquals(
        List.of(
            "DRILL      wan1",
            "LOST       wan1 lost (link down); found after 0.005 s",
            "TRAFFIC    traffic of wan1 went to wan2",
            "BLACKOUT   nothing moved for 0.42 s; connections looked at: 3",
            "RETURNED   wan1 usable again after 9.50 s",
            "BACK       traffic is back on wan1 after 15 s",
            "RESULT     the traffic went elsewhere"),
        report.lines());
  }

  @Test
  void whatOtherUplinksDoIsNotToldButWhatTheBundleDoesIs() {
    assertEquals(
        Optional.empty(), report.take(event(Kind.UPLINK_LOST, "wan2", Map.of(), "wan2 lost")));
    assertTrue(report.take(event(Kind.BUNDLE_STATE, "", Map.of(), "reduced")).isPresent());
    assertEquals(ExitCode.WARNING, report.exitCode());
  }

  @Test
  void lossThatNothingTookOverIsAFailure() {
    report.take(event(Kind.UPLINK_LOST, "wan1", Map.of(), "wan1 lost"));

    assertEquals(ExitCode.FAILURE, report.exitCode());
    assertTrue(report.lines().contains("RESULT     nothing took over"));
  }
}
