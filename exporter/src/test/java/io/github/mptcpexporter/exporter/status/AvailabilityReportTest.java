package io.github.mptcpexporter.exporter.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.exporter.events.Availability;
import io.github.mptcpexporter.exporter.events.Availability.Downs;
import io.github.mptcpexporter.exporter.events.Availability.Uplink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole text, to the last blank. */
class AvailabilityReportTest {

  private static final Instant FROM = Instant.parse("2026-10-25T13:03:55Z");
  private static final Instant TO = Instant.parse("2026-11-24T13:03:55Z");

  private static Downs downs(int count, int total, int longest, boolean open) {
    return new Downs(count, Duration.ofSeconds(total), Duration.ofSeconds(longest), open);
  }

  private static AvailabilityReport report() {
    return new AvailabilityReport(
        new Availability(
            FROM,
            TO,
            List.of(
                new Uplink(
                    "wan1", downs(3, 492, 301, false), Map.of("silent_loss", 1, "carrier_lost", 2)),
                new Uplink("wan2", downs(1, 1, 1, true), Map.of("endpoint_removed", 1)),
                new Uplink("lte", downs(0, 0, 0, false), Map.of())),
            downs(1, 72, 72, false)));
  }

  @Test
  void textIsATable() {
    assertEquals(
        """
        Uplinks from 2026-10-25 13:03Z to 2026-11-24 13:03Z (30d0h)

        UPLINK AVAILABLE LOSSES  DOWN LONGEST CAUSES
        wan1     99.981%      3 8m12s    5m1s carrier_lost 2, silent_loss 1
        wan2     99.999%      1 1.0s+    1.0s endpoint_removed 1
        lte     100.000%      0   0ms     0ms -

        1 outage of the whole, 1m12s together, the longest 1m12s: available 99.997%.
        """,
        report().text());
  }

  @Test
  void markdownIsTheSame() {
    assertEquals(
        """
        ## Uplinks from 2026-10-25 13:03Z to 2026-11-24 13:03Z (30d0h)

        | uplink | available | losses | down | longest | causes |
        |---|--:|--:|--:|--:|---|
        | wan1 | 99.981% | 3 | 8m12s | 5m1s | carrier_lost 2, silent_loss 1 |
        | wan2 | 99.999% | 1 | 1.0s+ | 1.0s | endpoint_removed 1 |
        | lte | 100.000% | 0 | 0ms | 0ms | - |

        1 outage of the whole, 1m12s together, the longest 1m12s: available 99.997%.
        """,
        report().markdown());
  }

  @Test
  void withoutLossesThereIsNoTable() {
    Availability calm = new Availability(FROM, TO, List.of(), downs(0, 0, 0, false));

    assertEquals(
        """
        Uplinks from 2026-10-25 13:03Z to 2026-11-24 13:03Z (30d0h)

        No outage of the whole.
        """,
        new AvailabilityReport(calm).text());
  }

  @Test
  void withoutEventsNothingIsPromised() {
    Availability unknown = new Availability(TO, TO, List.of(), downs(0, 0, 0, false));

    assertEquals("No events are known.\n", new AvailabilityReport(unknown).text());
    assertEquals("No events are known.\n", new AvailabilityReport(unknown).markdown());
  }
}
