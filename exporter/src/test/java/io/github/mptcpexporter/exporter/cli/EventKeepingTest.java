package io.github.mptcpexporter.exporter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.Views;
import io.github.mptcpexporter.exporter.events.EventJson;
import io.github.mptcpexporter.exporter.events.Events;
import io.github.mptcpexporter.exporter.events.LoggedEvent;
import io.github.mptcpexporter.exporter.metrics.CollectorFilter;
import io.github.mptcpexporter.exporter.metrics.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code serve} makes of its options about events. */
class EventKeepingTest {

  private static final String BOOT_ID = "proc/sys/kernel/random/boot_id";

  @TempDir private Path root;

  private record Opened(Input input, EventKeeping events) {

    String metrics() throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Wiring.exposition(input, List.of(events.asOwnMetrics()))
          .write(Views.of(Map.of()), CollectorFilter.ALL, Format.TEXT_004, out);
      return out.toString(StandardCharsets.UTF_8);
    }
  }

  private Opened open(String... options) throws Exception {
    String[] all = new String[options.length + 1];
    System.arraycopy(options, 0, all, 1, options.length);
    all[0] = "--path.rootfs=" + root;
    CommandLine.ParseResult parsed = new CommandLine(new ServeCommand().spec()).parseArgs(all);
    Input input = Input.open(parsed);
    return new Opened(input, EventKeeping.of(parsed, input));
  }

  @Test
  void eventFileIsGoneOnWithAndTheBootIsThatOfTheMachine() throws Exception {
    Files.createDirectories(root.resolve(BOOT_ID).getParent());
    Files.writeString(root.resolve(BOOT_ID), Events.BOOT + "\n");
    Path file = root.resolve("events.ndjson");
    LoggedEvent old = new LoggedEvent(41, "before", Events.lost(1));
    Files.writeString(file, "damaged\n" + new EventJson().line(old) + "\n{\"id\":42");

    Opened opened = open("--events.file=" + file);
    opened.events().start();
    opened.events().close();

    assertEquals(List.of(old), opened.events().log().latest(9));
    assertEquals(
        new LoggedEvent(42, Events.BOOT, Events.lost(2)),
        opened.events().log().add(Events.lost(2)));
    assertTrue(Files.readString(file).endsWith("}\n"), "the torn line is cut off");
    assertTrue(opened.metrics().contains("\nmptcp_event_file_errors_total 0.0\n"));
    assertFalse(opened.metrics().contains("mptcp_event_hook"));
  }

  @Test
  void hookIsCountedFromTheStart() throws Exception {
    String metrics = open("--events.exec=/bin/sh").metrics();

    for (String result : List.of("ok", "failed", "timeout")) {
      String sample = "\nmptcp_event_hook_runs_total{result=\"" + result + "\",} 0.0\n";
      assertTrue(metrics.contains(sample) || metrics.contains(sample.replace(",}", "}")), metrics);
    }
    assertTrue(metrics.contains("\nmptcp_event_hook_dropped_total 0.0\n"), metrics);
    assertFalse(metrics.contains("mptcp_event_file"), metrics);
  }

  @Test
  void withoutOptionsThereIsMemoryAlone() throws Exception {
    Opened opened = open();
    opened.events().start();
    opened.events().accept(Views.of(Map.of()));
    opened.events().close();

    assertEquals(List.of(), opened.events().log().latest(9));
    assertFalse(opened.metrics().contains("mptcp_event_"));
  }
}
