package io.github.mptcpexporter.exporter.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.failover.BundleEvent;
import io.github.mptcpexporter.failover.BundleEvent.Kind;
import io.github.mptcpexporter.failover.FailoverTotals;
import io.github.mptcpexporter.failover.LossCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counters from events. */
class RestoredTest {

  private static List<LoggedEvent> logged(String boot, BundleEvent... events) {
    List<LoggedEvent> logged = new ArrayList<>();
    for (BundleEvent event : events) {
      logged.add(new LoggedEvent(logged.size() + 1, boot, event));
    }
    return logged;
  }

  @Test
  void countsWhatHappenedByWhomAndWhy() {
    FailoverTotals restored =
        Restored.of(
            logged(
                Events.BOOT,
                Events.lost(1),
                Events.failover(2),
                Events.recovered(10, "wan1"),
                Events.of(Kind.FAILBACK, 15, "wan1"),
                Events.lost(20),
                Events.failover(21),
                Events.lost(30, "wan2", "silent_loss")));

    assertEquals(Map.of(new FailoverTotals.Pair("wan1", "wan2"), 2L), restored.failovers());
    assertEquals(Map.of("wan1", 1L), restored.failbacks());
    assertEquals(
        Map.of(
            new FailoverTotals.Loss("wan1", LossCause.CARRIER_LOST),
            2L,
            new FailoverTotals.Loss("wan2", LossCause.SILENT_LOSS),
            1L),
        restored.losses());
    assertEquals(0, restored.outages());
  }

  @Test
  void outagesLastFromBeginToEndAndAnOpenOneIsOnlyCounted() {
    FailoverTotals restored =
        Restored.of(
            logged(
                Events.BOOT,
                Events.of(Kind.OUTAGE_ENDED, 0), // its begin was in a file that is gone
                Events.of(Kind.OUTAGE_BEGAN, 1),
                Events.of(Kind.OUTAGE_ENDED, 4),
                Events.of(Kind.OUTAGE_BEGAN, 10),
                Events.of(Kind.OUTAGE_ENDED, 15),
                Events.of(Kind.OUTAGE_BEGAN, 20)));

    assertEquals(3, restored.outages());
    assertEquals(8, restored.outageSeconds());
  }

  @Test
  void clockThatStepsDuringAnOutageDoesNotChangeItsLength() {
    LoggedEvent began = new LoggedEvent(1, Events.BOOT, Events.of(Kind.OUTAGE_BEGAN, 1));
    BundleEvent end = Events.of(Kind.OUTAGE_ENDED, 4);
    BundleEvent stepped =
        new BundleEvent(
            end.kind(),
            end.time().plus(Duration.ofDays(20_000)), // NTP, at last
            end.monotonicNanos(),
            end.interfaceName(),
            end.toInterface(),
            end.cause(),
            end.numbers(),
            end.sentence());

    assertEquals(
        3, Restored.of(List.of(began, new LoggedEvent(2, Events.BOOT, stepped))).outageSeconds());
    assertEquals(
        20_000 * 86_400.0 + 3,
        Restored.of(List.of(began, new LoggedEvent(2, "another boot", stepped))).outageSeconds());
  }
}
