package io.github.mptcpexporter.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.EndpointCollector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names, types, labels and help are a contract with dashboards and alerts. */
class CatalogueTest {

  private static List<Exposed<?>> all() {
    List<Exposed<?>> all = new ArrayList<>(Trackers.inOrder(InterfaceFilter.all()));
    all.add(new ConnectionCollector(Optional::empty));
    all.add(new EndpointCollector(Optional::empty));
    return all;
  }

  /** Name, type, labels and help of each row. */
  private static Map<String, String> catalogue() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    try (InputStream in = CatalogueTest.class.getResourceAsStream("/metrics/catalogue.md")) {
      assertTrue(in != null, "the catalogue is missing");
      String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(l -> l.startsWith("| `")).toList()) {
        String[] cells = line.split(" *\\| *", -1);
        String name = cells[1].replace("`", "");
        String type = cells[2].replaceAll(" .*", "");
        List<String> labels =
            Stream.of(cells[4].split(";", -1))
                .filter(label -> label.contains("`"))
                .map(label -> label.split("`", -1)[1])
                .toList();
        rows.put(name, type + " " + labels + " " + cells[5]);
      }
    }
    return rows;
  }

  @Test
  void everyMetricIsDeclaredAsInTheCatalogueAndOnce() throws IOException {
    Map<String, String> declared = new TreeMap<>();
    for (Exposed<?> exposed : all()) {
      for (MetricDesc metric : exposed.metrics()) {
        String type = metric.type().name().toLowerCase(Locale.ROOT);
        String row = type + " " + metric.labels() + " " + metric.help();
        assertTrue(declared.put(metric.name(), row) == null, metric.name() + " is declared twice");
      }
    }

    assertEquals(catalogue(), declared);
  }
}
