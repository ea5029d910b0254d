package io.github.mptcpexporter.capture;

import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.netlink.capture.NetlinkRecording;
import io.github.mptcpexporter.netlink.capture.RecordingTransport;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records what is read of a router.
 *
 * <p>The program reads through {@link #rootFs()} and {@link #netlink()}, which pass everything on;
 * {@link #save} writes what has been read into a directory that {@link Replay} opens. Passwords and
 * keys are hidden. Any thread may read; one saves, between rounds.
 */
public final class Recording {

  private static final int KEY_BYTES = 32;

  private final Clock clock;
  private final ByteOrder byteOrder;
  private final RecordingRootFs files;
  private final Optional<RecordingTransport> netlink;
  private final Optional<RecordingMask> mask;

  // When the first thing of the present round was read; null before that.
  private @Nullable RecordedTime started;

  /**
   * Records from now on.
   *
   * @param root of the files
   * @param netlink empty if there is none
   * @param byteOrder of the machine
   * @param mask whether addresses are replaced, consistently over all rounds
   */
  public Recording(
      Path root,
      Optional<NetlinkTransport> netlink,
      ByteOrder byteOrder,
      Clock clock,
      boolean mask) {
    this.clock = clock;
    this.byteOrder = byteOrder;
    this.files = new RecordingRootFs(root, this::noteStart);
    this.netlink = netlink.map(real -> new RecordingTransport(real, clock::monotonicNanos));
    this.mask = mask ? Optional.of(new RecordingMask(randomKey(), byteOrder)) : Optional.empty();
  }

  /** The files, as they are. */
  public RootFs rootFs() {
    return files;
  }

  /** The sockets, as they are. */
  public Optional<NetlinkTransport> netlink() {
    return netlink.map(recording -> recording);
  }

  /**
   * Writes what has been read so far, and begins a new round. A file or an answer that the new
   * round does not ask for again is written again.
   *
   * @param directory is made if need be, readable by its owner alone; must be empty
   */
  public void save(Path directory) throws IOException {
    create(directory);
    for (Map.Entry<String, byte[]> file : files.contents().entrySet()) {
      String path = inRoot(file.getKey());
      byte[] content = Secrets.hide(path, file.getValue());
      write(directory, path, mask.isPresent() ? mask.get().file(path, content) : content);
    }
    write(directory, FileIndex.NAME, files.index().text());
    write(directory, RecordedTime.NAME, started().text());
    write(directory, ByteOrderHint.NAME, ByteOrderHint.text(byteOrder));
    if (netlink.isPresent()) {
      NetlinkRecording recording = netlink.get().recording().with(new NetlinkSecrets(byteOrder));
      (mask.isPresent() ? mask.get().netlink(recording) : recording).write(directory);
      netlink.get().nextRound();
    }
    nextRound();
  }

  private synchronized void noteStart() {
    if (started == null) {
      started = new RecordedTime(clock.now(), clock.monotonicNanos());
    }
  }

  private synchronized RecordedTime started() {
    return started == null ? new RecordedTime(clock.now(), clock.monotonicNanos()) : started;
  }

  private synchronized void nextRound() {
    started = null;
  }

  private static void create(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      Path parent = directory.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    try (Stream<Path> entries = Files.list(directory)) {
      if (entries.findAny().isPresent()) {
        throw new IOException(directory + " is not empty");
      }
    }
  }

  private static void write(Path directory, String path, String text) throws IOException {
    write(directory, path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(Path directory, String path, byte[] content) throws IOException {
    Path target = directory.resolve(path);
    Path parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.write(target, content);
  }

  /** A configuration may name a file by an absolute path, or by one that leads upwards. */
  private static String inRoot(String path) {
    Path root = Path.of("/");
    return root.relativize(root.resolve(path).normalize()).toString();
  }

  private static byte[] randomKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
