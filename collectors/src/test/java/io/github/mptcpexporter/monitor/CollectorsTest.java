package io.github.mptcpexporter.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.capture.Replay;
import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.source.RootFs;
import io.github.mptcpexporter.tracker.View;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorsTest {

  private static final Path ROUTERS = Path.of("src/test/resources/routers");

  @Test
  void eachNameIsACollectorAndEachCollectorHasAName() throws Exception {
    Set<String> names = new TreeSet<>();
    for (Collector<?> collector : all(sources("upstream-6.18-steady"), Selection.defaults())) {
      names.add(collector.name());
    }

    assertEquals(new TreeSet<>(Selection.NAMES), names);
  }

  @Test
  void noMetricIsDeclaredTwice() throws Exception {
    List<Exposed<?>> exposed = new ArrayList<>(List.of(new SamplerMetrics()));
    exposed.addAll(all(sources("upstream-6.18-steady"), Selection.defaults()));
    exposed.addAll(Collectors.trackers(Selection.defaults()));
    Set<String> names = new TreeSet<>();
    for (Exposed<?> each : exposed) {
      for (MetricDesc metric : each.metrics()) {
        assertTrue(names.add(metric.name()), metric.name());
      }
    }
    assertTrue(names.contains("mptcp_sampler_interval_seconds"));
  }

  @Test
  void metricsOfATrackerAreRuledByTheNameOfACollector() {
    Set<String> names = new TreeSet<>(Selection.NAMES);
    names.add("exporter");

    for (Exposed<?> tracker : Collectors.trackers(Selection.defaults())) {
      assertTrue(names.contains(tracker.name()), tracker.name());
    }
  }

  @Test
  void everythingOfAnUpstreamKernelIsRead() throws Exception {
    View view = round(sources("openwrt-ubus-upstream-6.18"), Selection.defaults());

    Map<String, String> outcomes = outcomes(view);
    assertEquals("Absent", outcomes.remove("openvpn")); // it has no tunnel
    assertEquals("Absent", outcomes.remove("trackers")); // nor does a program probe its lines
    assertEquals(Set.of("Present"), Set.copyOf(outcomes.values()), outcomes::toString);
    assertEquals(DataSource.SOCK_DIAG, connections(view).origin());
  }

  @Test
  void outOfTreeKernelIsReadFromItsOwnTable() throws Exception {
    View view = round(sources("out-of-tree-5.4-01-steady"), Selection.defaults());

    assertEquals(DataSource.PROC_MPTCP, connections(view).origin());
    assertEquals("Present", outcomes(view).get("links"));
    assertEquals("Present", outcomes(view).get("routes"));
    assertEquals("Present", outcomes(view).get("mib"));
  }

  @Test
  void whereThereIsNothingEverythingButEventsIsAbsent(@TempDir Path empty) throws Exception {
    Sources nothing =
        new Sources(
            new RootFs(empty), Optional.empty(), ByteOrder.nativeOrder(), Clock.system(), false);

    Map<String, String> outcomes = outcomes(round(nothing, Selection.defaults()));

    assertEquals("Present", outcomes.remove("pm-events"));
    assertEquals(Set.of("Absent"), Set.copyOf(outcomes.values()), outcomes::toString);
  }

  @Test
  void whatIsSwitchedOffIsNotRead() throws Exception {
    View view = round(sources("upstream-6.18-steady"), Selection.none().with("endpoints"));

    // links tell whose endpoints they are
    assertEquals(Set.of("endpoints", "links"), outcomes(view).keySet());
  }

  private static Sources sources(String router) throws IOException {
    Replay replay = Replay.open(ROUTERS.resolve(router));
    return new Sources(replay.rootFs(), replay.netlink(), replay.byteOrder(), replay.clock(), true);
  }

  private static List<Collector<?>> all(Sources sources, Selection selection) {
    return Collectors.all(sources, new EventQueue(1), selection);
  }

  private static View round(Sources sources, Selection selection) {
    return new Rounds(all(sources, selection), Collectors.trackers(selection), sources.clock())
        .next();
  }

  private static MptcpSockets connections(View view) {
    return view.value(ConnectionCollector.class).orElseThrow();
  }

  /** What became of each collector, by its name. */
  private static Map<String, String> outcomes(View view) {
    Map<String, String> outcomes = new TreeMap<>();
    for (Map.Entry<Collector<?>, Reading<?>> each : view.snapshot().readings().entrySet()) {
      outcomes.put(each.getKey().name(), each.getValue().getClass().getSimpleName());
    }
    return outcomes;
  }
}
