package io.github.mptcpexporter.exporter.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Points in time as text: RFC 3339. */
public final class Timestamp {

  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private Timestamp() {}

  /** In UTC with milliseconds: {@code 2026-11-24T13:03:55.123Z}. */
  public static String text(Instant time) {
    return MILLIS.format(time);
  }

  /** The same for people: {@code 2026-11-24 13:03:55.123Z}. */
  public static String readable(Instant time) {
    return text(time).replace('T', ' ');
  }

  /**
   * In UTC or with an offset.
   *
   * @throws IllegalArgumentException if it is none; the message says so
   */
  static Instant parse(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no time such as 2026-11-24T13:03:55Z", e);
    }
  }
}
