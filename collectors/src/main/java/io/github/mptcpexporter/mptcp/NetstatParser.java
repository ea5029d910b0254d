package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /proc/net/netstat}: groups of counters, each a line of names and a line of values that
 * begin with the group's name and a colon ({@code netstat_seq_show()} in {@code net/ipv4/proc.c}).
 */
final class NetstatParser {

  private NetstatParser() {}

  /**
   * The counters of one group by name, in the kernel's order; values are unsigned.
   *
   * @return empty if there is no such group
   */
  static Optional<Map<String, Long>> parse(String file, List<Line> lines, String group)
      throws BadInputException {
    if (lines.isEmpty()) {
      throw new Line(file, 1, "").bad("no counters");
    }
    Optional<Map<String, Long>> found = Optional.empty();
    for (int i = 0; i < lines.size(); i += 2) {
      Line names = lines.get(i);
      if (i + 1 == lines.size()) {
        throw names.bad("names without values");
      }
      List<String> keys = names.words();
      List<String> values = lines.get(i + 1).words();
      checkShape(names, keys, lines.get(i + 1), values);
      if (keys.get(0).equals(group + ":")) {
        found = Optional.of(zip(names, keys, lines.get(i + 1), values));
      }
    }
    return found;
  }

  private static void checkShape(Line names, List<String> keys, Line line, List<String> values)
      throws BadInputException {
    if (keys.isEmpty() || !keys.get(0).endsWith(":")) {
      throw names.bad("no group of counters");
    }
    if (values.isEmpty() || !values.get(0).equals(keys.get(0))) {
      throw line.bad("not the values of " + Line.excerpt(keys.get(0)));
    }
    if (keys.size() != values.size()) {
      throw line.bad(values.size() + " values for " + keys.size() + " names");
    }
  }

  private static Map<String, Long> zip(
      Line names, List<String> keys, Line line, List<String> values) throws BadInputException {
    Map<String, Long> counters = new LinkedHashMap<>();
    for (int i = 1; i < keys.size(); i++) {
      if (counters.put(keys.get(i), line.unsigned(values.get(i))) != null) {
        throw names.bad("twice: " + Line.excerpt(keys.get(i)));
      }
    }
    return counters;
  }
}
