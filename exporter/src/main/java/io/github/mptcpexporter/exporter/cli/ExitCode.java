package io.github.mptcpexporter.exporter.cli;

/** How all commands end. */
final class ExitCode {

  /** Done, and all is right. */
  static final int OK = 0;

  /** A warning was found, or the command could not be carried out. */
  static final int WARNING = 1;

  /** A failure was found. */
  static final int FAILURE = 2;

  /** What was asked for could not be judged. */
  static final int UNKNOWN = 3;

  /** The command line makes no sense ({@code EX_USAGE} of {@code sysexits.h}). */
  static final int USAGE = 64;

  private ExitCode() {}
}
