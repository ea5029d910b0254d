package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.exporter.events.EventHistory;
import io.github.mptcpexporter.exporter.events.EventLog;
import io.github.mptcpexporter.exporter.events.EventOutlet;
import io.github.mptcpexporter.exporter.events.EventRecorder;
import io.github.mptcpexporter.exporter.events.LoggedEvent;
import io.github.mptcpexporter.exporter.events.Since;
import io.github.mptcpexporter.monitor.Monitor;
import io.github.mptcpexporter.source.BootId;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code events}: what has happened, from the exporter that serves; if there is none, what can be
 * seen from now on, or in a recording.
 */
final class EventsCommand implements Command {

  private static final String FOLLOW = "--follow";
  private static final String LIMIT = "--limit";
  private static final String JSON = "--json";
  static final String URL = "--url";

  private static final int DEFAULT_LIMIT = 1_000;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final double BUDGET = 0.01;

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Shows what has happened to the uplinks: asks the exporter that serves; if none does,"
                + " looks itself.");
    spec.addOption(Options.flag(FOLLOW, "Go on with what happens, until Ctrl-C."));
    spec.addOption(
        Options.text(
            SinceOption.NAME, "ID|TIME", "Events behind ID, or since TIME: RFC 3339, or 1h ago."));
    spec.addOption(Options.text(LIMIT, "N", "At most N events (" + DEFAULT_LIMIT + ")."));
    spec.addOption(Options.flag(JSON, "One JSON object a line; see exporter/README.md."));
    spec.addOption(
        Options.text(URL, "URL", "Where the exporter serves (" + Daemon.DEFAULT_URL + ")."));
    SourceOptions.addCollectors(spec);
    SourceOptions.addInterfaces(spec);
    SourceOptions.addPlaces(spec);
    return spec;
  }

  @Override
  public int run(ParseResult options, Terminal terminal) throws UsageException, IOException {
    boolean follow = options.hasMatchedOption(FOLLOW);
    OptionalInt limit =
        options.hasMatchedOption(LIMIT)
            ? OptionalInt.of(Options.count(options, LIMIT, DEFAULT_LIMIT))
            : OptionalInt.empty();
    EventPrinter printer = new EventPrinter(terminal.out(), options.hasMatchedOption(JSON));
    if (options.hasMatchedOption(SourceOptions.REPLAY)) {
      if (follow) {
        throw new UsageException("--replay and " + FOLLOW + " exclude each other");
      }
      Input input = Input.open(options);
      EventLog log = look(input);
      Optional<Since> since = SinceOption.of(options, input.sources().clock().wall());
      return print(log.select(since, limit.orElse(DEFAULT_LIMIT)), printer);
    }
    Optional<Since> since = SinceOption.of(options, InstantSource.system());
    String url = Options.value(options, URL, Daemon.DEFAULT_URL);
    if (asked(Daemon.at(url), since, limit, follow, printer)) {
      return ExitCode.OK;
    }
    if (options.hasMatchedOption(URL)) {
      throw new IOException("nothing listens at " + url);
    }
    terminal
        .err()
        .println("no exporter serves at " + url + ": this shows what happens from now on");
    Input input = Input.open(options);
    return follow
        ? watch(input, printer)
        : print(look(input.withoutEvents()).latest(limit.orElse(DEFAULT_LIMIT)), printer);
  }

  /** Whether someone answered. */
  private static boolean asked(
      Daemon daemon, Optional<Since> since, OptionalInt limit, boolean follow, EventPrinter printer)
      throws IOException {
    if (follow) {
      return daemon.follow(since, limit, printer::print);
    }
    Optional<List<LoggedEvent>> events = daemon.events(since, limit);
    events.ifPresent(found -> print(found, printer));
    return events.isPresent();
  }

  private static int print(List<LoggedEvent> events, EventPrinter printer) {
    events.forEach(printer::print);
    return ExitCode.OK;
  }

  /** Two rounds, or all of a recording. */
  private static EventLog look(Input input) throws IOException {
    EventLog log = log(input, Integer.MAX_VALUE);
    new OneShot(input).look(PAUSE, view -> EventRecorder.add(view, log));
    return log;
  }

  /** Ends with the process, or when no one reads any more. */
  private static int watch(Input input, EventPrinter printer) throws IOException {
    CountDownLatch unread = new CountDownLatch(1);
    EventOutlet outlet =
        event -> {
          if (!printer.print(event)) {
            unread.countDown();
          }
        };
    try (EventRecorder recorder =
            new EventRecorder(log(input, EventLog.CAPACITY), List.of(outlet));
        Monitor monitor = Monitor.of(input.sources(), input.selection(), BUDGET)) {
      monitor.onView(recorder::accept);
      recorder.start();
      monitor.start();
      unread.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }

  private static EventLog log(Input input, int capacity) throws IOException {
    String boot = BootId.of(input.sources().rootFs()).orElse("");
    return new EventLog(boot, capacity, EventHistory.NONE);
  }
}
