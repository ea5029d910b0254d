package io.github.mptcpexporter.exporter.status;

import java.util.ArrayList;
import java.util.List;

/**
 * A table with a head, as wide as it needs to be. If that is more than the screen, its names are
 * shortened; if that does not help, the last column moves to a line of its own.
 */
final class TextTable {

  /** No name is made shorter than this. */
  private static final int SHORTEST_NAME = 6;

  private static final String INDENT = "    ";

  /**
   * A column.
   *
   * @param right whether its cells stand at its right edge, as numbers do
   * @param name whether its cells may be shortened
   */
  record Column(String title, boolean right, boolean name) {

    static Column text(String title) {
      return new Column(title, false, false);
    }

    static Column number(String title) {
      return new Column(title, true, false);
    }

    static Column name(String title) {
      return new Column(title, false, true);
    }
  }

  /** Text and what it tells. */
  record Cell(String text, Ink ink) {

    static Cell of(String text) {
      return new Cell(text, Ink.PLAIN);
    }

    static Cell of(long number) {
      return of(Long.toString(number));
    }
  }

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  TextTable(Column... columns) {
    this.columns = List.of(columns);
    List<Cell> head = new ArrayList<>();
    for (Column column : columns) {
      head.add(new Cell(column.title, Ink.HEAD));
    }
    rows.add(head);
  }

  void row(Cell... cells) {
    rows.add(List.of(cells));
  }

  /** The lines, head first. */
  List<String> lines(int width, boolean colour) {
    int[] widths = naturalWidths();
    shrink(widths, width);
    List<String> lines = new ArrayList<>(rows.size());
    for (List<Cell> row : rows) {
      append(lines, row, widths, width, colour);
    }
    return lines;
  }

  private int[] naturalWidths() {
    int[] widths = new int[columns.size()];
    for (List<Cell> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).text.length());
      }
    }
    return widths;
  }

  /** Takes from the widest name column, one by one, until the row fits. */
  private void shrink(int[] widths, int width) {
    int excess = widths.length - 1 - width;
    for (int each : widths) {
      excess += each;
    }
    while (excess > 0) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        if (columns.get(i).name && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0 || widths[widest] <= SHORTEST_NAME) {
        return;
      }
      widths[widest]--;
      excess--;
    }
  }

  private void append(List<String> lines, List<Cell> row, int[] widths, int width, boolean colour) {
    StringBuilder line = new StringBuilder(width);
    int used = 0;
    for (int i = 0; i < widths.length; i++) {
      boolean last = i == widths.length - 1;
      Cell cell = row.get(i);
      String text = columns.get(i).name ? Names.shorten(cell.text, widths[i]) : cell.text;
      int room = columns.get(i).right ? widths[i] : text.length();
      if (last && used + 1 + room > width) {
        lines.add(line.toString().stripTrailing());
        lines.add(INDENT + cell.ink.paint(text, colour));
        return;
      }
      int pad = widths[i] - text.length();
      line.append(i == 0 ? "" : " ");
      line.append(" ".repeat(columns.get(i).right ? pad : 0));
      line.append(cell.ink.paint(text, colour));
      line.append(" ".repeat(columns.get(i).right || last ? 0 : pad));
      used += (i == 0 ? 0 : 1) + widths[i];
    }
    lines.add(line.toString().stripTrailing());
  }
}
