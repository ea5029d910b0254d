package io.github.mptcpexporter.exporter.status;

import java.util.Optional;

/**
 * The verdict in one line, as a plugin of Nagios prints it: a word, a sentence, and behind a bar
 * the performance data.
 */
final class CheckLine {

  private CheckLine() {}

  /** Of a status that could not be had. */
  static String unknown(String why) {
    return line(Level.UNKNOWN, why);
  }

  static String of(StatusModel model, Verdict verdict) {
    StringBuilder line = new StringBuilder(line(verdict.level(), verdict.sentence()));
    int participants = 0;
    int usable = 0;
    for (UplinkStatus uplink : model.uplinks()) {
      participants += uplink.off() ? 0 : 1;
      usable += !uplink.off() && uplink.usable() ? 1 : 0;
    }
    line.append(" |");
    add(line, "uplinks", participants);
    add(line, "usable", usable);
    Optional<ConnectionCounts> counts = model.counts();
    if (counts.isPresent()) {
      add(line, "connections", counts.get().established());
      if (counts.get().inDetail()) {
        add(line, "fallback", counts.get().fellBack());
        add(line, "stalled", counts.get().stalled());
      }
    }
    return line.toString();
  }

  private static String line(Level level, String sentence) {
    String word = level == Level.FAILED ? "CRITICAL" : level.name();
    return "MPTCP " + word + ": " + sentence.replace('|', '/').replace('\n', ' ');
  }

  /** A value without thresholds, at least 0. */
  private static void add(StringBuilder line, String label, long value) {
    line.append(' ').append(label).append('=').append(value).append(";;;0");
  }
}
