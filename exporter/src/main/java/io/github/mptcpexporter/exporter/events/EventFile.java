package io.github.mptcpexporter.exporter.events;

import io.github.mptcpexporter.failover.BundleEvent.Kind;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Events in a file, one JSON object a line, each written at once: what kills the program tears at
 * most the last line, which is cut off when the file is next opened. What matters most is on the
 * disk before the next event is written. Two files are kept: this one, and the full one before it.
 *
 * <p>While the file can not be written, events wait for it in memory, the latest 1,000, and it is
 * tried again each minute.
 */
public final class EventFile implements EventOutlet {

  /** How large it grows unless told otherwise. */
  public static final long MAX_BYTES = 1024 * 1024;

  private static final Logger LOG = System.getLogger(EventFile.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(60);
  private static final int WAITING = 1_000;

  /** Those worth an {@code fsync}. */
  private static final Set<Kind> WEIGHTY =
      EnumSet.of(Kind.UPLINK_LOST, Kind.FAILOVER, Kind.OUTAGE_BEGAN, Kind.OUTAGE_ENDED);

  private final Path path;
  private final long maxBytes;
  private final LongSupplier nanoTime;
  private final EventJson json = new EventJson();
  private final Deque<LoggedEvent> waiting = new ArrayDeque<>();
  private final AtomicLong errors = new AtomicLong();
  private @Nullable FileChannel channel; // null while it is not open
  private long length;
  private boolean failing;
  private long failedAt;

  /**
   * A file that will be opened by {@link #open} or with the first event.
   *
   * @param maxBytes beyond which no file grows, but for a single line
   * @param nanoTime monotonic
   */
  public EventFile(Path path, long maxBytes, LongSupplier nanoTime) {
    this.path = path;
    this.maxBytes = maxBytes;
    this.nanoTime = nanoTime;
  }

  /** The full file before this one. */
  static Path previous(Path path) {
    return path.resolveSibling(path.getFileName() + ".1");
  }

  /** Opens it, or says that it can not be; before the recorder starts. */
  public void open() {
    write();
  }

  /** Times that it could not be written. Any thread. */
  public long errors() {
    return errors.get();
  }

  @Override
  public void accept(LoggedEvent event) {
    if (waiting.size() == WAITING) {
      waiting.removeFirst();
    }
    waiting.addLast(event);
    retry();
  }

  @Override
  public void retry() {
    if (!failing || nanoTime.getAsLong() - failedAt >= RETRY.toNanos()) {
      write();
    }
  }

  @Override
  public void end() {
    if (!waiting.isEmpty()) {
      write();
    }
    close();
  }

  /** All that waits, or as much as can be written. */
  private void write() {
    try {
      FileChannel file = opened();
      for (LoggedEvent next = waiting.peek(); next != null; next = waiting.peek()) {
        file = append(file, next);
        waiting.remove();
      }
      if (failing) {
        failing = false;
        LOG.log(Level.INFO, "event file " + path + " can be written again");
      }
    } catch (IOException e) {
      close(); // the next to open it cuts off what was written in part
      errors.incrementAndGet();
      failedAt = nanoTime.getAsLong();
      if (!failing) {
        failing = true;
        LOG.log(Level.WARNING, "event file can not be written, events stay in memory: " + e);
      }
    }
  }

  private FileChannel append(FileChannel file, LoggedEvent event) throws IOException {
    byte[] line = (json.line(event) + "\n").getBytes(StandardCharsets.UTF_8);
    FileChannel target = length > 0 && length + line.length > maxBytes ? rotated(file) : file;
    int written = target.write(ByteBuffer.wrap(line), length);
    if (written != line.length) {
      throw new IOException(path + ": " + written + " of " + line.length + " bytes written");
    }
    length += written;
    if (WEIGHTY.contains(event.event().kind())) {
      target.force(false);
    }
    return target;
  }

  private FileChannel rotated(FileChannel full) throws IOException {
    full.force(false);
    close();
    Files.move(path, previous(path), StandardCopyOption.REPLACE_EXISTING);
    return opened();
  }

  /** The open file; anew if someone else has moved, removed or changed it. */
  private FileChannel opened() throws IOException {
    FileChannel open = channel;
    if (open != null) {
      if (Files.exists(path) && Files.size(path) == length) {
        return open;
      }
      close();
    }
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel = file;
    length = TornLine.cut(file, path);
    return file;
  }

  private void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "event file " + path + " could not be closed", e);
      }
    }
  }
}
