package io.github.mptcpexporter.exporter.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mptcpexporter.collector.MetricDesc;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricCatalogueTest {

  private static final MetricDesc SENT = MetricDesc.counter("mptcp_sent_bytes_total", "Sent.");
  private static final MetricDesc RTT = MetricDesc.gauge("mptcp_rtt_seconds", "Time.");

  @Test
  void holdsEachMetricOnceSortedByName() {
    MetricCatalogue catalogue =
        MetricCatalogue.of(
            List.of(new Fixed(List.of(SENT)), new Fixed(List.of(SENT, RTT)), new Fixed(List.of())));

    assertEquals(List.of(RTT, SENT), catalogue.all());
    assertEquals(Optional.of(SENT), catalogue.byName("mptcp_sent_bytes_total"));
    assertEquals(Optional.empty(), catalogue.byName("mptcp_sent_bytes"));
  }

  @Test
  void completeCatalogueHasWhatTheExporterSaysOfItself() {
    assertEquals(
        List.of(
            "jvm_gc_pause_seconds_count",
            "jvm_gc_pause_seconds_sum",
            "jvm_memory_used_bytes",
            "jvm_threads",
            "mptcp_exporter_build_info",
            "mptcp_http_requests_total",
            "mptcp_scrape_collector_duration_seconds",
            "mptcp_scrape_collector_success",
            "mptcp_sent_bytes_total",
            "process_cpu_seconds_total",
            "process_max_fds",
            "process_open_fds",
            "process_resident_memory_bytes",
            "process_start_time_seconds"),
        MetricCatalogue.complete(List.of(new Fixed(List.of(SENT)))).all().stream()
            .map(MetricDesc::name)
            .toList());
  }

  @Test
  void oneNameForTwoMetricsIsRefused() {
    MetricDesc other = MetricDesc.gauge("mptcp_rtt_seconds", "Another time.");

    assertEquals(
        "mptcp_rtt_seconds and mptcp_rtt_seconds are two metrics of one name",
        assertThrows(
                IllegalArgumentException.class,
                () -> MetricCatalogue.of(List.of(new Fixed(List.of(RTT, other)))))
            .getMessage());
  }

  @Test
  void gaugeNamedAsACounterWithoutTotalIsRefused() {
    MetricDesc gauge = MetricDesc.gauge("mptcp_sent_bytes", "Sent.");

    assertEquals(
        "mptcp_sent_bytes and mptcp_sent_bytes_total are two metrics of one name",
        assertThrows(
                IllegalArgumentException.class,
                () -> MetricCatalogue.of(List.of(new Fixed(List.of(SENT, gauge)))))
            .getMessage());
  }

  @Test
  void metricNamedAsASeriesOfAHistogramIsRefused() {
    MetricDesc pause = MetricDesc.histogram("mptcp_pause_seconds", "Pauses.", List.of(1.0));
    MetricDesc sum = MetricDesc.untyped("mptcp_pause_seconds_sum", "Sum.");

    assertEquals(
        "mptcp_pause_seconds_sum and mptcp_pause_seconds are two metrics of one name",
        assertThrows(
                IllegalArgumentException.class,
                () -> MetricCatalogue.of(List.of(new Fixed(List.of(pause, sum)))))
            .getMessage());
    assertEquals("seconds", MetricCatalogue.unit(pause));
    assertEquals("mptcp_pause_seconds", MetricCatalogue.familyName(pause));
  }
}
