package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.exporter.events.Availability;
import io.github.mptcpexporter.exporter.events.EventHistory;
import io.github.mptcpexporter.exporter.events.LoggedEvent;
import io.github.mptcpexporter.exporter.status.AvailabilityReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code report}: how available the uplinks were, from the event file or the running exporter. */
final class ReportCommand implements Command {

  private static final String MARKDOWN = "--markdown";
  private static final Duration DEFAULT_SPAN = Duration.ofDays(30);

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Sums up events: availability of each uplink, losses by cause, the longest outage."
                + " Without an event file it asks the exporter that serves for what it remembers.");
    spec.addOption(
        Options.text(SinceOption.NAME, "TIME", "How far to look back, such as 12h (30d)."));
    spec.addOption(
        Options.text(EventKeeping.FILE, "FILE", "The event file that serve writes, and FILE.1."));
    spec.addOption(Options.flag(MARKDOWN, "As Markdown, to be pasted."));
    spec.addOption(
        Options.text(
            EventsCommand.URL, "URL", "Where the exporter serves (" + Daemon.DEFAULT_URL + ")."));
    return spec;
  }

  @Override
  public int run(ParseResult options, Terminal terminal) throws UsageException, IOException {
    Duration span = Options.duration(options, SinceOption.NAME, DEFAULT_SPAN);
    Instant now = Instant.now();
    Availability availability = Availability.of(events(options), now.minus(span), now);
    AvailabilityReport report = new AvailabilityReport(availability);
    terminal.out().print(options.hasMatchedOption(MARKDOWN) ? report.markdown() : report.text());
    return ExitCode.OK;
  }

  private static List<LoggedEvent> events(ParseResult options) throws UsageException, IOException {
    Optional<String> file = Options.value(options, EventKeeping.FILE);
    if (file.isPresent()) {
      if (!Files.exists(Path.of(file.get()))) {
        throw new IOException(EventKeeping.FILE + " " + file.get() + ": no such file");
      }
      return EventHistory.read(Path.of(file.get())).strict().events();
    }
    String url = Options.value(options, EventsCommand.URL, Daemon.DEFAULT_URL);
    return Daemon.at(url)
        .events(Optional.empty(), OptionalInt.empty())
        .orElseThrow(
            () ->
                new IOException(
                    "nothing listens at " + url + "; name a file with " + EventKeeping.FILE));
  }
}
