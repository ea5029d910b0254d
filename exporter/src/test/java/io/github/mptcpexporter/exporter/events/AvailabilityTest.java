package io.github.mptcpexporter.exporter.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.exporter.events.Availability.Downs;
import io.github.mptcpexporter.exporter.events.Availability.Uplink;
import io.github.mptcpexporter.failover.BundleEvent;
import io.github.mptcpexporter.failover.BundleEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Times down, clipped to the span that is asked for. */
class AvailabilityTest {

  private static Instant at(int second) {
    return Events.START.plusSeconds(second);
  }

  private static Availability availability(int from, int to, BundleEvent... events) {
    List<LoggedEvent> logged = new ArrayList<>();
    for (BundleEvent event : events) {
      logged.add(new LoggedEvent(logged.size() + 1, Events.BOOT, event));
    }
    return Availability.of(logged, at(from), at(to));
  }

  private static Downs downs(int count, int total, int longest, boolean open) {
    return new Downs(count, Duration.ofSeconds(total), Duration.ofSeconds(longest), open);
  }

  @Test
  void downIsFromLossToRecovery() {
    Availability told =
        availability(
            0,
            100,
            Events.of(Kind.BUNDLE_STATE, 0),
            Events.lost(10),
            Events.recovered(15, "wan1"),
            Events.lost(20, "wan1", "silent_loss"),
            Events.recovered(50, "wan1"),
            Events.lost(60, "wan2", "link_down"));

    assertEquals(
        List.of(
            new Uplink(
                "wan1", downs(2, 35, 30, false), Map.of("carrier_lost", 1, "silent_loss", 1)),
            new Uplink("wan2", downs(1, 40, 40, true), Map.of("link_down", 1))),
        told.uplinks());
    assertEquals(0.65, told.share(told.uplinks().get(0).downs()), 1e-9);
    assertEquals(downs(0, 0, 0, false), told.outages());
  }

  @Test
  void whatBeganBeforeTheSpanCountsFromItsBegin() {
    Availability told =
        availability(
            50,
            100,
            Events.lost(10),
            Events.of(Kind.OUTAGE_BEGAN, 20),
            Events.of(Kind.OUTAGE_ENDED, 30),
            Events.recovered(60, "wan1"));

    assertEquals(List.of(new Uplink("wan1", downs(0, 10, 10, false), Map.of())), told.uplinks());
    assertEquals(downs(0, 0, 0, false), told.outages());
  }

  @Test
  void spanBeginsWithTheFirstEventAtTheEarliest() {
    Availability told = availability(0, 100, Events.of(Kind.BUNDLE_STATE, 80), Events.lost(90));

    assertEquals(at(80), told.from());
    assertEquals(0.5, told.share(told.uplinks().get(0).downs()), 1e-9);
  }

  @Test
  void outageOfTheWholeIsItsOwn() {
    assertEquals(
        downs(1, 5, 5, false),
        availability(0, 100, Events.of(Kind.OUTAGE_BEGAN, 1), Events.of(Kind.OUTAGE_ENDED, 6))
            .outages());
  }

  @Test
  void withoutEventsNothingIsTold() {
    Availability told = availability(0, 100);

    assertEquals(List.of(), told.uplinks());
    assertEquals(1, told.share(told.outages()));
  }
}
