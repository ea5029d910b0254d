package io.github.mptcpexporter.exporter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.events.EventFile;
import io.github.mptcpexporter.exporter.events.EventJson;
import io.github.mptcpexporter.exporter.events.EventLog;
import io.github.mptcpexporter.exporter.events.Events;
import io.github.mptcpexporter.exporter.events.LoggedEvent;
import io.github.mptcpexporter.exporter.http.HttpOptions;
import io.github.mptcpexporter.exporter.http.ListenAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code events} and {@code report}, asked of an exporter that serves, a recording, and a file. */
class EventsCommandTest {

  private static final String ROUTER = "--replay=" + Routers.named("upstream-6.18-steady");

  @TempDir private Path directory;

  private record Said(int code, String out, String err) {}

  private static Said run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code;
    try (PrintStream outStream = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, false, StandardCharsets.UTF_8)) {
      code = new CommandLineInterface().run(args, new Terminal(outStream, errStream, false));
    }
    return new Said(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** An exporter of a recording, on a port that the kernel chose. */
  private record Exporter(Running running, EventLog log) implements AutoCloseable {

    static Exporter start() throws Exception {
      CommandLine line = new CommandLine(new ServeCommand().spec());
      Input input = Input.open(line.parseArgs(ROUTER));
      EventKeeping events = EventKeeping.inMemory(input);
      HttpOptions http = HttpOptions.on(ListenAddress.parse("127.0.0.1:0"));
      return new Exporter(Running.start(input, http, 0.01, false, events), events.log());
    }

    String url() {
      return "http://127.0.0.1:" + running.addresses().get(0).getPort();
    }

    @Override
    public void close() {
      running.stop();
    }
  }

  @Test
  void eventsOfTheExporterThatServes() throws Exception {
    try (Exporter exporter = Exporter.start()) {
      exporter.log().add(Events.lost(235));
      exporter.log().add(Events.failover(236));
      String url = "--url=" + exporter.url() + "/";

      assertEquals(
          new Said(
              0,
              "2026-11-24 13:03:55.000Z  wan1 is lost: carrier_lost\n"
                  + "2026-11-24 13:03:56.000Z  wan1 to wan2, carrier lost, nothing moved for"
                  + " 0.42 s\n",
              ""),
          run("events", url));
      assertEquals(
          new EventJson().line(exporter.log().latest(1).get(0)) + "\n",
          run("events", url, "--json", "--since=1").out());
      assertEquals(1, run("events", url, "--limit=1").out().lines().count());
    }
  }

  @Test
  void followedEventsComeAsTheyHappen() throws Exception {
    try (Exporter exporter = Exporter.start()) {
      exporter.log().add(Events.lost(1));
      List<LoggedEvent> got = new ArrayList<>();
      boolean answered =
          Daemon.at(exporter.url())
              .follow(
                  Optional.empty(),
                  OptionalInt.of(1),
                  event -> {
                    got.add(event);
                    if (got.size() == 1) {
                      exporter.log().add(Events.failover(2));
                    }
                    return got.size() < 2;
                  });

      assertTrue(answered);
      assertEquals(exporter.log().latest(2), got);
    }
  }

  @Test
  void landingPageShowsTheLastEvents() throws Exception {
    try (Exporter exporter = Exporter.start()) {
      exporter.log().add(Events.lost(235));
      String html =
          new String(
              URI.create(exporter.url() + "/").toURL().openStream().readAllBytes(),
              StandardCharsets.UTF_8);

      assertTrue(
          html.contains(
              "<tr><td>2026-11-24 13:03:55.000Z</td><td>wan1 is lost: carrier_lost</td></tr>"),
          html);
    }
  }

  @Test
  void urlWhereNothingListensIsASentence() throws IOException {
    String url;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      url = "http://127.0.0.1:" + free.getLocalPort();
    }
    for (String[] args :
        List.of(
            new String[] {"events", "--url=" + url},
            new String[] {"events", "--follow", "--url=" + url},
            new String[] {"report", "--url=" + url})) {
      Said said = run(args);

      assertEquals(ExitCode.WARNING, said.code());
      assertTrue(said.err().contains("nothing listens at " + url), said.err());
    }
  }

  @Test
  void refusalOfTheExporterIsPassedOn() throws Exception {
    try (Exporter exporter = Exporter.start()) {
      Said said = run("events", "--url=" + exporter.url() + "/status");

      assertEquals(ExitCode.WARNING, said.code());
      assertTrue(said.err().contains(": 404 no such page"), said.err());
    }
  }

  @Test
  void steadyRecordingHasNoEvents() {
    assertEquals(new Said(0, "", ""), run("events", ROUTER, "--since=1h"));
  }

  @Test
  void wrongValuesAreRefusedWithTheRightOnes() {
    assertRefused("--url", "events", "--url=ftp://x");
    assertRefused("--url", "events", "--url=http:// x");
    assertRefused("one ago such as 1h", "events", "--since=soon");
    assertRefused("exclude each other", "events", "--follow", ROUTER);
    assertRefused("no time such as", "report", "--since=soon");
    assertRefused("no size such as", "serve", "--events.file-size=big", ROUTER);
    assertRefused("--replay excludes", "serve", "--events.file=/x", ROUTER);
    assertRefused("no program", "serve", "--events.exec=/etc");
    assertRefused("no program", "serve", "--events.exec=bin/true");
  }

  private static void assertRefused(String part, String... args) {
    Said said = run(args);

    assertEquals(ExitCode.USAGE, said.code(), said.err());
    assertTrue(said.err().contains(part), said.err());
  }

  @Test
  void reportOfAFile() {
    Path path = directory.resolve("events.ndjson");
    EventFile file = new EventFile(path, EventFile.MAX_BYTES, System::nanoTime);
    file.accept(new LoggedEvent(1, "", Events.lost(1)));
    file.end();
    Said text = run("report", "--since=99999d", "--events.file=" + path);
    Said markdown = run("report", "--since=99999d", "--markdown", "--events.file=" + path);

    assertTrue(text.out().contains("\nwan1 "), text.out());
    assertTrue(markdown.out().contains("\n| wan1 | "), markdown.out());
  }

  @Test
  void reportOfAFileThatIsNotThereIsASentence() {
    Said said = run("report", "--events.file=" + directory.resolve("none"));

    assertEquals(ExitCode.WARNING, said.code());
    assertTrue(said.err().endsWith("none: no such file\n"), said.err());
  }

  @Test
  void reportOfADamagedFileNamesTheLine() throws IOException {
    Path path = directory.resolve("events.ndjson");
    Files.writeString(path, "{}\n");
    Said said = run("report", "--events.file=" + path);

    assertEquals(ExitCode.WARNING, said.code());
    assertTrue(said.err().contains(path + ":1: no id"), said.err());
  }
}
