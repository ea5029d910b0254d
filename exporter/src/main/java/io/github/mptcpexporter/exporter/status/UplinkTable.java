package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.exporter.status.TextTable.Cell;
import io.github.mptcpexporter.exporter.status.TextTable.Column;
import io.github.mptcpexporter.failover.UplinkRecord;
import io.github.mptcpexporter.failover.UplinkState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    for (TunnelStatus tunnel : model.tunnels()) {
      add(table, tunnel, model);
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

  /** A tunnel is none of the uplinks; what its device moves is what these carry for it. */
  private static void add(TextTable table, TunnelStatus tunnel, StatusModel model) {
    Optional<Boolean> up = tunnel.state().up();
    table.row(
        Cell.of(tunnel.shownName()),
        Cell.of("tunnel"),
        new Cell(tunnel.stateWord(), up.isEmpty() ? Ink.PLAIN : up.get() ? Ink.GOOD : Ink.BAD),
        Cell.of(""),
        Cell.of(tunnel.state().socketsRead() ? Integer.toString(tunnel.subflows()) : Amounts.NONE),
        Cell.of(""),
        Cell.of(rate(tunnel, model, true)),
        Cell.of(rate(tunnel, model, false)),
        Cell.of(""),
        Cell.of(""));
  }

  private static String rate(TunnelStatus tunnel, StatusModel model, boolean receive) {
    if (model.sample().isEmpty() || tunnel.sampled().isEmpty()) {
      return Amounts.NONE;
    }
    Moved moved = tunnel.sampled().get();
    long bytes = receive ? moved.receiveBytes() : moved.transmitBytes();
    return Amounts.scaled(bytes * 8e9 / model.sample().get().nanos());
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
