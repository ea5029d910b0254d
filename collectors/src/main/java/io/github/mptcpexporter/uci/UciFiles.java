package io.github.mptcpexporter.uci;

import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.source.FileStamp;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One package on disk, read again when a file of it has changed: {@code /etc/config/NAME}, or
 * {@code /var/run/uci/NAME} which replaces it; {@code /tmp/.uci/NAME} with what is not committed;
 * {@code /var/state/NAME} with what was noted at run time.
 *
 * <p>{@code uci} commits by renaming, so a file is seen old or new, never half. One thread.
 */
final class UciFiles {

  /** A configuration is some kilobytes. */
  private static final int MOST_BYTES = 1 << 20;

  /**
   * What was read.
   *
   * @param configured with what is not committed
   * @param state with what was noted at run time too; empty if nothing was
   */
  record Loaded(UciPackage configured, Optional<UciPackage> state) {}

  private final RootFs rootFs;
  private final String name;
  private final List<String> places;
  private List<Optional<FileStamp>> stamps = List.of();
  // Null until it was read, and while it can not be.
  private @Nullable Loaded loaded;

  UciFiles(RootFs rootFs, String name) {
    this(rootFs, name, List.of("var/run/uci/" + name, "etc/config/" + name));
  }

  /**
   * The same from elsewhere.
   *
   * @param places of the file, the first that is there counts
   */
  UciFiles(RootFs rootFs, String name, List<String> places) {
    this.rootFs = rootFs;
    this.name = name;
    this.places = places;
  }

  /**
   * The package.
   *
   * @return empty if the router has none of that name
   * @throws IOException if it has, and a file of it could not be read
   */
  Optional<Loaded> read() throws IOException {
    List<Optional<FileStamp>> now = new ArrayList<>();
    for (String path : paths()) {
      now.add(rootFs.stamp(path));
    }
    if (loaded != null && now.equals(stamps)) {
      return Optional.of(loaded);
    }
    loaded = null;
    stamps = now;
    Optional<Loaded> fresh = load();
    loaded = fresh.orElse(null);
    return fresh;
  }

  private Optional<Loaded> load() throws IOException {
    for (String path : places) {
      Optional<byte[]> bytes = bytes(path);
      if (bytes.isPresent()) {
        PackageBuilder builder = UciFileParser.parse(name, path, bytes.get());
        for (UciDelta delta : deltas(delta())) {
          builder.pend(delta.text());
          DeltaStep.apply(delta, builder);
        }
        UciPackage configured = builder.build(path);
        List<UciDelta> noted = deltas(state());
        noted.forEach(delta -> DeltaStep.apply(delta, builder));
        return Optional.of(
            new Loaded(
                configured, noted.isEmpty() ? Optional.empty() : Optional.of(builder.build(path))));
      }
    }
    return Optional.empty();
  }

  private List<UciDelta> deltas(String path) throws IOException {
    Optional<byte[]> bytes = bytes(path);
    return bytes.isEmpty()
        ? List.of()
        : UciDelta.parse(bytes.get()).stream()
            .filter(delta -> delta.packageName().equals(name))
            .toList();
  }

  private Optional<byte[]> bytes(String path) throws IOException {
    Optional<byte[]> bytes = rootFs.read(path);
    if (bytes.isPresent() && bytes.get().length > MOST_BYTES) {
      throw new IOException(path + ": larger than " + MOST_BYTES + " bytes");
    }
    return bytes;
  }

  private List<String> paths() {
    List<String> paths = new ArrayList<>(places);
    paths.add(delta());
    paths.add(state());
    return paths;
  }

  private String delta() {
    return "tmp/.uci/" + name;
  }

  private String state() {
    return "var/state/" + name;
  }
}
