package io.github.mptcpexporter.network;

import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory like {@code /sys/class/net}, made for a test. */
final class DeviceDirectory {

  private final Path root;

  DeviceDirectory(Path root) {
    this.root = root;
  }

  DeviceDirectory device(String name, String index, String flags) throws IOException {
    return file(name + "/ifindex", index).file(name + "/flags", flags);
  }

  DeviceDirectory file(String path, String line) throws IOException {
    Files.writeString(make(path), line + "\n");
    return this;
  }

  /** A link to a file of this very machine. */
  Path link(String path, Path target) throws IOException {
    return Files.createSymbolicLink(make(path), target);
  }

  RootFs rootFs() {
    return new RootFs(root);
  }

  private Path make(String path) throws IOException {
    Path file = root.resolve("sys/class/net").resolve(path);
    Files.createDirectories(file.resolve(".."));
    return file;
  }
}
