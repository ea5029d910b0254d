package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.exporter.events.EventFile;
import io.github.mptcpexporter.exporter.events.EventHistory;
import io.github.mptcpexporter.exporter.events.EventHook;
import io.github.mptcpexporter.exporter.events.EventLog;
import io.github.mptcpexporter.exporter.events.EventMetrics;
import io.github.mptcpexporter.exporter.events.EventOutlet;
import io.github.mptcpexporter.exporter.events.EventRecorder;
import io.github.mptcpexporter.exporter.events.Restored;
import io.github.mptcpexporter.exporter.metrics.OwnMetrics;
import io.github.mptcpexporter.failover.FailoverTotals;
import io.github.mptcpexporter.kernel.jnr.ThreadPrivileges;
import io.github.mptcpexporter.source.BootId;
import io.github.mptcpexporter.tracker.View;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What {@code serve} does with events, as its options say. */
final class EventKeeping implements Closeable {

  static final String FILE = "--events.file";
  private static final String FILE_SIZE = "--events.file-size";
  private static final String EXEC = "--events.exec";
  private static final String DEFAULT_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

  private static final Logger LOG = System.getLogger(EventKeeping.class.getName());

  private final EventLog log;
  private final EventHistory history;
  private final Optional<EventFile> file;
  private final Optional<EventHook> hook;
  private final EventRecorder recorder;

  private EventKeeping(
      EventLog log, EventHistory history, Optional<EventFile> file, Optional<EventHook> hook) {
    this.log = log;
    this.history = history;
    this.file = file;
    this.hook = hook;
    List<EventOutlet> outlets = new ArrayList<>();
    outlets.add(event -> LOG.log(Level.INFO, event.event().sentence()));
    hook.ifPresent(outlets::add); // before the disk, which may be slow
    file.ifPresent(outlets::add);
    this.recorder = new EventRecorder(log, outlets);
  }

  static void addOptions(CommandSpec spec) {
    spec.addOption(
        Options.text(
            FILE, "FILE", "Append events to FILE, as JSON, and go on from it after a restart."));
    spec.addOption(
        Options.text(
            FILE_SIZE, "SIZE", "How large FILE grows before it becomes FILE.1 (default 1MiB)."));
    spec.addOption(
        Options.text(
            EXEC,
            "PROGRAM",
            "Run PROGRAM for each event, which it finds in MPTCP_EVENT_... variables."));
  }

  /** Opens nothing yet but the events of earlier runs. */
  static EventKeeping of(ParseResult options, Input input) throws UsageException, IOException {
    Optional<Path> path = Options.value(options, FILE).map(Path::of);
    Optional<Path> exec = Options.value(options, EXEC).map(Path::of);
    long maxBytes = Options.bytes(options, FILE_SIZE, EventFile.MAX_BYTES);
    if (input.replay().isPresent() && (path.isPresent() || exec.isPresent())) {
      throw new UsageException("--replay excludes " + FILE + " and " + EXEC);
    }
    EventHistory history = path.isPresent() ? history(path.get()) : EventHistory.NONE;
    String boot = BootId.of(input.sources().rootFs()).orElse("");
    return new EventKeeping(
        new EventLog(boot, EventLog.CAPACITY, history),
        history,
        path.map(p -> new EventFile(p, maxBytes, input.sources().clock().monotonic())),
        exec.isPresent() ? Optional.of(hook(exec.get())) : Optional.empty());
  }

  /** In memory alone. */
  static EventKeeping inMemory(Input input) throws IOException {
    String boot = BootId.of(input.sources().rootFs()).orElse("");
    return new EventKeeping(
        new EventLog(boot), EventHistory.NONE, Optional.empty(), Optional.empty());
  }

  /** What can not be read is said, and does not keep the exporter from starting. */
  private static EventHistory history(Path path) {
    try {
      EventHistory history = EventHistory.read(path);
      if (!history.complaints().isEmpty()) {
        LOG.log(
            Level.WARNING,
            "event file: lines left out: "
                + history.complaints().size()
                + "; "
                + history.complaints().get(0).getMessage());
      }
      return history;
    } catch (IOException e) {
      LOG.log(Level.WARNING, e.getMessage());
      return EventHistory.NONE;
    }
  }

  private static EventHook hook(Path program) throws UsageException {
    if (!program.isAbsolute() || !Files.isExecutable(program) || Files.isDirectory(program)) {
      throw new UsageException(
          EXEC + ": " + program + " is no program that can be run, with an absolute path");
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse(DEFAULT_PATH);
    return new EventHook(program, EventHook.LIMIT, path, ThreadPrivileges::dropAll);
  }

  EventLog log() {
    return log;
  }

  /** What earlier runs have counted, as far as the file tells. */
  FailoverTotals earlier() {
    return Restored.of(history.events());
  }

  OwnMetrics<?> asOwnMetrics() {
    return new OwnMetrics<>(
        new EventMetrics(),
        () ->
            new EventMetrics.Value(
                file.map(f -> OptionalLong.of(f.errors())).orElse(OptionalLong.empty()),
                hook.map(EventHook::runs)));
  }

  /** Opens the file and begins to take events. */
  void start() {
    file.ifPresent(EventFile::open);
    hook.ifPresent(EventHook::start);
    recorder.start();
  }

  /** Any thread, fast. */
  void accept(View view) {
    recorder.accept(view);
  }

  @Override
  public void close() {
    recorder.close();
  }
}
