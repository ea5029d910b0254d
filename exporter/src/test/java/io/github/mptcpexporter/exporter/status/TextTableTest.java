package io.github.mptcpexporter.exporter.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.exporter.status.TextTable.Cell;
import io.github.mptcpexporter.exporter.status.TextTable.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void textStandsLeftAndNumbersRight() {
    TextTable table = new TextTable(Column.name("NAME"), Column.number("N"), Column.text("WORD"));
    table.row(Cell.of("a"), Cell.of(7), Cell.of("x"));
    table.row(Cell.of("longer"), Cell.of(1200), Cell.of(""));

    assertEquals(
        List.of("NAME      N WORD", "a         7 x", "longer 1200"), table.lines(80, false));
  }

  @Test
  void widestNamesAreShortenedInTheMiddle() {
    TextTable table = new TextTable(Column.name("NAME"), Column.name("DEVICE"), Column.number("N"));
    table.row(Cell.of("wan"), Cell.of("wlx00c0caabcdef"), Cell.of(1));

    assertEquals(List.of("NAME DEVICE    N", "wan  wlx0~cdef 1"), table.lines(16, false));
  }

  @Test
  void lastColumnMovesToALineOfItsOwnIfItMust() {
    TextTable table = new TextTable(Column.number("ID"), Column.text("ADDRESS"));
    table.row(Cell.of(1), Cell.of("192.0.2.1"));
    table.row(Cell.of(2), Cell.of("2001:db8:1234:5678::1"));

    assertEquals(
        List.of("ID ADDRESS", " 1 192.0.2.1", " 2", "    2001:db8:1234:5678::1"),
        table.lines(20, false));
  }

  @Test
  void colourDoesNotMoveColumns() {
    TextTable table = new TextTable(Column.text("LINK"), Column.text("X"));
    table.row(new Cell("up", Ink.GOOD), Cell.of("y"));

    assertEquals("\u001b[32mup\u001b[0m   y", table.lines(80, true).get(1));
  }
}
