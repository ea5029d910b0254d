package io.github.mptcpexporter.exporter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mptcpexporter.exporter.events.EventRecorder;
import io.github.mptcpexporter.exporter.http.HttpOptions;
import io.github.mptcpexporter.exporter.http.ListenAddress;
import io.github.mptcpexporter.exporter.status.StatusReport;
import io.github.mptcpexporter.exporter.status.StatusReport.Part;
import io.github.mptcpexporter.failover.Rehearsal;
import io.github.mptcpexporter.mptcp.MibNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code selftest}: serves on a free port of loopback, asks for each page, and makes the status
 * report. Says whether this program can run here; the launcher lets it load the classes of all
 * commands for the class-data archive.
 */
final class SelftestCommand implements Command {

  private static final int TIMEOUT_MILLIS = 10_000;
  private static final double WHOLE_CORE = 1;

  private static final String PLAIN = "Accept: */*";
  private static final String AS_PROMETHEUS =
      "Accept: application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5\r\n"
          + "Accept-Encoding: gzip";

  private record Question(String path, String headers) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question("/metrics", PLAIN),
          new Question("/metrics", AS_PROMETHEUS),
          new Question("/", PLAIN),
          new Question("/status", PLAIN),
          new Question("/api/v1/status", PLAIN),
          new Question("/api/v1/events", PLAIN),
          new Question("/-/ready", PLAIN));

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description("Runs each part once, on a free port of loopback.");
    SourceOptions.addCollectors(spec);
    SourceOptions.addInterfaces(spec);
    SourceOptions.addPlaces(spec);
    return spec;
  }

  @Override
  public int run(ParseResult options, Terminal terminal) throws UsageException, IOException {
    Input input = Input.open(options);
    HttpOptions http = HttpOptions.on(ListenAddress.parse("127.0.0.1:0"));
    EventKeeping events = EventKeeping.inMemory(input);
    Rehearsal.loss().forEach(events.log()::add);
    Running running = Running.start(input, http, WHOLE_CORE, true, events);
    try {
      for (Question question : QUESTIONS) {
        ask(running.addresses().get(0), question);
      }
      follow(running.addresses().get(0));
    } finally {
      running.stop();
    }
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    new StatusCommand().run(options, new Terminal(nowhere, terminal.err(), false));
    report(input).writeText(EnumSet.allOf(Part.class), true, nowhere);
    EventRecorder.rehearse();
    report(input).writeJson(nowhere);
    terminal.out().println("selftest: every page answered");
    return ExitCode.OK;
  }

  private static StatusReport report(Input input) throws IOException {
    OneShot.Views views = new OneShot(input.withoutEvents().inDetail()).look(Duration.ZERO);
    return StatusReport.of(views.now(), MibNames::meaning);
  }

  private static void ask(InetSocketAddress address, Question question) throws IOException {
    try (Socket socket = request(address, question)) {
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      if (!answer.startsWith("HTTP/1.1 200 ")) {
        throw new IOException(
            question.path() + " answered " + answer.lines().findFirst().orElse("nothing"));
      }
    }
  }

  /** Reads the stream of events, which has no end, until the first of them is there. */
  private static void follow(InetSocketAddress address) throws IOException {
    Question question = new Question("/api/v1/events?follow=true&since=0", PLAIN);
    try (Socket socket = request(address, question);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
      String line = lines.readLine();
      while (line != null && !line.startsWith("{")) {
        line = lines.readLine();
      }
      if (line == null) {
        throw new IOException(question.path() + " ended without an event");
      }
    }
  }

  private static Socket request(InetSocketAddress address, Question question) throws IOException {
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(TIMEOUT_MILLIS);
    String request =
        "GET "
            + question.path()
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + question.headers()
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
