package io.github.mptcpexporter.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.EventSkipped;
import io.github.mptcpexporter.mptcp.EventCollector;
import io.github.mptcpexporter.tracker.CollectorTracker;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SkippedEventsTest {

  private final PumpBench bench = new PumpBench();
  private final CollectorTracker tracker = new CollectorTracker();
  private final Rounds rounds =
      new Rounds(List.of(new EventCollector(bench.queue)), List.of(tracker), bench.clock.clock());

  @Test
  void messagesThatMadeNoSenseAreCountedFromZeroAndOnce() {
    assertEquals(Map.of("pm_events", 0.0, "route_netlink", 0.0, "tcp_destroy", 0.0), parseErrors());

    bench.queue.add(1, DataSource.TCP_DESTROY, new EventSkipped(DataSource.TCP_DESTROY));
    bench.queue.add(2, DataSource.TCP_DESTROY, new EventSkipped(DataSource.TCP_DESTROY));
    assertEquals(Map.of("pm_events", 0.0, "route_netlink", 0.0, "tcp_destroy", 2.0), parseErrors());
    assertEquals(Map.of("pm_events", 0.0, "route_netlink", 0.0, "tcp_destroy", 2.0), parseErrors());
  }

  /** After one more round, by source. */
  private Map<String, Double> parseErrors() {
    CollectorTracker.State state = rounds.next().state(CollectorTracker.class).orElseThrow();
    Map<String, Double> samples = new TreeMap<>();
    tracker.expose(
        state,
        (MetricDesc metric, double value, String... labels) -> {
          if (metric.name().equals("mptcp_parse_errors_total")) {
            samples.put(labels[0], value);
          }
        });
    return samples;
  }
}
