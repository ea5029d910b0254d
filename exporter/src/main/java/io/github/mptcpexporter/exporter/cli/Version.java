package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.exporter.metrics.BuildInfo;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What {@code --version} prints. */
final class Version {

  private Version() {}

  /** Version, revision and Java in one line. */
  static String line() {
    BuildInfo build;
    try {
      build = BuildInfo.ofThisProgram();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the jar that runs this can be read
    }
    return CommandLineInterface.NAME
        + " "
        + build.version()
        + " (revision "
        + build.revision()
        + ", Java "
        + build.javaVersion()
        + ")";
  }
}
