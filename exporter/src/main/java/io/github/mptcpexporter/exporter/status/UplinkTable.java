package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.exporter.status.TextTable.Cell;
import io.github.mptcpexporter.exporter.status.TextTable.Column;
import io.github.mptcpexporter.failover.UplinkRecord;
import io.github.mptcpexporter.failover.UplinkState;
import java.util.ArrayList;
import java.util.List;

/** The uplinks, one a line. */
final class UplinkTable {

  private UplinkTable() {}

  /** No line without uplinks. */
  static List<String> lines(StatusModel model, boolean colour) {
    if (model.uplinks().isEmpty()) {
      return List.of();
    }
    TextTable table =
        new TextTable(
            Column.name("UPLINK"),
            Column.text("MODE"),
            Column.text("STATE"),
            Column.name("DEVICE"),
            Column.number("FLOWS"),
            Column.number("SHARE"),
            Column.number("RX bit/s"),
            Column.number("TX bit/s"),
            Column.number("RTT"),
            Column.number("RETX"));
    for (UplinkStatus uplink : model.uplinks()) {
      add(table, uplink, UplinkRow.of(uplink, model));
    }
    List<String> lines = new ArrayList<>(table.lines(Paragraph.WIDTH, colour));
    lines.add("   " + note(model));
    return lines;
  }

  private static void add(TextTable table, UplinkStatus uplink, UplinkRow row) {
    table.row(
        Cell.of(row.interfaceName()),
        Cell.of(row.mode()),
        new Cell(row.state(), ink(uplink)),
        Cell.of(row.device()),
        Cell.of(row.flows()),
        Cell.of(row.share()),
        Cell.of(row.receiveRate()),
        Cell.of(row.transmitRate()),
        Cell.of(row.rtt()),
        Cell.of(row.retransmitted()));
  }

  private static Ink ink(UplinkStatus uplink) {
    if (uplink.off()) {
      return Ink.PLAIN;
    }
    if (uplink.link() != LinkState.UP) {
      return Ink.BAD;
    }
    return switch (uplink.record().map(UplinkRecord::state).orElse(UplinkState.UP)) {
      case UP, STANDBY, DISABLED -> Ink.GOOD;
      case DEGRADED -> Ink.WARN;
      case DOWN -> Ink.BAD;
    };
  }

  private static String note(StatusModel model) {
    boolean told = model.uplinks().stream().anyMatch(uplink -> uplink.sofar().isPresent());
    if (!told) {
      return "this kernel does not tell bytes and times of subflows; b = backup";
    }
    String when =
        model.sample().map(sample -> "over " + Amounts.seconds(sample.nanos())).orElse("so far");
    return when + ", MPTCP only; b = backup; RETX = of what we sent (downlink: server)";
  }
}
