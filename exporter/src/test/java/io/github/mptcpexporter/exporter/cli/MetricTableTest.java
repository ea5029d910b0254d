package io.github.mptcpexporter.exporter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.exporter.events.EventMetrics;
import io.github.mptcpexporter.exporter.metrics.MetricCatalogue;
import io.github.mptcpexporter.failover.Peers;
import io.github.mptcpexporter.monitor.Collectors;
import io.github.mptcpexporter.monitor.SamplerMetrics;
import io.github.mptcpexporter.monitor.Selection;
import io.github.mptcpexporter.monitor.Sources;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of metrics in the README; {@code -Dgolden.update=true} writes it anew. */
class MetricTableTest {

  private static final Path README = Path.of("README.md");
  private static final String BEGIN = "<!-- metrics: begin -->\n";
  private static final String END = "<!-- metrics: end -->\n";

  @Test
  void readmeListsEveryMetricThatMayBeShown(@TempDir Path nothing) throws IOException {
    StringBuilder table =
        new StringBuilder("| metric | type | labels | meaning |\n|---|---|---|---|\n");
    for (MetricDesc metric : catalogue(nothing).all()) {
      table.append(line(metric));
    }

    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    int end = readme.indexOf(END);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(README, readme.substring(0, begin) + table + readme.substring(end));
      return;
    }
    assertEquals(
        table.toString(),
        readme.substring(begin, end),
        "exporter/README.md differs; after a look, rewrite it with -Dgolden.update=true");
  }

  private static MetricCatalogue catalogue(Path root) {
    Sources sources =
        new Sources(
            new RootFs(root), Optional.empty(), ByteOrder.nativeOrder(), Clock.system(), false);
    Selection everything =
        new Selection(Set.copyOf(Selection.NAMES), true, Optional.empty(), Optional.empty(), false)
            .withPeers(new Peers(List.of(new Peers.Peer("office", List.of(), Map.of()))));
    List<Exposed<?>> exposed = new ArrayList<>();
    exposed.addAll(Collectors.all(sources, new EventQueue(1), everything));
    exposed.addAll(Collectors.trackers(everything));
    exposed.add(new SamplerMetrics());
    exposed.add(new EventMetrics());
    return MetricCatalogue.complete(exposed);
  }

  private static String line(MetricDesc metric) {
    return "| `%s` | %s | %s | %s |%n"
        .formatted(
            metric.name(),
            metric.type().name().toLowerCase(Locale.ROOT),
            String.join(", ", metric.labels()),
            metric.help().replace("|", "\\|"));
  }
}
