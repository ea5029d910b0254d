package io.github.mptcpexporter.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.source.BadInputException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CollectorTrackerTest {

  private static double errors(Router router, String collector) {
    return router
        .samples(CollectorTracker.class)
        .get("mptcp_collector_errors_total{collector=\"" + collector + "\"}");
  }

  private static double parseErrors(Router router, String source) {
    return router
        .samples(CollectorTracker.class)
        .get("mptcp_parse_errors_total{source=\"" + source + "\"}");
  }

  @Test
  void everyCollectorStartsAtZero() {
    Router router = new Router().without("routes");
    router.round();

    assertEquals(0, errors(router, "connections"));
    assertEquals(0, errors(router, "links"));
    assertEquals(0, parseErrors(router, "sock_diag"));
    assertEquals(0, parseErrors(router, "proc_mptcp"));
    assertEquals(0, parseErrors(router, "route_netlink"));
    assertFalse(
        router
            .samples(CollectorTracker.class)
            .has("mptcp_collector_errors_total{collector=\"routes\"}"));
  }

  @Test
  void aFailureThatIsCarriedFromRoundToRoundCountsOnce() {
    Router router = new Router().failing("links", new IOException("interrupted"));
    router.round();
    router.round();
    assertEquals(1, errors(router, "links"));

    router.failing("links", new IOException("interrupted")).round();
    assertEquals(2, errors(router, "links"));
    router.links().round();
    assertEquals(2, errors(router, "links"));
    assertEquals(0, parseErrors(router, "route_netlink"));
  }

  @Test
  void whatWasNotUnderstoodCountsForItsSource() {
    Router router =
        new Router()
            .failing("connections", new NetlinkFormatException("offset 12"))
            .failing("endpoints", new BadInputException("proc/net/mptcp_fullmesh:3"))
            .failing("routes", new IOException("routes", new NetlinkFormatException("offset 4")));
    router.round();

    assertEquals(1, parseErrors(router, "sock_diag"));
    assertEquals(1, parseErrors(router, "proc_mptcp"));
    assertEquals(1, parseErrors(router, "route_netlink"));
    assertEquals(0, parseErrors(router, "pm_netlink"));
  }

  /** A collector that withholds as many series as it reads. */
  private static final class Capped implements Collector<Long> {
    @Override
    public String name() {
      return "mib";
    }

    @Override
    public List<MetricDesc> metrics() {
      return List.of();
    }

    @Override
    public Optional<Long> collect() {
      return Optional.empty();
    }

    @Override
    public void expose(Long value, MetricSink sink) {}

    @Override
    public long seriesDropped(Long value) {
      return value;
    }
  }

  @Test
  void seriesThatAreWithheldCountOnceEachAndNeverFall() {
    Capped capped = new Capped();
    Router router = new Router();
    for (long withheld : new long[] {0, 3, 3, 1}) {
      router.put(capped, withheld).round();
    }

    assertEquals(
        Map.of(
            "mptcp_exporter_series_dropped_total{collector=\"links\"}", 0.0,
            "mptcp_exporter_series_dropped_total{collector=\"mib\"}", 3.0),
        router.samples(CollectorTracker.class).all("mptcp_exporter_series_dropped_total"));
  }
}
