package io.github.mptcpexporter.exporter.status;

import java.util.Locale;

/** How all is, from best to worst; also how bad a finding is. */
public enum Level {
  OK(0, Ink.GOOD),
  /** Something that the judgement needs could not be read. */
  UNKNOWN(3, Ink.WARN),
  WARNING(1, Ink.WARN),
  FAILED(2, Ink.BAD);

  private final int exitCode;
  private final Ink ink;

  Level(int exitCode, Ink ink) {
    this.exitCode = exitCode;
    this.ink = ink;
  }

  /** Of the command: 0 ok, 1 warning, 2 failure, 3 could not judge. */
  public int exitCode() {
    return exitCode;
  }

  /** As in the JSON. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Ink ink() {
    return ink;
  }
}
