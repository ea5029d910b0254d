package io.github.mptcpexporter.capture;

import io.github.mptcpexporter.netlink.capture.NetlinkRecording;
import io.github.mptcpexporter.source.FileMode;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One moment of a recording.
 *
 * @param files as they were
 * @param netlink empty if none was recorded
 * @param time the epoch and 0 if none was recorded
 */
record ReplayStep(RootFs files, Optional<NetlinkRecording> netlink, RecordedTime time) {

  /** One of these makes a directory a recording. */
  private static final List<String> PARTS = List.of("proc", "sys", "etc", "netlink");

  static ReplayStep open(Path directory) throws IOException {
    if (PARTS.stream().noneMatch(part -> Files.isDirectory(directory.resolve(part)))) {
      throw new IOException(
          directory + " is no recording: it holds none of " + String.join(", ", PARTS));
    }
    RootFs plain = new RootFs(directory);
    return new ReplayStep(
        new IndexedRootFs(directory, FileIndex.read(plain)),
        NetlinkRecording.read(plain),
        RecordedTime.read(plain));
  }

  /** Files of a recording, with what its index says of them. */
  private static final class IndexedRootFs extends RootFs {

    private final FileIndex index;

    IndexedRootFs(Path root, FileIndex index) {
      super(root);
      this.index = index;
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
      String complaint = index.unreadable().get(path);
      if (complaint != null) {
        throw new IOException(path + ": " + complaint);
      }
      return super.read(path);
    }

    @Override
    public boolean tellsMode(String path) {
      return index.modes().containsKey(path) || super.stamp(path).isPresent();
    }

    @Override
    public Optional<FileMode> mode(String path) throws IOException {
      Optional<FileMode> recorded = index.modes().get(path);
      if (recorded != null) {
        return recorded;
      }
      if (super.mode(path).isEmpty()) {
        throw new IOException(path + ": not recorded whether it is there");
      }
      return super.mode(path);
    }

    @Override
    public List<String> list(String directory) throws IOException {
      List<String> recorded = index.directories().get(directory);
      return recorded == null ? super.list(directory) : recorded;
    }
  }
}
