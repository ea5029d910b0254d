package io.github.mptcpexporter.exporter.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Entry point of the jar. */
public final class Main {

  private static final int OUT_BYTES = 8192;

  private Main() {}

  /** Runs the command that {@code args} names and ends with its exit code. */
  public static void main(String[] args) {
    LogLines.install();
    // System.out encodes as the locale says, which on a router is often none.
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), OUT_BYTES),
            false,
            StandardCharsets.UTF_8);
    int code = new CommandLineInterface().run(args, new Terminal(out, System.err, interactive()));
    out.flush();
    if (out.checkError() && code == ExitCode.OK) {
      code = ExitCode.WARNING; // a full disk, or a reader that went away
    }
    System.exit(code);
  }

  /**
   * By the kernel's name of the open file: {@code System.console()} asks for standard input too.
   */
  private static boolean interactive() {
    try {
      String file = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return file.startsWith("/dev/pts/")
          || file.startsWith("/dev/tty")
          || file.equals("/dev/console");
    } catch (IOException e) {
      return false; // without /proc no one knows
    }
  }
}
