package io.github.mptcpexporter.openvpn;

import io.github.mptcpexporter.model.OpenVpnStatus;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A status file of OpenVPN, 2.3 to 2.7, of any version and of either end.
 *
 * <p>OpenVPN rewrites the file in place, line by line, and cuts it afterwards. Whoever reads in the
 * middle sees the head of the new text and the tail of the old one. What is torn so that it shows
 * is bad input: a file ends with {@code END} and holds no other.
 */
final class StatusParser {

  private static final String STATISTICS = "OpenVPN STATISTICS";
  private static final String CLIENT_LIST = "OpenVPN CLIENT LIST";
  private static final String TITLE = "TITLE";
  private static final String END = "END";
  private static final String UPDATED = "Updated";

  private StatusParser() {}

  /**
   * Reads the file's lines.
   *
   * @throws IOException if they are no status, or two half ones
   */
  static OpenVpnStatus parse(List<Line> lines) throws IOException {
    if (lines.isEmpty()) {
      return new OpenVpnStatus.NeverConnected();
    }
    List<Line> body = withoutEnd(lines);
    String first = lines.get(0).text();
    if (first.equals(STATISTICS)) {
      return statistics(body);
    }
    if (first.equals(CLIENT_LIST)) {
      return ServerStatusParser.sections(body);
    }
    if (first.startsWith(TITLE + ",") || first.startsWith(TITLE + "\t")) {
      return ServerStatusParser.tagged(body, first.substring(TITLE.length(), TITLE.length() + 1));
    }
    throw lines.get(0).bad("no status of OpenVPN");
  }

  private static List<Line> withoutEnd(List<Line> lines) throws BadInputException {
    int last = lines.size() - 1;
    for (Line line : lines) {
      if (line.text().equals(END) != (line.number() == last + 1)) {
        throw line.bad(
            line.text().equals(END)
                ? "END, and more follows: the file was being written"
                : "the last line is not END: the file was being written");
      }
    }
    return lines.subList(0, last);
  }

  private static OpenVpnStatus statistics(List<Line> lines) throws BadInputException {
    Map<String, Long> counters = new LinkedHashMap<>();
    for (Line line : lines.subList(1, lines.size())) {
      int comma = line.text().indexOf(',');
      if (comma < 0) {
        throw line.bad("no comma");
      }
      String name = line.text().substring(0, comma);
      if (name.equals(UPDATED)) {
        continue; // a local time, of an unknown zone
      }
      if (counters.put(name, line.unsigned(line.text().substring(comma + 1))) != null) {
        throw line.bad("a second " + Line.excerpt(name));
      }
    }
    return new OpenVpnStatus.Statistics(counters);
  }
}
