package io.github.mptcpexporter.exporter.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.exporter.TinyCollector;
import io.github.mptcpexporter.exporter.TinyTracker;
import io.github.mptcpexporter.exporter.Views;
import io.github.mptcpexporter.tracker.View;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpositionTest {

  private static final TinyCollector LINKS = new TinyCollector("links", 2);
  private static final TinyCollector MIB = new TinyCollector("mib", 3);
  private static final TinyCollector ROUTES = new TinyCollector("routes", 4);
  private static final TinyTracker OF_LINKS = new TinyTracker("links", "uplink");
  private static final TinyTracker OF_NO_ONE = new TinyTracker("exporter", "sampler");
  private static final TinyTracker OF_UCI = new TinyTracker("uci", "uci");
  private static final List<Exposed<?>> EXPOSED =
      List.of(LINKS, MIB, ROUTES, OF_LINKS, OF_NO_ONE, OF_UCI);

  /** links is there, mib is absent, routes failed, uci is switched off. */
  private static View view() {
    Map<Collector<?>, Reading<?>> readings = new LinkedHashMap<>();
    readings.put(ROUTES, new Reading.Failed<>(new IOException("no"), Views.TOOK));
    readings.put(MIB, new Reading.Absent<>(Views.TOOK));
    readings.put(LINKS, new Reading.Present<>(2.0, Views.TOOK));
    return Views.of(readings, OF_LINKS, OF_NO_ONE, OF_UCI);
  }

  @Test
  void presentIsShownAbsentAndFailedAreNotAndOnlyFailureIsNoSuccess() throws IOException {
    assertEquals(
        """
        # HELP mptcp_links_value A value.
        # TYPE mptcp_links_value gauge
        mptcp_links_value 2.0
        # HELP mptcp_sampler_rounds_total Rounds.
        # TYPE mptcp_sampler_rounds_total counter
        mptcp_sampler_rounds_total 1.0
        # HELP mptcp_scrape_collector_duration_seconds Duration of the last run of a collector.
        # TYPE mptcp_scrape_collector_duration_seconds gauge
        mptcp_scrape_collector_duration_seconds{collector="links",} 1.5
        mptcp_scrape_collector_duration_seconds{collector="mib",} 1.5
        mptcp_scrape_collector_duration_seconds{collector="routes",} 1.5
        # HELP mptcp_scrape_collector_success Whether the last run of a collector succeeded (1) or failed (0).
        # TYPE mptcp_scrape_collector_success gauge
        mptcp_scrape_collector_success{collector="links",} 1.0
        mptcp_scrape_collector_success{collector="mib",} 1.0
        mptcp_scrape_collector_success{collector="routes",} 0.0
        # HELP mptcp_uplink_rounds_total Rounds.
        # TYPE mptcp_uplink_rounds_total counter
        mptcp_uplink_rounds_total 1.0
        """,
        text(new Exposition(EXPOSED, List.of(), false), CollectorFilter.ALL));
  }

  @Test
  void replayLeavesDurationsOut() throws IOException {
    String text = text(new Exposition(EXPOSED, List.of(), true), CollectorFilter.ALL);

    assertEquals(List.of(), lines(text, "mptcp_scrape_collector_duration_seconds"));
    assertEquals(3, lines(text, "mptcp_scrape_collector_success").size());
  }

  @Test
  void filterRulesCollectorsAndTheirTrackersButNotTheExportersOwn() throws IOException {
    Exposition exposition = new Exposition(EXPOSED, List.of(requests()), true);

    assertEquals(
        List.of(
            "mptcp_http_requests_total{code=\"200\",} 0.0",
            "mptcp_http_requests_total{code=\"500\",} 0.0",
            "mptcp_http_requests_total{code=\"503\",} 0.0",
            "mptcp_sampler_rounds_total 1.0",
            "mptcp_scrape_collector_success{collector=\"mib\",} 1.0"),
        lines(text(exposition, new CollectorFilter(Set.of("mib"), Set.of())), "mptcp_"));
    assertEquals(
        List.of("mptcp_links_value 2.0", "mptcp_uplink_rounds_total 1.0"),
        lines(text(exposition, new CollectorFilter(Set.of(), Set.of("mib", "routes"))), "mptcp_")
            .stream()
            .filter(line -> line.contains("link") && !line.contains("scrape"))
            .toList());
  }

  @Test
  void ownMetricsAreReadAtEachWrite() throws IOException {
    HttpRequests requests = new HttpRequests();
    Exposition exposition = new Exposition(EXPOSED, List.of(requests.asOwnMetrics()), true);

    requests.count(404);
    requests.count(404);

    assertEquals(
        List.of("mptcp_http_requests_total{code=\"404\",} 2.0"),
        lines(text(exposition, CollectorFilter.ALL), "mptcp_http_requests_total{code=\"404\""));
  }

  @Test
  void openMetricsEndsWithEof() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Exposition(EXPOSED, List.of(), false)
        .write(view(), CollectorFilter.ALL, Format.OPENMETRICS_100, out);

    assertEquals("# EOF", out.toString(UTF_8).lines().reduce("", (first, last) -> last));
  }

  @Test
  void seriesThatComesTwiceFailsATest() {
    Exposed<Integer> twice = new Twice();
    Exposition exposition =
        new Exposition(EXPOSED, List.of(new OwnMetrics<>(twice, () -> 1)), true);

    AssertionError error =
        assertThrows(AssertionError.class, () -> text(exposition, CollectorFilter.ALL));

    assertEquals("[mptcp_twice[a]]", error.getMessage());
  }

  @Test
  void collectorOutsideTheCatalogueIsAMistake() {
    Exposition exposition = new Exposition(List.of(MIB, ROUTES), List.of(), true);

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> text(exposition, CollectorFilter.ALL));

    assertEquals("mptcp_links_value has not been declared", e.getMessage());
  }

  private static final class Twice implements Exposed<Integer> {
    private static final MetricDesc METRIC = MetricDesc.gauge("mptcp_twice", "Twice.", "letter");

    @Override
    public String name() {
      return "exporter";
    }

    @Override
    public List<MetricDesc> metrics() {
      return List.of(METRIC);
    }

    @Override
    public void expose(Integer value, MetricSink sink) {
      sink.sample(METRIC, 1, "a");
      sink.sample(METRIC, 1, "b");
      sink.sample(METRIC, 2, "a");
    }
  }

  private static OwnMetrics<?> requests() {
    return new HttpRequests().asOwnMetrics();
  }

  private static String text(Exposition exposition, CollectorFilter filter) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exposition.write(view(), filter, Format.TEXT_004, out);
    return out.toString(UTF_8);
  }

  private static List<String> lines(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).toList();
  }
}
