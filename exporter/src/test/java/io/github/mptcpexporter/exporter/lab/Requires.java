package io.github.mptcpexporter.exporter.lab;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a test needs of the machine: without it the test is skipped, or fails where strict. */
public final class Requires {

  private Requires() {}

  /** The tool in {@code PATH}. */
  public static Path tool(String name) {
    Optional<Path> found = inPath(name);
    needed(found.isPresent(), name + " is not installed");
    return found.orElseThrow();
  }

  /**
   * Skips the test, or fails it with {@code -Dstrict.tools=true}, unless it is there.
   *
   * @param missing a sentence for the report
   */
  public static void needed(boolean there, String missing) {
    if (there) {
      return;
    }
    if (Boolean.getBoolean("strict.tools")) {
      fail(missing);
    }
    abort(missing);
  }

  private static Optional<Path> inPath(String tool) {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getenv("PATH") + ":/usr/sbin:/sbin")
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
