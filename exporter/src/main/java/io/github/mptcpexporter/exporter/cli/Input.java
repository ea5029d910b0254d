package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.capture.Replay;
import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.kernel.jnr.JnrNetlinkTransport;
import io.github.mptcpexporter.monitor.Selection;
import io.github.mptcpexporter.monitor.Sources;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.source.BootId;
import io.github.mptcpexporter.source.RootFs;
import io.github.mptcpexporter.tracker.QuotaBook;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * What a command reads, as its options say.
 *
 * @param root directory of the files
 * @param sources where
 * @param selection what
 * @param replay the recording, if it is one
 */
record Input(Path root, Sources sources, Selection selection, Optional<Replay> replay) {

  /**
   * Opens it.
   *
   * @throws UsageException if the options contradict each other
   * @throws IOException if there is nothing to read
   */
  static Input open(ParseResult options) throws UsageException, IOException {
    SourceOptions.applyLogLevel(options);
    Selection selection = SourceOptions.selection(options);
    Optional<String> rootfs = Options.value(options, SourceOptions.ROOTFS);
    Optional<String> recording = Options.value(options, SourceOptions.REPLAY);
    if (rootfs.isPresent() && recording.isPresent()) {
      throw new UsageException("--path.rootfs and --replay exclude each other");
    }
    if (recording.isPresent()) {
      Replay replay = Replay.open(Path.of(recording.get()));
      Sources sources =
          new Sources(replay.rootFs(), replay.netlink(), replay.byteOrder(), replay.clock(), true);
      OwnConfig.read(replay.rootFs(), selection.config());
      return new Input(Path.of(recording.get()), sources, selection, Optional.of(replay));
    }
    Path root = Path.of(rootfs.orElse("/"));
    if (!Files.isDirectory(root)) {
      throw new IOException(SourceOptions.ROOTFS + " " + root + ": no such directory");
    }
    Sources sources = machine(root);
    QuotaBook quotas =
        OwnConfig.quotas(OwnConfig.read(sources.rootFs(), selection.config()), sources.rootFs());
    return new Input(root, sources, selection.withQuotas(quotas), Optional.empty());
  }

  /** For people, who want to know the name of each subflow's congestion control. */
  Input inDetail() {
    return new Input(root, sources, selection.withCongestionControl(), replay);
  }

  /** For commands that look but do not listen: without the kernel's events, unless recorded. */
  Input withoutEvents() {
    return replay.isPresent()
        ? this
        : new Input(root, sources, selection.without("pm-events"), replay);
  }

  private static Sources machine(Path root) throws IOException {
    RootFs files = new RootFs(root);
    return new Sources(
        files, transport(root, files), ByteOrder.nativeOrder(), Clock.system(), false);
  }

  private static Optional<NetlinkTransport> transport(Path root, RootFs files) throws IOException {
    if (!root.equals(Path.of("/")) && !BootId.isSame(files, new RootFs(Path.of("/")))) {
      warn(
          root
              + " is not this machine (boot_id): its files alone are read; for a recording use"
              + " --replay");
      return Optional.empty();
    }
    try {
      return Optional.of(JnrNetlinkTransport.load());
    } catch (IOException e) {
      warn("only files are read: " + e.getMessage());
      return Optional.empty();
    }
  }

  // The first logger of a JVM takes long to make: most commands have nothing to say.
  private static void warn(String message) {
    System.getLogger(Input.class.getName()).log(Level.WARNING, message);
  }
}
