package io.github.mptcpexporter.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.failover.BundleEvent.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses as they were recorded on a real kernel, the application's own stalls beside them. */
class RecordedLossesTest {

  @ParameterizedTest
  @CsvSource({
    "A_unl_w1, wan1, wan2",
    "A_unl_w2, wan2, wan1",
    "A_20M_w1, wan1, wan2",
    "A_100k_w1, wan1, wan2",
    "B_unl_w1, wan1, wan2",
    "B_unl_w2, wan2, wan1",
    "D_w1, wan1, wan2",
    "E_bulk_trickle, wan1, wan2"
  })
  void aSilentLossIsFoundOnItsLineAndTheTrafficOnTheOther(
      String recording, String line, String other) throws IOException {
    RecordedRun run = RecordedRun.of(recording);

    BundleEvent loss = only(run, Kind.UPLINK_LOST);
    assertEquals(Optional.of(line), loss.interfaceName());
    assertEquals(Optional.of("silent_loss"), loss.cause());
    assertEquals(run.lossMillis(), RecordedRun.millis(loss), 100);
    BundleEvent failover = only(run, Kind.FAILOVER);
    assertEquals(Optional.of(line), failover.interfaceName());
    assertEquals(Optional.of(other), failover.toInterface());
    assertEquals(BundleState.REDUCED, run.end().bundle());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A_unl_w1",
        "A_unl_w2",
        "A_20M_w1",
        "A_100k_w1",
        "B_unl_w1",
        "B_unl_w2",
        "D_w1",
        "E_bulk_trickle"
      })
  void theBlackoutIsThatOfTheApplication(String recording) throws IOException {
    RecordedRun run = RecordedRun.of(recording);

    double millis = only(run, Kind.BLACKOUT).numbers().getOrDefault("blackout_seconds", -1.0) * 1e3;
    double stall = run.longestStallMillis();
    assertEquals(stall, millis, Math.max(150, 0.15 * stall));
  }

  @ParameterizedTest
  @ValueSource(strings = {"C1_bulk_trickle", "C_fall", "C_stopgo", "C_loss20"})
  void nothingIsFoundInHealthyLoadNorInRandomLoss(String recording) throws IOException {
    RecordedRun run = RecordedRun.of(recording);

    assertEquals(List.of(), run.happened());
    assertTrue(run.end().uplinks().values().stream().noneMatch(UplinkRecord::down));
  }

  private static BundleEvent only(RecordedRun run, Kind kind) {
    List<BundleEvent> found = run.happened(kind);
    assertEquals(1, found.size(), () -> run.happened().toString());
    return found.get(0);
  }
}
