package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.exporter.events.Availability;
import io.github.mptcpexporter.exporter.events.Availability.Downs;
import io.github.mptcpexporter.exporter.events.Availability.Uplink;
import io.github.mptcpexporter.exporter.events.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The availability of uplinks as text, to be read or pasted. */
public final class AvailabilityReport {

  private static final int WIDTH = 80;
  private static final String NOTHING = "No events are known.\n";
  private static final List<String> HEADS =
      List.of("UPLINK", "AVAILABLE", "LOSSES", "DOWN", "LONGEST", "CAUSES");

  private final Availability availability;

  public AvailabilityReport(Availability availability) {
    this.availability = availability;
  }

  /** A table within 80 columns. */
  public String text() {
    if (isEmpty()) {
      return NOTHING;
    }
    StringBuilder text = new StringBuilder(headline()).append("\n\n");
    if (!availability.uplinks().isEmpty()) {
      TextTable table =
          new TextTable(
              TextTable.Column.name(HEADS.get(0)),
              TextTable.Column.number(HEADS.get(1)),
              TextTable.Column.number(HEADS.get(2)),
              TextTable.Column.number(HEADS.get(3)),
              TextTable.Column.number(HEADS.get(4)),
              TextTable.Column.text(HEADS.get(5)));
      for (Uplink uplink : availability.uplinks()) {
        table.row(cells(uplink).stream().map(TextTable.Cell::of).toArray(TextTable.Cell[]::new));
      }
      table.lines(WIDTH, false).forEach(line -> text.append(line).append('\n'));
      text.append('\n');
    }
    return text.append(outages()).append('\n').toString();
  }

  /** The same with a table of Markdown. */
  public String markdown() {
    if (isEmpty()) {
      return NOTHING;
    }
    StringBuilder text = new StringBuilder("## ").append(headline()).append("\n\n");
    if (!availability.uplinks().isEmpty()) {
      line(text, HEADS.stream().map(head -> head.toLowerCase(Locale.ROOT)).toList());
      text.append("|---|--:|--:|--:|--:|---|\n");
      availability.uplinks().forEach(uplink -> line(text, cells(uplink)));
      text.append('\n');
    }
    return text.append(outages()).append('\n').toString();
  }

  private boolean isEmpty() {
    return !availability.from().isBefore(availability.to());
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append('|');
    cells.forEach(cell -> text.append(' ').append(cell.replace("|", "\\|")).append(" |"));
    text.append('\n');
  }

  private String headline() {
    return "Uplinks from "
        + minutes(Timestamp.readable(availability.from()))
        + " to "
        + minutes(Timestamp.readable(availability.to()))
        + " ("
        + age(Duration.between(availability.from(), availability.to()))
        + ")";
  }

  /** Without seconds. */
  private static String minutes(String time) {
    return time.substring(0, time.length() - ":00.000Z".length()) + "Z";
  }

  private List<String> cells(Uplink uplink) {
    Downs downs = uplink.downs();
    return List.of(
        uplink.interfaceName(),
        percent(availability.share(downs)),
        Integer.toString(downs.count()),
        age(downs.total()) + (downs.open() ? "+" : ""),
        age(downs.longest()),
        causes(uplink.causes()));
  }

  private static String causes(Map<String, Integer> causes) {
    List<String> parts = new ArrayList<>();
    new TreeMap<>(causes).forEach((cause, count) -> parts.add(cause + " " + count));
    return parts.isEmpty() ? Amounts.NONE : String.join(", ", parts);
  }

  private String outages() {
    Downs outages = availability.outages();
    if (outages.count() == 0 && outages.total().isZero()) {
      return "No outage of the whole.";
    }
    return Amounts.count(outages.count(), "outage")
        + " of the whole, "
        + age(outages.total())
        + " together, the longest "
        + age(outages.longest())
        + (outages.open() ? ", one goes on" : "")
        + ": available "
        + percent(availability.share(outages))
        + ".";
  }

  /** Rounded down: what was down for a moment was not available always. */
  private static String percent(double share) {
    long thousandths = (long) Math.floor(Math.max(0, share) * 100_000);
    return thousandths / 1000 + "." + String.format("%03d", thousandths % 1000) + "%";
  }

  private static String age(Duration duration) {
    return Amounts.age(duration.toMillis());
  }
}
