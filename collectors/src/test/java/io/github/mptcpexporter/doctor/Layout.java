package io.github.mptcpexporter.doctor;

import static io.github.mptcpexporter.kernel.jnr.NetworkNamespace.command;

import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.kernel.jnr.JnrNetlinkTransport;
import io.github.mptcpexporter.monitor.Collectors;
import io.github.mptcpexporter.monitor.Rounds;
import io.github.mptcpexporter.monitor.Selection;
import io.github.mptcpexporter.monitor.Sources;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.source.RootFs;
import io.github.mptcpexporter.tracker.View;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A router to be built in a network namespace of one's own, in a directory.
 *
 * <p>{@code network} holds lines for {@code ip -batch}, {@code sysctl} lines {@code NAME=VALUE}
 * with slashes, {@code nft} a ruleset, {@code etc/…} and {@code var/…} the router's own files, and
 * {@code expected} what doctor finds: a line {@code LEVEL CHECK SUBJECT} for each finding that is
 * neither passed nor skipped, in the order of the checks.
 */
record Layout(Path directory) {

  private static final Path ALL = Path.of("src/test/resources/layouts");

  /** All there are, by name. */
  static List<Layout> all() throws IOException {
    try (Stream<Path> directories = Files.list(ALL)) {
      return directories.filter(Files::isDirectory).sorted().map(Layout::new).toList();
    }
  }

  static Layout named(String name) {
    return new Layout(ALL.resolve(name));
  }

  String name() {
    return String.valueOf(directory.getFileName());
  }

  /** Builds it in the namespace of this thread. */
  void build() throws Exception {
    set("net/ipv4/conf/all/rp_filter", "0");
    set("net/ipv4/conf/default/rp_filter", "0");
    set("net/ipv6/conf/default/disable_ipv6", "1");
    set("net/ipv4/ip_forward", "1");
    set("net/mptcp/enabled", "1");
    command("ip", "-batch", directory.resolve("network").toString());
    for (String line : lines("sysctl")) {
      String[] parts = line.split("=", 2);
      set(parts[0], parts[1]);
    }
    if (Files.exists(directory.resolve("nft"))) {
      command("nft", "-f", directory.resolve("nft").toString());
    }
  }

  private static void set(String name, String value) throws IOException {
    Path file = Path.of("/proc/sys", name);
    if (Files.exists(file)) {
      Files.writeString(file, value);
    }
  }

  /**
   * What doctor finds of it: in its namespace, with its files, and while the TCP connections stand
   * that {@code connect} names, a line {@code ADDRESS PORT} each; the address is one of its own.
   */
  Diagnosis diagnose() throws IOException {
    List<Closeable> open = new ArrayList<>();
    try {
      for (String line : lines("connect")) {
        String[] parts = line.split(" ", 2);
        InetAddress address = InetAddress.getByName(parts[0]);
        ServerSocket server = new ServerSocket(Integer.parseInt(parts[1]), 1, address);
        open.add(server);
        open.add(new Socket(address, server.getLocalPort()));
      }
      return Diagnosis.of(view(), Checks.all());
    } finally {
      for (Closeable each : open) {
        each.close();
      }
    }
  }

  private View view() throws IOException {
    Sources sources =
        new Sources(
            new LayoutFiles(directory),
            Optional.of(JnrNetlinkTransport.load()),
            ByteOrder.nativeOrder(),
            Clock.system(),
            false);
    Selection selection = Selection.defaults().without("pm-events");
    return new Rounds(
            Collectors.forDoctor(sources, new EventQueue(1), selection),
            Collectors.trackers(selection),
            sources.clock())
        .next();
  }

  List<String> expected() throws IOException {
    return lines("expected");
  }

  /** The lines of a file, without blank ones and comments; none if there is no file. */
  private List<String> lines(String file) throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.exists(directory.resolve(file))) {
      for (String line : Files.readAllLines(directory.resolve(file))) {
        if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(line.strip());
        }
      }
    }
    return lines;
  }

  /** The kernel's files of this thread's namespace, all others of the layout. */
  private static final class LayoutFiles extends RootFs {

    private final RootFs kernel = new RootFs(Path.of("/"));

    LayoutFiles(Path directory) {
      super(directory);
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
      return path.startsWith("proc/") ? kernel.read(here(path)) : super.read(path);
    }

    @Override
    public List<String> list(String directory) throws IOException {
      return directory.startsWith("proc/") ? kernel.list(here(directory)) : super.list(directory);
    }

    /** {@code /proc/net} is that of the process's first thread. */
    private static String here(String path) {
      return path.replaceFirst("^proc/net/", "proc/thread-self/net/");
    }
  }
}
