package io.github.mptcpexporter.exporter.lab;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Process, mount and network namespaces of their own, and a directory for files.
 *
 * <p>They belong to one process that reads its standard input and does nothing else. When that
 * ends, because this is closed or because our JVM is gone, the kernel kills every process of the
 * sandbox and frees its network, and then the directory is removed. {@code /run} is the sandbox's
 * own, and so are the names of network namespaces in it.
 */
public final class Sandbox implements Closeable {

  private static final String INSIDE = "mount -t tmpfs tmpfs /run && echo ready && cat >/dev/null";
  private static final String OUTSIDE = "directory=$1; shift; \"$@\"; rm -rf -- \"$directory\"";

  private final Path directory;
  private final LineProcess keeper;
  private final List<String> enter;

  private Sandbox(Path directory, LineProcess keeper, List<String> enter) {
    this.directory = directory;
    this.keeper = keeper;
    this.enter = List.copyOf(enter);
  }

  /** Opens one, in a user namespace if we are not root; skips the test where that is forbidden. */
  static Sandbox open() throws IOException {
    for (String tool : List.of("setsid", "unshare", "nsenter", "mount", "ip")) {
      Requires.tool(tool);
    }
    Path directory =
        Files.createTempDirectory(
            "mptcp-lab",
            // a user without rights must find the program here
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    LineProcess keeper =
        new LineProcess(directory.resolve("keeper.err"), List.of("sandbox"), keeper(directory));
    try {
      keeper.hear();
      long pid = keeper.child().children().findFirst().orElseThrow().pid();
      return new Sandbox(directory, keeper, enter(pid));
    } catch (IOException e) {
      keeper.close(Duration.ofSeconds(10));
      Requires.needed(false, "no namespaces here: " + e.getMessage());
      throw e;
    }
  }

  private static List<String> keeper(Path directory) throws IOException {
    // a session of its own: Ctrl-C ends us, and that ends the keeper, in this order
    List<String> command =
        new ArrayList<>(List.of("setsid", "sh", "-c", OUTSIDE, "sh", directory.toString()));
    command.add("unshare");
    if (!root()) {
      command.addAll(List.of("--user", "--map-root-user"));
    }
    command.addAll(List.of("--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"));
    command.addAll(List.of("sh", "-c", INSIDE));
    return command;
  }

  private static List<String> enter(long pid) throws IOException {
    List<String> command = new ArrayList<>(List.of("nsenter", "--target", Long.toString(pid)));
    if (!root()) {
      command.addAll(List.of("--user", "--preserve-credentials"));
    }
    command.addAll(List.of("--net", "--mount", "--pid", "--"));
    return command;
  }

  /** Whether the tests run as root, so that a sandbox knows every user and not root alone. */
  public static boolean root() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  /** For files; gone with the sandbox. */
  public Path directory() {
    return directory;
  }

  /** Copies a script of the lab into the directory. */
  Path script(String name) throws IOException {
    Path copy = directory.resolve(name);
    try (InputStream script = Sandbox.class.getResourceAsStream("/lab/" + name)) {
      if (script == null) {
        throw new IOException("no resource /lab/" + name);
      }
      if (!Files.exists(copy)) {
        Files.copy(script, copy);
      }
    }
    return copy;
  }

  /** Runs a command inside, to its end. */
  CommandResult run(Duration limit, String input, List<String> command) throws IOException {
    return CommandResult.of(directory, limit, input, command, inside(command));
  }

  /** Starts a command inside. */
  LineProcess start(List<String> command) throws IOException {
    return new LineProcess(Files.createTempFile(directory, "errors", ""), command, inside(command));
  }

  private List<String> inside(List<String> command) {
    List<String> whole = new ArrayList<>(enter);
    whole.addAll(command);
    return whole;
  }

  @Override
  public void close() throws IOException {
    keeper.close(Duration.ofSeconds(10));
  }
}
