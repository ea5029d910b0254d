package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.exporter.events.Since;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** From where on events are wanted: an id, a time, or how long ago. */
final class SinceOption {

  static final String NAME = "--since";

  private SinceOption() {}

  /**
   * As given; a bare number is an id.
   *
   * @throws UsageException if it is none of them
   */
  static Optional<Since> of(ParseResult options, InstantSource now) throws UsageException {
    Optional<String> given = Options.value(options, NAME);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    String text = given.get();
    try {
      return Optional.of(
          text.matches("\\d+[a-z]+")
              ? new Since.Time(now.instant().minus(Options.duration(NAME, text)))
              : Since.parse(text));
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          NAME
              + ": \""
              + text
              + "\" is neither the id of an event, nor a time such as 2026-11-24T13:03:55Z, nor one"
              + " ago such as 1h");
    }
  }
}
