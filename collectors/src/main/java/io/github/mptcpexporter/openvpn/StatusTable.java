package io.github.mptcpexporter.openvpn;

import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The columns of a table in a status file, by the names in its head.
 *
 * <p>Between commas a common name with commas makes a row longer than its head; the name is what
 * the other columns leave. Between tabs that can not happen.
 */
final class StatusTable {

  /** The column that may hold commas. */
  static final String COMMON_NAME = "Common Name";

  private final List<String> columns;
  private final String separator;
  private final int commonName;

  /**
   * @param head the line of names, without what stands before them
   * @throws BadInputException if one of {@code needed} is not among them
   */
  StatusTable(Line head, String names, String separator, String... needed)
      throws BadInputException {
    this.columns = split(names, separator);
    this.separator = separator;
    for (String name : needed) {
      if (!columns.contains(name)) {
        throw head.bad("no column \"" + name + "\"");
      }
    }
    this.commonName = columns.indexOf(COMMON_NAME);
  }

  /** A row. */
  record Row(Line line, List<String> columns, List<String> values) {

    /** The value in that column; empty text also if there is no such column. */
    String get(String column) {
      int place = columns.indexOf(column);
      return place < 0 ? "" : values.get(place);
    }

    /** The number in that column. */
    long number(String column) throws BadInputException {
      return line.unsigned(get(column));
    }
  }

  /** The values of a row, without what stands before them. */
  Row row(Line line, String text) throws BadInputException {
    List<String> parts = split(text, separator);
    int surplus = parts.size() - columns.size();
    if (surplus < 0 || (surplus > 0 && !separator.equals(","))) {
      throw line.bad(parts.size() + " values for " + columns.size() + " names");
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int from = i > commonName ? i + surplus : i;
      int to = i >= commonName ? i + surplus : i;
      values.add(String.join(separator, parts.subList(from, to + 1)));
    }
    return new Row(line, columns, values);
  }

  private static List<String> split(String text, String separator) {
    return Arrays.asList(Pattern.compile(separator, Pattern.LITERAL).split(text, -1));
  }
}
