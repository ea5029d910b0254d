package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.exporter.events.EventLog;
import io.github.mptcpexporter.exporter.events.LoggedEvent;
import io.github.mptcpexporter.exporter.events.Timestamp;
import io.github.mptcpexporter.exporter.http.StatusPages;
import io.github.mptcpexporter.exporter.status.StatusReport;
import io.github.mptcpexporter.exporter.status.StatusReport.Part;
import io.github.mptcpexporter.exporter.status.UplinkRow;
import io.github.mptcpexporter.mptcp.MibNames;
import io.github.mptcpexporter.tracker.View;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The status report and the last events as pages. */
final class ReportPages implements StatusPages {

  private static final List<String> EVENT_HEADINGS = List.of("Time", "Event");
  private static final List<String> ADVICE_HEADINGS = List.of("Why", "What to do");
  private static final int EVENTS = 10;

  private static final List<String> UPLINK_HEADINGS =
      List.of(
          "Interface",
          "Mode",
          "State",
          "Device",
          "Subflows",
          "Share",
          "Receive bit/s",
          "Transmit bit/s",
          "RTT",
          "Sent again");

  private final EventLog events;

  ReportPages(EventLog events) {
    this.events = events;
  }

  @Override
  public String text(View before, View now) {
    StringBuilder text = new StringBuilder();
    try {
      report(before, now).writeText(Set.of(Part.SCREEN), false, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringBuilder throws none
    }
    return text.toString();
  }

  @Override
  public String json(View before, View now) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try {
      report(before, now).writeJson(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array throws none
    }
    return json.toString(StandardCharsets.UTF_8);
  }

  @Override
  public List<Table> tables(View before, View now) {
    StatusReport report = report(before, now);
    List<List<String>> rows = new ArrayList<>();
    for (UplinkRow row : report.uplinks()) {
      rows.add(
          List.of(
              row.interfaceName(),
              row.mode(),
              row.state(),
              row.device(),
              row.flows(),
              row.share(),
              row.receiveRate(),
              row.transmitRate(),
              row.rtt(),
              row.retransmitted()));
    }
    List<Table> tables = new ArrayList<>();
    if (!report.advice().isEmpty()) {
      String caption = report.danger().map(text -> "DANGER: " + text).orElse("What is wrong");
      tables.add(new Table(caption, ADVICE_HEADINGS, report.advice()));
    }
    tables.add(new Table("Interfaces", UPLINK_HEADINGS, rows));
    tables.add(lastEvents());
    return List.copyOf(tables);
  }

  private Table lastEvents() {
    List<List<String>> rows = new ArrayList<>();
    for (LoggedEvent event : events.latest(EVENTS)) {
      rows.add(List.of(Timestamp.readable(event.event().time()), event.event().sentence()));
    }
    return new Table("Last events", EVENT_HEADINGS, rows);
  }

  private static StatusReport report(View before, View now) {
    return before == now
        ? StatusReport.of(now, MibNames::meaning)
        : StatusReport.of(before, now, MibNames::meaning);
  }
}
