package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.failover.BundleEvent;
import io.github.mptcpexporter.failover.Failover;
import io.github.mptcpexporter.failover.FailoverTracker;
import io.github.mptcpexporter.monitor.Monitor;
import io.github.mptcpexporter.tracker.View;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code drill}: watches while someone takes an uplink away, and reports what happened. Changes
 * nothing itself.
 */
final class DrillCommand implements Command {

  private static final String FOR = "--for";
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final double WHOLE_CORE = 1;
  private static final int MOST_VIEWS = 10_000;

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Watches while you take an uplink away and give it back, and reports what happened."
                + " Changes nothing itself. Exit code: 0 the traffic went elsewhere, 1 nothing was"
                + " lost in time, 2 it was lost and nothing took over.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .type(String.class)
            .paramLabel("UPLINK")
            .description("Name of the interface to take away, as status shows it.")
            .build());
    spec.addOption(
        Options.text(FOR, "TIME", "Give up after TIME, such as 90s or 5m (default 5m)."));
    SourceOptions.addInterfaces(spec);
    SourceOptions.addPlaces(spec);
    return spec;
  }

  @Override
  public int run(ParseResult options, Terminal terminal) throws UsageException, IOException {
    String uplink = options.matchedPositionalValue(0, "");
    Duration longest = Options.duration(options, FOR, LONGEST);
    Input input = Input.open(options);
    if (input.replay().isPresent()) {
      throw new UsageException("drill needs the real thing: a recording can not lose an uplink");
    }
    BlockingQueue<View> views = new LinkedBlockingQueue<>(MOST_VIEWS);
    Monitor monitor = Monitor.of(input.sources(), input.selection(), WHOLE_CORE);
    monitor.onView(views::offer);
    monitor.start();
    try {
      return drill(uplink, longest, views, terminal.out());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      monitor.close();
    }
  }

  private static int drill(
      String uplink, Duration longest, BlockingQueue<View> views, PrintStream out)
      throws InterruptedException, IOException, UsageException {
    DrillReport report = new DrillReport(uplink);
    long end = System.nanoTime() + longest.toNanos();
    boolean begun = false;
    while (!report.complete()) {
      View view = views.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (view == null) {
        break; // the time is over
      }
      Failover failover = view.state(FailoverTracker.class).orElseThrow();
      if (!begun) {
        begun = true;
        begin(uplink, failover, longest, out);
      }
      for (BundleEvent event : failover.events()) {
        report.take(event).ifPresent(line -> say(out, line));
      }
    }
    say(out, "");
    report.lines().forEach(line -> say(out, line));
    return report.exitCode();
  }

  private static void begin(String uplink, Failover failover, Duration longest, PrintStream out)
      throws UsageException {
    Set<String> names = failover.uplinks().keySet();
    if (!names.contains(uplink)) {
      throw new UsageException(
          "no uplink \""
              + uplink
              + "\"; there "
              + (names.isEmpty() ? "is none" : "are " + String.join(", ", names)));
    }
    say(out, "watching " + uplink + ": unplug it now, and plug it in again when traffic has moved");
    say(out, "(ends by itself, or after " + longest.toSeconds() + " s)");
  }

  private static void say(PrintStream out, String line) {
    out.println(line);
    out.flush();
  }
}
