package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.capture.Recording;
import io.github.mptcpexporter.monitor.Collectors;
import io.github.mptcpexporter.monitor.EventPump;
import io.github.mptcpexporter.monitor.Rounds;
import io.github.mptcpexporter.monitor.Selection;
import io.github.mptcpexporter.monitor.Sources;
import io.github.mptcpexporter.mptcp.EventQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Rounds that are run only so that what they read is recorded. */
final class CaptureRun {

  private static final int EVENTS = 65_536;

  private final Recording recording;
  private final Sources sources;
  private final EventQueue queue = new EventQueue(EVENTS);
  private final Rounds rounds;

  /** Reads from {@code real} through the recording. */
  CaptureRun(Recording recording, Sources real) {
    this.recording = recording;
    this.sources =
        new Sources(recording.rootFs(), recording.netlink(), real.byteOrder(), real.clock(), false);
    Selection selection = Selection.defaults();
    this.rounds =
        new Rounds(
            Collectors.forDoctor(sources, queue, selection),
            Collectors.trackers(selection),
            sources.clock());
  }

  /**
   * Writes one moment into the directory, or steps with the events between them.
   *
   * @param span zero for one moment
   * @return how many steps
   */
  int write(Path directory, Duration every, Duration span) throws IOException {
    if (span.isZero()) {
      rounds.next();
      recording.save(directory);
      return 1;
    }
    Optional<EventPump> pump =
        sources.netlink().map(netlink -> EventPump.of(netlink, queue, sources.clock()));
    pump.ifPresent(EventPump::start);
    try {
      return writeSteps(directory, every, span);
    } finally {
      pump.ifPresent(EventPump::close);
    }
  }

  private int writeSteps(Path directory, Duration every, Duration span) throws IOException {
    long start = sources.clock().monotonicNanos();
    long last = span.dividedBy(every);
    for (int step = 0; step <= last; step++) {
      await(start + step * every.toNanos());
      rounds.next();
      recording.save(directory.resolve("steps").resolve(String.format("%04d", step)));
    }
    return Math.toIntExact(last) + 1;
  }

  private void await(long monotonicNanos) throws IOException {
    long nanos = monotonicNanos - sources.clock().monotonicNanos();
    try {
      Thread.sleep(Math.max(0, Duration.ofNanos(nanos).toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
