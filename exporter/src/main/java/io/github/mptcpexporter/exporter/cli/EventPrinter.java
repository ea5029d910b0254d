package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.exporter.events.EventJson;
import io.github.mptcpexporter.exporter.events.LoggedEvent;
import io.github.mptcpexporter.exporter.events.Timestamp;
import java.io.PrintStream;

/** Prints events, a line each: for people, or as JSON. */
final class EventPrinter {

  private final PrintStream out;
  private final boolean asJson;
  private final EventJson json = new EventJson();

  EventPrinter(PrintStream out, boolean asJson) {
    this.out = out;
    this.asJson = asJson;
  }

  /** At once; false if no one reads any more. */
  boolean print(LoggedEvent event) {
    out.println(
        asJson
            ? json.line(event)
            : Timestamp.readable(event.event().time()) + "  " + event.event().sentence());
    return !out.checkError(); // which flushes
  }
}
