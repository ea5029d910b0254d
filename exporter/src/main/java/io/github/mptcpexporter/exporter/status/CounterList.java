package io.github.mptcpexporter.exporter.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** MPTCP's counters since boot that are not zero, each with its meaning. */
final class CounterList {

  private CounterList() {}

  /**
   * @param meaning of a counter by the kernel's name; empty for one of a newer kernel
   */
  static List<String> lines(
      StatusModel model, Function<String, Optional<String>> meaning, boolean colour) {
    if (model.counters().isEmpty()) {
      return List.of("this kernel has no counters of MPTCP, or they can not be read");
    }
    Map<String, Long> counters = model.counters().get().values();
    int nameWidth = width(counters, "COUNTER".length(), true);
    int valueWidth = width(counters, "SINCE BOOT".length(), false);
    List<String> lines = new ArrayList<>();
    String head = pad("COUNTER", nameWidth) + " " + pad("SINCE BOOT", valueWidth) + " MEANING";
    lines.add(Ink.HEAD.paint(head, colour));
    int zeroes = 0;
    for (Map.Entry<String, Long> counter : counters.entrySet()) {
      if (counter.getValue() == 0) {
        zeroes++;
        continue;
      }
      String value = Long.toUnsignedString(counter.getValue());
      String start =
          pad(counter.getKey(), nameWidth)
              + " ".repeat(1 + valueWidth - value.length())
              + value
              + " ";
      String text = meaning.apply(counter.getKey()).orElse("not known to this release");
      for (String line : Paragraph.wrap(text, Paragraph.WIDTH - start.length())) {
        lines.add(start + line);
        start = " ".repeat(start.length());
      }
    }
    if (zeroes > 0) {
      lines.add(zeroes == 1 ? "1 other is 0" : zeroes + " others are 0");
    }
    return lines;
  }

  private static int width(Map<String, Long> counters, int least, boolean name) {
    int width = least;
    for (Map.Entry<String, Long> counter : counters.entrySet()) {
      if (counter.getValue() != 0) {
        String text = name ? counter.getKey() : Long.toUnsignedString(counter.getValue());
        width = Math.max(width, text.length());
      }
    }
    return width;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
