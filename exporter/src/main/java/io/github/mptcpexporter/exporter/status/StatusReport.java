package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.tracker.View;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What MPTCP does now, judged and made readable. A pure function of one view, or of two for rates.
 */
public final class StatusReport {

  /** What can be shown as text, in this order. */
  public enum Part {
    /** The main screen. */
    SCREEN,
    /** Each connection with its subflows. */
    CONNECTIONS,
    /** Rules, tables and gateways. */
    ROUTES,
    /** Endpoints, limits, and the mode of each device. */
    ENDPOINTS,
    /** Counters that are not zero, and the kernel's settings. */
    COUNTERS
  }

  private final StatusModel model;
  private final Verdict verdict;
  private final Function<String, Optional<String>> meaning;

  private StatusReport(StatusModel model, Function<String, Optional<String>> meaning) {
    this.model = model;
    this.verdict = Judge.judge(model);
    this.meaning = meaning;
  }

  /**
   * Of a single round: shares are those of the live subflows so far, and rates are not known.
   *
   * @param meaning of a counter by the kernel's name, in a few words
   */
  public static StatusReport of(View now, Function<String, Optional<String>> meaning) {
    return new StatusReport(StatusModel.of(Optional.empty(), now), meaning);
  }

  /** Of two rounds of the same monitor, with shares and rates of the time between them. */
  public static StatusReport of(
      View earlier, View now, Function<String, Optional<String>> meaning) {
    return new StatusReport(StatusModel.of(Optional.of(earlier), now), meaning);
  }

  public Verdict verdict() {
    return verdict;
  }

  /** Of the command: 0 ok, 1 warning, 2 failure, 3 could not judge. */
  public int exitCode() {
    return verdict.level().exitCode();
  }

  /** The uplinks as rows of words, for pages. */
  public List<UplinkRow> uplinks() {
    List<UplinkRow> rows = new ArrayList<>();
    for (UplinkStatus uplink : model.uplinks()) {
      rows.add(UplinkRow.of(uplink, model));
    }
    return List.copyOf(rows);
  }

  /**
   * The main screen in lines of at most 80 columns; at most 22 lines with up to four uplinks.
   *
   * @param colour whether to colour words by the codes of a terminal, which take no room
   */
  public List<String> screen(boolean colour) {
    return Screen.lines(model, verdict, colour);
  }

  /**
   * Writes the parts as text, with the verdict on the first line.
   *
   * @param colour as for {@link #screen}
   */
  public void writeText(Set<Part> parts, boolean colour, Appendable out) throws IOException {
    write(parts.contains(Part.SCREEN) ? screen(colour) : Screen.head(verdict, colour), out);
    if (parts.contains(Part.CONNECTIONS)) {
      out.append('\n');
      ConnectionList.write(model, colour, out);
    }
    if (parts.contains(Part.ROUTES)) {
      out.append('\n');
      write(RouteList.lines(model, colour), out);
    }
    if (parts.contains(Part.ENDPOINTS)) {
      out.append('\n');
      write(EndpointList.lines(model, colour), out);
    }
    if (parts.contains(Part.COUNTERS)) {
      out.append('\n');
      write(CounterList.lines(model, meaning, colour), out);
      out.append('\n');
      write(SettingList.lines(model, colour), out);
    }
  }

  /** The same line where no status could be had. */
  public static String unknownLine(String why) {
    return CheckLine.unknown(why);
  }

  /** One line with performance data, as plugins of Nagios print it. */
  public String checkLine() {
    return CheckLine.of(model, verdict);
  }

  /** What threatens connections that are yet to be made; empty if nothing does. */
  public Optional<String> danger() {
    return verdict.danger();
  }

  /** Rows of why and of what to do, worst first. */
  public List<List<String>> advice() {
    return verdict.findings().stream()
        .map(finding -> List.of(finding.reason(), finding.advice()))
        .toList();
  }

  /**
   * Writes all that is known as one JSON document, in UTF-8. Its shape is described in {@code
   * exporter/README.md}. The stream stays open.
   */
  public void writeJson(OutputStream out) throws IOException {
    StatusJson.write(model, verdict, out);
  }

  private static void write(List<String> lines, Appendable out) throws IOException {
    for (String line : lines) {
      out.append(line).append('\n');
    }
  }
}
