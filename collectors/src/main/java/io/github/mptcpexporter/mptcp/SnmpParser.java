package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /proc/net/mptcp_net/snmp} of the out-of-tree kernel (v0.90 and later): a name and a value
 * per line ({@code mptcp_snmp_seq_show()} in {@code net/mptcp/mptcp_ctrl.c}).
 *
 * <p>Values are printed as {@code %ld}: on a 32-bit router a counter is negative from 2³¹ on and
 * wraps at 2³².
 */
final class SnmpParser {

  private static final String GAUGE = "MPCurrEstab";
  private static final long U32 = 0xffffffffL;

  private SnmpParser() {}

  /** The counters by name, in the kernel's order. */
  static Map<String, Long> parse(String file, List<Line> lines) throws BadInputException {
    if (lines.isEmpty()) {
      throw new Line(file, 1, "").bad("no counters");
    }
    Map<String, Long> counters = new LinkedHashMap<>();
    for (Line line : lines) {
      List<String> words = line.words();
      if (words.size() != 2) {
        throw line.bad(words.size() + " words, not a name and a value");
      }
      if (counters.put(words.get(0), value(line, words.get(0), words.get(1))) != null) {
        throw line.bad("twice: " + Line.excerpt(words.get(0)));
      }
    }
    return counters;
  }

  private static long value(Line line, String name, String word) throws BadInputException {
    long value = line.signed(word);
    if (value >= 0 || name.equals(GAUGE)) {
      return value;
    }
    if (value < Integer.MIN_VALUE) {
      throw line.bad("a negative counter: " + value);
    }
    return value & U32;
  }
}
