package io.github.mptcpexporter.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MetricDescTest {

  @Test
  void histogramHasAscendingBucketsBelowInfinity() {
    MetricDesc pause =
        MetricDesc.histogram("mptcp_pause_seconds", "Pauses.", List.of(0.1, 1.0), "interface");

    assertEquals(List.of(0.1, 1.0), pause.buckets());
    String order = "mptcp_pause_seconds needs finite buckets in ascending order";
    assertComplaint(order, () -> pause(1.0, 1.0));
    assertComplaint(order, () -> pause(1.0, Double.POSITIVE_INFINITY));
    assertComplaint(order, () -> pause(Double.NaN));
    assertComplaint("mptcp_pause_seconds has buckets exactly if it is a histogram", () -> pause());
  }

  @Test
  void histogramIsNotNamedAsACounterAndItsBucketsHaveALabelOfTheirOwn() {
    assertComplaint(
        "mptcp_pause_total ends in _total exactly if it is a counter",
        () -> MetricDesc.histogram("mptcp_pause_total", "Pauses.", List.of(1.0)));
    assertComplaint(
        "mptcp_pause_seconds has the label of its buckets",
        () -> MetricDesc.histogram("mptcp_pause_seconds", "Pauses.", List.of(1.0), "le"));
  }

  private static MetricDesc pause(Double... buckets) {
    return MetricDesc.histogram("mptcp_pause_seconds", "Pauses.", List.of(buckets));
  }

  private static void assertComplaint(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }
}
