package io.github.mptcpexporter.exporter.lab.oracle;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what {@code nstat} prints. */
final class Nstat {

  private Nstat() {}

  /** Counters whose names begin with the prefix, by the rest of the name. */
  static Map<String, Long> parse(String prefix, String text) {
    Map<String, Long> counters = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      String[] columns = line.split("\\s+", -1);
      if (columns.length > 1 && columns[0].startsWith(prefix)) {
        counters.put(columns[0].substring(prefix.length()), Long.valueOf(columns[1]));
      }
    }
    return counters;
  }
}
