package io.github.mptcpexporter.network;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /proc/net/dev}: counters of all devices in one read, by the names in its second line
 * ({@code dev_seq_printf_stats()} in {@code net/core/net-procfs.c}). Counters have 64 bits since
 * 2.6.36, but those of many drivers wrap at 32 on a 32-bit machine. Received packets that the
 * hardware missed count as dropped here.
 */
final class NetDevParser {

  private static final int HEADER_LINES = 2;

  private NetDevParser() {}

  /** Counters by the device's name. */
  static Map<String, Link.Counters> parse(String file, List<Line> lines) throws BadInputException {
    if (lines.size() < HEADER_LINES) {
      throw new Line(file, lines.size() + 1, "").bad("no header");
    }
    Columns columns = Columns.of(lines.get(1));
    Map<String, Link.Counters> counters = new HashMap<>();
    for (Line line : lines.subList(HEADER_LINES, lines.size())) {
      int colon = line.text().lastIndexOf(':'); // old kernels put no blank behind it
      if (colon < 0) {
        throw line.bad("no colon behind the name of a device");
      }
      String name = line.text().substring(0, colon).strip();
      counters.put(name, columns.counters(line, line.text().substring(colon + 1)));
    }
    return counters;
  }

  /** Where which counter stands. */
  private record Columns(List<String> receive, List<String> transmit) {

    static Columns of(Line header) throws BadInputException {
      List<String> parts = List.of(header.text().split("\\|", -1));
      if (parts.size() != 3) {
        throw header.bad("not the header of a table of devices");
      }
      Columns columns = new Columns(words(header, parts.get(1)), words(header, parts.get(2)));
      for (String name : List.of("bytes", "packets", "errs", "drop")) {
        if (!columns.receive.contains(name) || !columns.transmit.contains(name)) {
          throw header.bad("no column " + name);
        }
      }
      return columns;
    }

    Link.Counters counters(Line line, String text) throws BadInputException {
      List<String> values = words(line, text);
      int count = receive.size() + transmit.size();
      if (values.size() != count) {
        throw line.bad(values.size() + " values for " + count + " names");
      }
      List<String> received = values.subList(0, receive.size());
      List<String> sent = values.subList(receive.size(), count);
      return new Link.Counters(
          line.unsigned(received.get(receive.indexOf("bytes"))),
          line.unsigned(received.get(receive.indexOf("packets"))),
          line.unsigned(received.get(receive.indexOf("errs"))),
          line.unsigned(received.get(receive.indexOf("drop"))),
          line.unsigned(sent.get(transmit.indexOf("bytes"))),
          line.unsigned(sent.get(transmit.indexOf("packets"))),
          line.unsigned(sent.get(transmit.indexOf("errs"))),
          line.unsigned(sent.get(transmit.indexOf("drop"))));
    }

    private static List<String> words(Line line, String text) {
      return new Line(line.file(), line.number(), text).words();
    }
  }
}
