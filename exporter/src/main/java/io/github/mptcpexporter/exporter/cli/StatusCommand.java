package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.exporter.status.StatusReport;
import io.github.mptcpexporter.exporter.status.StatusReport.Part;
import io.github.mptcpexporter.mptcp.MibNames;
import io.github.mptcpexporter.tracker.View;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code status}: what MPTCP does now, for people; needs no daemon. */
final class StatusCommand implements Command {

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String WATCH = "--watch";
  private static final String JSON = "--json";
  private static final String ONCE = "--once";
  private static final String CHECK = "--check";
  private static final String NO_COLOR = "--no-color";

  private static final Map<String, Part> PARTS =
      Map.of(
          "--connections", Part.CONNECTIONS,
          "--routes", Part.ROUTES,
          "--endpoints", Part.ENDPOINTS,
          "--counters", Part.COUNTERS);

  // Home, and after the screen: clear what is left below. Clearing first would flicker.
  private static final String HOME = "\u001b[H";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String CLEAR_ALL = "\u001b[2J";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Shows what MPTCP does now. Exit code: 0 all is right, 1 warning, 2 failure, 3 could"
                + " not judge.");
    spec.addOption(
        Options.flag("--connections", "Each connection with its subflows (multipath -c, ss -M)."));
    spec.addOption(Options.flag("--routes", "Rule, table, routes and gateway of each interface."));
    spec.addOption(Options.flag("--endpoints", "Endpoints, limits, modes (multipath, -f)."));
    spec.addOption(
        Options.flag(
            "--counters", "Counters that are not zero, and settings (multipath -k, netstat -m)."));
    spec.addOption(Options.flag(JSON, "All of it as JSON; see exporter/README.md."));
    spec.addOption(
        Options.flag(CHECK, "One line with performance data, for Nagios; the same exit codes."));
    spec.addOption(Options.flag(ONCE, "No second look 0.5 s later: no rates."));
    spec.addOption(
        OptionSpec.builder(WATCH)
            .type(String.class)
            .arity("0..1")
            .fallbackValue("2")
            .paramLabel("SECONDS")
            .description("Show it again every SECONDS (2), in place, until Ctrl-C.")
            .build());
    spec.addOption(Options.flag(NO_COLOR, "No colours, on a terminal too."));
    SourceOptions.addInterfaces(spec);
    SourceOptions.addPlaces(spec);
    return spec;
  }

  @Override
  public int run(ParseResult options, Terminal terminal) throws UsageException, IOException {
    boolean json = options.hasMatchedOption(JSON);
    Optional<String> watch = Options.value(options, WATCH);
    if (json && watch.isPresent()) {
      throw new UsageException("--json and --watch exclude each other");
    }
    if (options.hasMatchedOption(CHECK)) {
      return check(options, terminal);
    }
    Duration pause = options.hasMatchedOption(ONCE) ? Duration.ZERO : PAUSE;
    OneShot oneShot = new OneShot(Input.open(options).withoutEvents().inDetail());
    OneShot.Views views = oneShot.look(pause);
    StatusReport report = report(views);
    if (json) {
      report.writeJson(terminal.out());
      return report.exitCode();
    }
    boolean colour =
        terminal.interactive()
            && !options.hasMatchedOption(NO_COLOR)
            && System.getenv("NO_COLOR") == null;
    Set<Part> parts = parts(options);
    if (watch.isPresent()) {
      Duration interval = Options.duration(WATCH, watch.get());
      if (interval.isZero()) {
        throw new UsageException("--watch needs a time above 0");
      }
      watch(oneShot, views, parts, colour, interval, terminal);
    }
    report.writeText(parts, colour, terminal.out());
    return report.exitCode();
  }

  /** Could not look is unknown, not a warning; and who asks reads standard output alone. */
  private static int check(ParseResult options, Terminal terminal) throws UsageException {
    try {
      Input input = Input.open(options).withoutEvents();
      StatusReport report = report(new OneShot(input).look(Duration.ZERO));
      terminal.out().println(report.checkLine());
      return report.exitCode();
    } catch (IOException e) {
      terminal.out().println(StatusReport.unknownLine(String.valueOf(e.getMessage())));
      return ExitCode.UNKNOWN;
    }
  }

  private static Set<Part> parts(ParseResult options) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    PARTS.forEach(
        (option, part) -> {
          if (options.hasMatchedOption(option)) {
            parts.add(part);
          }
        });
    return parts.isEmpty() ? EnumSet.of(Part.SCREEN) : parts;
  }

  private static StatusReport report(OneShot.Views views) {
    return views.before().isPresent()
        ? StatusReport.of(views.before().get(), views.now(), MibNames::meaning)
        : StatusReport.of(views.now(), MibNames::meaning);
  }

  /** Ends with the process, or when no one reads any more. */
  private static void watch(
      OneShot oneShot,
      OneShot.Views first,
      Set<Part> parts,
      boolean colour,
      Duration interval,
      Terminal terminal)
      throws IOException {
    PrintStream out = terminal.out();
    View before = first.now();
    StatusReport report = report(first);
    out.print(terminal.interactive() ? CLEAR_ALL : "");
    while (!out.checkError()) {
      StringBuilder screen = new StringBuilder();
      report.writeText(parts, colour, screen);
      if (terminal.interactive()) {
        out.print(HOME + screen.toString().replace("\n", CLEAR_LINE + "\n") + CLEAR_BELOW);
      } else {
        out.print(screen.append('\n'));
      }
      out.flush();
      View now = oneShot.again(interval);
      report = StatusReport.of(before, now, MibNames::meaning);
      before = now;
    }
  }
}
