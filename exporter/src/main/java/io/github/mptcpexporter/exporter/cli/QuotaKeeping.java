package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.tracker.QuotaTracker;
import io.github.mptcpexporter.tracker.QuotaUse;
import io.github.mptcpexporter.tracker.View;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps the use of quotas in a file: in memory ({@code /tmp}) each minute, elsewhere each hour,
 * since flash wears out; besides when a billing period ends, and at the end.
 */
final class QuotaKeeping implements Closeable {

  static final Path DEFAULT_FILE = Path.of("/tmp/mptcp-exporter.quota");

  private static final Logger LOG = System.getLogger(QuotaKeeping.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Path file;
  private final LongSupplier nanoTime;
  private final long everyNanos;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "mptcp-quota");
            made.setDaemon(true);
            return made;
          });

  private volatile Map<String, QuotaUse> latest = Map.of();
  private Map<String, QuotaUse> written = Map.of();
  private long writtenAt;
  private boolean failed;

  QuotaKeeping(Path file, LongSupplier nanoTime) {
    this.file = file;
    this.nanoTime = nanoTime;
    this.everyNanos = every(file).toNanos();
    this.writtenAt = nanoTime.getAsLong();
  }

  static Duration every(Path file) {
    Path path = file.toAbsolutePath().normalize();
    boolean memory = path.startsWith("/tmp") || path.startsWith("/var") || path.startsWith("/run");
    return memory ? Duration.ofMinutes(1) : Duration.ofHours(1);
  }

  void start() {
    ScheduledFuture<?> unused = // it ends with the thread
        thread.scheduleWithFixedDelay(
            this::writeIfDue, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Any thread, fast. */
  void accept(View view) {
    latest = view.state(QuotaTracker.class).map(QuotaTracker.State::uses).orElse(Map.of());
  }

  synchronized void writeIfDue() {
    boolean due = nanoTime.getAsLong() - writtenAt >= everyNanos;
    if (due || !ends(latest).equals(ends(written))) {
      write();
    }
  }

  private static Map<String, Optional<Instant>> ends(Map<String, QuotaUse> uses) {
    Map<String, Optional<Instant>> ends = new HashMap<>();
    uses.forEach((name, use) -> ends.put(name, use.ends()));
    return ends;
  }

  private synchronized void write() {
    Map<String, QuotaUse> now = latest;
    writtenAt = nanoTime.getAsLong();
    if (now.equals(written)) {
      return;
    }
    try {
      QuotaFile.write(file, now);
      written = now;
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        LOG.log(Level.WARNING, "the use of quotas can not be kept: " + e.getMessage());
      }
      failed = true;
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    write();
  }
}
