package io.github.mptcpexporter.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.collector.Snapshot;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.UciConfig;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.network.LinkCollector;
import io.github.mptcpexporter.source.RootFs;
import io.github.mptcpexporter.uci.UciCollector;
import io.github.mptcpexporter.uci.UciText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a quota is used: rounds with a clock, a device and its counters. */
class QuotaTrackerTest {

  private static final String CONFIG =
      """
      config interface 'wwan0'
        option quota '1000'
        option reset_day '15'
        option receive_rate '8mbit'
      config interface 'wan1'
        option transmit_rate '1gbit'
      """;

  private final LinkCollector links = new LinkCollector(Optional::empty);
  private final UciCollector uci = new UciCollector(new RootFs(Path.of("/nonexistent")));
  private final UciPackage own =
      UciText.parse("mptcp-exporter", "config", CONFIG.getBytes(StandardCharsets.UTF_8));
  private List<Tracker<?>> trackers = trackers(book("boot1", Map.of()));
  private Optional<View> view = Optional.empty();

  private static QuotaBook book(String boot, Map<String, QuotaUse> uses) {
    return new QuotaBook(Optional.empty(), boot, ZoneOffset.UTC, uses);
  }

  private static List<Tracker<?>> trackers(QuotaBook book) {
    return List.of(new InterfaceTracker(), new QuotaTracker(book));
  }

  private QuotaTracker.State round(String time, Link... present) {
    Map<Collector<?>, Reading<?>> readings = new LinkedHashMap<>();
    readings.put(
        uci,
        new Reading.Present<>(
            new UciConfig(Map.of("mptcp-exporter", own), Map.of(), Map.of()), Duration.ZERO));
    readings.put(links, new Reading.Present<>(new Links(List.of(present)), Duration.ZERO));
    View next = View.next(view, new Snapshot(Instant.parse(time), 0, readings), trackers);
    view = Optional.of(next);
    return next.state(QuotaTracker.class).orElseThrow();
  }

  private long used(String time, Link... present) {
    return use(round(time, present)).usedBytes();
  }

  private static QuotaUse use(QuotaTracker.State state) {
    return Optional.ofNullable(state.uses().get("wwan0")).orElseThrow();
  }

  private static Link modem(int index, long received, long sent) {
    return new Link(
        index,
        "wwan0",
        Link.FLAG_UP,
        Link.OperState.UP,
        Optional.of(true),
        OptionalLong.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Link.Counters(received, 0, 0, 0, sent, 0, 0, 0)),
        List.of());
  }

  /** The exporter starts again. */
  private void restart(String boot) {
    Map<String, QuotaUse> kept = view.orElseThrow().state(QuotaTracker.class).orElseThrow().uses();
    trackers = trackers(book(boot, kept));
    view = Optional.empty();
  }

  @Test
  void whatMovesFromNowOnIsUsed() {
    assertEquals(0, used("2026-03-01T00:00:00Z", modem(7, 5000, 500)));
    assertEquals(110, used("2026-03-01T00:00:01Z", modem(7, 5100, 510)));
    assertEquals(110, used("2026-03-01T00:00:02Z"));
  }

  @Test
  void aDeviceMadeAnewCountsFromZero() {
    used("2026-03-01T00:00:00Z", modem(7, 5000, 500));
    used("2026-03-01T00:00:01Z", modem(7, 5100, 500));

    assertEquals(160, used("2026-03-01T00:00:02Z", modem(9, 50, 10)));
    assertEquals(170, used("2026-03-01T00:00:03Z", modem(9, 60, 10)));
  }

  @Test
  void theResetDayBeginsAtZero() {
    used("2026-03-14T23:59:58Z", modem(7, 0, 0));
    assertEquals(400, used("2026-03-14T23:59:59Z", modem(7, 400, 0)));

    QuotaTracker.State after = round("2026-03-15T00:00:00Z", modem(7, 450, 0));

    assertEquals(50, use(after).usedBytes());
    assertEquals(Optional.of(Instant.parse("2026-04-15T00:00:00Z")), use(after).ends());
  }

  @Test
  void aClockThatIsNotSetYetResetsNothing() {
    used("2026-03-14T00:00:00Z", modem(7, 0, 0));
    used("2026-03-14T00:00:01Z", modem(7, 400, 0));
    restart("boot2");

    assertEquals(410, used("1970-01-01T00:01:00Z", modem(7, 10, 0)));
    assertEquals(420, used("2026-03-14T00:05:00Z", modem(7, 20, 0)));
    assertEquals(10, used("2026-03-16T00:05:00Z", modem(7, 30, 0)));
  }

  @Test
  void aRestartMissesNothingThatTheDeviceHasCounted() {
    used("2026-03-01T00:00:00Z", modem(7, 0, 0));
    used("2026-03-01T00:00:01Z", modem(7, 400, 0));
    restart("boot1");
    assertEquals(450, used("2026-03-01T01:00:00Z", modem(7, 450, 0)));

    restart("boot2");
    assertEquals(480, used("2026-03-01T02:00:00Z", modem(7, 30, 0)));
  }

  @Test
  void quotaThatIsUsedUpIsToldAndMetricsNameWhatIsConfigured() {
    round("2026-03-01T00:00:00Z", modem(7, 0, 0));
    assertEquals(Set.of(), round("2026-03-01T00:00:01Z", modem(7, 999, 0)).exceeded());
    QuotaTracker.State end = round("2026-03-01T00:00:02Z", modem(7, 999, 1));
    assertEquals(Set.of("wwan0"), end.exceeded());

    assertEquals(
        Map.of(
            "mptcp_interface_capacity_bytes_per_second{interface=\"wan1\",direction=\"transmit\"}",
            125_000_000.0,
            "mptcp_interface_capacity_bytes_per_second{interface=\"wwan0\",direction=\"receive\"}",
            1_000_000.0,
            "mptcp_interface_quota_bytes{interface=\"wwan0\"}",
            1000.0,
            "mptcp_interface_quota_used_bytes{interface=\"wwan0\"}",
            1000.0,
            "mptcp_interface_quota_reset_timestamp_seconds{interface=\"wwan0\"}",
            (double) Instant.parse("2026-03-15T00:00:00Z").getEpochSecond()),
        Samples.of(new QuotaTracker(QuotaBook.NONE), end).all());
    assertTrue(end.config().problems().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          2026-01-31T12:00:00Z, 31, UTC, 2026-02-28T00:00:00Z
          2026-02-28T00:00:00Z, 31, UTC, 2026-03-31T00:00:00Z
          2028-02-28T12:00:00Z, 30, UTC, 2028-02-29T00:00:00Z
          2026-03-14T23:59:59Z, 15, UTC, 2026-03-15T00:00:00Z
          2026-12-31T12:00:00Z, 1, UTC, 2027-01-01T00:00:00Z
          2026-03-14T23:30:00Z, 15, Europe/Berlin, 2026-04-14T22:00:00Z
          """)
  void periodsEndAtMidnightOfTheDay(String now, int day, String zone, String end) {
    assertEquals(Instant.parse(end), QuotaTracker.end(Instant.parse(now), day, ZoneId.of(zone)));
  }
}
