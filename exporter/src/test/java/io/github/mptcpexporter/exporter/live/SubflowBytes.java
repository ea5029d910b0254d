package io.github.mptcpexporter.exporter.live;

import io.github.mptcpexporter.exporter.lab.LabUplink;
import io.github.mptcpexporter.exporter.lab.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bytes by series: what {@code /metrics} shows of subflows, or what it should show.
 *
 * @param bySeries by the rest of the metric's name, interface and, where it has one, priority
 */
record SubflowBytes(Map<String, Long> bySeries) {

  private static final String PREFIX = "mptcp_interface_subflow_";
  private static final String TRANSMIT = "transmit_bytes_total";
  private static final String RECEIVE = "receive_bytes_total";
  private static final String RETRANSMIT = "retransmit_bytes_total";

  SubflowBytes {
    bySeries = new TreeMap<>(bySeries);
  }

  static SubflowBytes nothing() {
    return new SubflowBytes(Map.of());
  }

  /** What the exposition shows of these uplinks; every series must be there from the start. */
  static SubflowBytes shown(Samples samples, List<LabUplink> uplinks) throws IOException {
    Map<String, Long> bytes = new TreeMap<>();
    for (LabUplink uplink : uplinks) {
      for (String direction : List.of(TRANSMIT, RECEIVE)) {
        for (String priority : List.of("normal", "backup")) {
          Map<String, String> labels = Map.of("interface", uplink.device(), "priority", priority);
          put(
              bytes,
              key(direction, uplink, priority),
              (long) samples.value(PREFIX + direction, labels));
        }
      }
      Map<String, String> labels = Map.of("interface", uplink.device());
      put(bytes, key(RETRANSMIT, uplink, ""), (long) samples.value(PREFIX + RETRANSMIT, labels));
    }
    return new SubflowBytes(bytes);
  }

  /** This and what a subflow of the uplink moved. */
  SubflowBytes plus(LabUplink uplink, long sent, long received, long retransmitted) {
    String priority = uplink.backup() ? "backup" : "normal";
    Map<String, Long> sum = new TreeMap<>(bySeries);
    put(sum, key(TRANSMIT, uplink, priority), sent);
    put(sum, key(RECEIVE, uplink, priority), received);
    put(sum, key(RETRANSMIT, uplink, ""), retransmitted);
    return new SubflowBytes(sum);
  }

  /** What has come since an earlier exposition. */
  SubflowBytes minus(SubflowBytes earlier) {
    Map<String, Long> difference = new TreeMap<>(bySeries);
    earlier.bySeries.forEach((series, bytes) -> put(difference, series, -bytes));
    return new SubflowBytes(difference);
  }

  // a series without bytes is as good as none
  private static void put(Map<String, Long> sum, String series, long bytes) {
    sum.merge(series, bytes, Long::sum);
    sum.remove(series, 0L);
  }

  private static String key(String metric, LabUplink uplink, String priority) {
    return metric + " " + uplink.device() + " " + priority;
  }
}
