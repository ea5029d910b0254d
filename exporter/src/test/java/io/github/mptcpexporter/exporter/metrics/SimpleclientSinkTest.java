package io.github.mptcpexporter.exporter.metrics;

import static io.github.mptcpexporter.exporter.metrics.Generated.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.exporter.metrics.Generated.Family;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimpleclientSinkTest {

  private static final MetricDesc SUBFLOWS =
      MetricDesc.gauge("mptcp_subflows", "Subflows.", "interface", "priority");
  private static final MetricDesc OPENED =
      MetricDesc.counter("mptcp_opened_total", "Opened.", "interface");

  private static final MetricDesc PAUSE =
      MetricDesc.histogram("mptcp_pause_seconds", "Pauses.", List.of(5.0, 10.0), "interface");

  @Test
  void familiesAreSortedByNameAndSamplesByTheirLabels() {
    SimpleclientSink sink =
        Generated.sink(
            List.of(
                new Family(
                    SUBFLOWS,
                    sample(1, "wan2", "normal"),
                    sample(2, "wan1", "normal"),
                    sample(3, "wan10", "backup"),
                    sample(4, "wan1", "backup")),
                new Family(OPENED, sample(5, "wan1"))));

    List<MetricFamilySamples> families = sink.families();

    assertEquals(
        List.of("mptcp_opened", "mptcp_subflows"), families.stream().map(f -> f.name).toList());
    assertEquals(
        List.of(
            List.of("wan1", "backup"),
            List.of("wan1", "normal"),
            List.of("wan10", "backup"),
            List.of("wan2", "normal")),
        families.get(1).samples.stream().map(sample -> sample.labelValues).toList());
    assertEquals("mptcp_opened_total", families.get(0).samples.get(0).name);
  }

  @Test
  void ofSamplesWithTheSameLabelsTheFirstStaysAndTheOthersAreNamed() {
    SimpleclientSink sink =
        Generated.sink(
            List.of(new Family(OPENED, sample(1, "wan2"), sample(2, "wan1"), sample(3, "wan2"))));

    assertEquals(
        List.of(2.0, 1.0),
        sink.families().get(0).samples.stream().map(sample -> sample.value).toList());
    assertEquals(List.of("mptcp_opened_total[wan2]"), sink.duplicates());
  }

  @Test
  void histogramKeepsItsBucketsInTheirOrderAndComesOnce() {
    SimpleclientSink sink =
        new SimpleclientSink(MetricCatalogue.of(List.of(new Fixed(List.of(PAUSE)))));
    sink.histogram(PAUSE, new long[] {1, 0, 2}, 41, "wan2");
    sink.histogram(PAUSE, new long[] {0, 0, 0}, 0, "wan1");
    sink.histogram(PAUSE, new long[] {9, 9, 9}, 9, "wan2");

    assertEquals(
        List.of(
            "mptcp_pause_seconds_bucket[wan1, 5.0] 0.0",
            "mptcp_pause_seconds_bucket[wan1, 10.0] 0.0",
            "mptcp_pause_seconds_bucket[wan1, +Inf] 0.0",
            "mptcp_pause_seconds_count[wan1] 0.0",
            "mptcp_pause_seconds_sum[wan1] 0.0",
            "mptcp_pause_seconds_bucket[wan2, 5.0] 1.0",
            "mptcp_pause_seconds_bucket[wan2, 10.0] 1.0",
            "mptcp_pause_seconds_bucket[wan2, +Inf] 3.0",
            "mptcp_pause_seconds_count[wan2] 3.0",
            "mptcp_pause_seconds_sum[wan2] 41.0"),
        sink.families().get(0).samples.stream()
            .map(sample -> sample.name + sample.labelValues + " " + sample.value)
            .toList());
    assertEquals(List.of("mptcp_pause_seconds[wan2]"), sink.duplicates());
  }

  @Test
  void histogramOfOtherBucketsIsRefused() {
    SimpleclientSink sink =
        new SimpleclientSink(MetricCatalogue.of(List.of(new Fixed(List.of(PAUSE, OPENED)))));

    assertComplaint(
        "mptcp_pause_seconds has 2 buckets, not 1",
        () -> sink.histogram(PAUSE, new long[2], 0, "wan1"));
    assertComplaint(
        "mptcp_opened_total has 0 buckets, not 0",
        () -> sink.histogram(OPENED, new long[1], 0, "wan1"));
  }

  @Test
  void metricWithoutSamplesIsNotShown() {
    SimpleclientSink sink =
        Generated.sink(List.of(new Family(OPENED), new Family(SUBFLOWS, sample(1, "wan1", "x"))));

    assertEquals(1, sink.families().size());
  }

  @Test
  void undeclaredMetricIsRefused() {
    SimpleclientSink sink = Generated.sink(List.of(new Family(OPENED)));
    MetricDesc other = MetricDesc.counter("mptcp_opened_total", "Another help.", "interface");

    assertComplaint(
        "mptcp_subflows has not been declared", () -> sink.sample(SUBFLOWS, 1, "wan1", "normal"));
    assertComplaint(
        "mptcp_opened_total has not been declared", () -> sink.sample(other, 1, "wan1"));
  }

  @Test
  void wrongNumberOfLabelsIsRefused() {
    SimpleclientSink sink = Generated.sink(List.of(new Family(SUBFLOWS)));

    assertComplaint("mptcp_subflows has 2 labels, not 1", () -> sink.sample(SUBFLOWS, 1, "wan1"));
  }

  private static void assertComplaint(String message, Runnable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
  }
}
