package io.github.mptcpexporter.exporter.metrics;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The value of {@code Accept} or {@code Accept-Encoding}: names with weights (RFC 9110, 12.4.2).
 *
 * <p>Parameters other than {@code q} are passed over; an element whose weight makes no sense is
 * taken as not there.
 *
 * @param value as received, several headers joined by commas; empty if there was none
 */
public record AcceptHeader(String value) {

  /**
   * The highest weight, from 0 to 1, that the header gives to the name; empty if it has no word
   * about it.
   *
   * @param name in small letters, such as {@code text/plain} or {@code gzip}
   */
  public OptionalDouble weight(String name) {
    double highest = -1;
    for (String element : value.split(",", -1)) {
      String[] parts = element.split(";", -1);
      if (parts[0].strip().toLowerCase(Locale.ROOT).equals(name)) {
        highest = Math.max(highest, weight(parts));
      }
    }
    return highest < 0 ? OptionalDouble.empty() : OptionalDouble.of(highest);
  }

  /** Negative if it makes no sense. */
  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=") || parameter.startsWith("Q=")) {
        return number(parameter.substring(2));
      }
    }
    return 1;
  }

  private static double number(String text) {
    if (!text.matches("[01](\\.\\d{0,3})?")) {
      return -1;
    }
    return Math.min(1, Double.parseDouble(text));
  }
}
