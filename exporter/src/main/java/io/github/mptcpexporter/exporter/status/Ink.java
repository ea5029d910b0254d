package io.github.mptcpexporter.exporter.status;

/** What a word tells, and so its colour. */
enum Ink {
  PLAIN(""),
  GOOD("\u001b[32m"),
  WARN("\u001b[33m"),
  BAD("\u001b[31m"),
  HEAD("\u001b[1m");

  private static final String RESET = "\u001b[0m";

  private final String start;

  Ink(String start) {
    this.start = start;
  }

  /** The text with the terminal's codes around it, which take no room. */
  String paint(String text, boolean colour) {
    return !colour || start.isEmpty() || text.isBlank() ? text : start + text + RESET;
  }
}
