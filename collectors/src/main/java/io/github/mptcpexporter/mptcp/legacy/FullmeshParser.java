package io.github.mptcpexporter.mptcp.legacy;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.source.AddressText;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * {@code /proc/net/mptcp_fullmesh}: a header, then for each family a line of its own and a row per
 * address, all separated by commas ({@code mptcp_fm_seq_show()} in {@code
 * net/mptcp/mptcp_fullmesh.c}; 4 columns in v0.89, 5 in v0.96).
 */
final class FullmeshParser {

  private static final int MAX_ID = 255;

  private FullmeshParser() {}

  static List<Endpoint> parse(String file, List<Line> lines) throws IOException {
    if (lines.isEmpty()) {
      throw new Line(file, 1, "").bad("no header");
    }
    Line header = lines.get(0);
    List<String> columns = cells(header);
    int id = column(header, columns, "Address-ID");
    int backup = column(header, columns, "Backup");
    int address = column(header, columns, "IP-address");
    int link = columns.indexOf("if-idx");
    List<Endpoint> endpoints = new ArrayList<>();
    for (Line line : lines.subList(1, lines.size())) {
      List<String> cells = cells(line);
      if (isFamily(cells)) {
        continue;
      }
      if (cells.size() != columns.size()) {
        throw line.bad(cells.size() + " values for " + columns.size() + " names");
      }
      endpoints.add(
          new Endpoint(
              number(line, cells.get(id), MAX_ID),
              AddressText.ofLiteral(line, cells.get(address)),
              0,
              link < 0 ? OptionalInt.empty() : link(line, cells.get(link)),
              flags(line, cells.get(backup))));
    }
    return endpoints;
  }

  /** {@code IPv4, next v4-index: 4}: where the kernel looks for its next free index. */
  private static boolean isFamily(List<String> cells) {
    return cells.get(0).equals("IPv4") || cells.get(0).equals("IPv6");
  }

  private static int flags(Line line, String backup) throws BadInputException {
    int flags = Endpoint.Flag.SUBFLOW.mask() | Endpoint.Flag.FULLMESH.mask();
    return line.unsigned(backup) == 0 ? flags : flags | Endpoint.Flag.BACKUP.mask();
  }

  private static OptionalInt link(Line line, String word) throws BadInputException {
    int index = number(line, word, Integer.MAX_VALUE);
    return index == 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  private static int number(Line line, String word, int most) throws BadInputException {
    long number = line.unsigned(word);
    if (number < 0 || number > most) {
      throw line.bad("too large: \"" + Line.excerpt(word) + "\"");
    }
    return (int) number;
  }

  private static int column(Line header, List<String> columns, String name)
      throws BadInputException {
    int column = columns.indexOf(name);
    if (column < 0) {
      throw header.bad("no column " + name);
    }
    return column;
  }

  private static List<String> cells(Line line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.text().split(",", -1)) {
      cells.add(cell.strip());
    }
    return cells;
  }
}
