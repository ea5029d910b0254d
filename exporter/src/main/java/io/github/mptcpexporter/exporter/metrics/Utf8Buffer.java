package io.github.mptcpexporter.exporter.metrics;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text on its way to a stream, through one buffer. Allocates nothing for ASCII and whole numbers.
 */
final class Utf8Buffer {

  /** Beyond it, a double no longer holds each whole number. */
  private static final long LARGEST_EXACT = 1L << 53;

  /** From here on {@link Double#toString} writes an exponent. */
  private static final long SMALLEST_WITH_EXPONENT = 10_000_000;

  private static final int HALF = 100_000_000;

  private final OutputStream out;
  private final byte[] bytes = new byte[8192];
  private final byte[] digits = new byte[20];
  private int length;

  Utf8Buffer(OutputStream out) {
    this.out = out;
  }

  void put(char ascii) throws IOException {
    if (length == bytes.length) {
      flush();
    }
    bytes[length++] = (byte) ascii;
  }

  /** Text of which the caller knows that it is ASCII. */
  @SuppressWarnings("deprecation") // copies the low bytes, which is all that ASCII has
  void ascii(String text) throws IOException {
    for (int start = 0; start < text.length(); ) {
      if (length == bytes.length) {
        flush();
      }
      int end = Math.min(text.length(), start + bytes.length - length);
      text.getBytes(start, end, bytes, length);
      length += end - start;
      start = end;
    }
  }

  /** Any text, with a backslash before backslashes and, if asked, quotes; a line end is \n. */
  void escaped(String text, boolean quotes) throws IOException {
    if (isPlain(text)) {
      ascii(text);
      return;
    }
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      escaped(b, quotes);
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || c == '\\' || c == '"' || c == '\n') {
        return false;
      }
    }
    return true;
  }

  private void escaped(byte b, boolean quotes) throws IOException {
    if (length >= bytes.length - 1) {
      flush();
    }
    if (b == '\\' || (b == '"' && quotes)) {
      bytes[length++] = '\\';
      bytes[length++] = b;
    } else if (b == '\n') {
      bytes[length++] = '\\';
      bytes[length++] = 'n';
    } else {
      bytes[length++] = b;
    }
  }

  /** As {@link Double#toString}, but with Go's words for the infinities. */
  void number(double value) throws IOException {
    long whole = (long) value;
    if (whole == value && whole > -LARGEST_EXACT && whole < LARGEST_EXACT && !isMinusZero(value)) {
      if (whole < 0) {
        put('-');
      }
      wholeNumber(Math.abs(whole));
    } else if (Double.isInfinite(value)) {
      ascii(value > 0 ? "+Inf" : "-Inf");
    } else {
      ascii(Double.toString(value));
    }
  }

  private static boolean isMinusZero(double value) {
    return value == 0 && 1 / value < 0;
  }

  private void wholeNumber(long value) throws IOException {
    int first = splitDigits(value);
    if (value < SMALLEST_WITH_EXPONENT) {
      digits(first, digits.length);
      ascii(".0");
      return;
    }
    int end = digits.length;
    while (end > first + 2 && digits[end - 1] == '0') {
      end--;
    }
    int exponent = digits.length - first - 1;
    digits(first, first + 1);
    put('.');
    digits(first + 1, end);
    put('E');
    if (exponent >= 10) {
      put((char) ('0' + exponent / 10));
    }
    put((char) ('0' + exponent % 10));
  }

  /** Fills the end of {@link #digits}; returns where they begin. */
  private int splitDigits(long value) {
    int at = digits.length;
    long rest = value;
    while (rest >= HALF) { // eight digits by int division, which costs a third of long division
      int low = (int) (rest % HALF);
      rest /= HALF;
      for (int i = 0; i < 8; i++) {
        digits[--at] = (byte) ('0' + low % 10);
        low /= 10;
      }
    }
    int high = (int) rest;
    do {
      digits[--at] = (byte) ('0' + high % 10);
      high /= 10;
    } while (high > 0);
    return at;
  }

  private void digits(int from, int to) throws IOException {
    if (length > bytes.length - digits.length) {
      flush();
    }
    for (int i = from; i < to; i++) {
      bytes[length++] = digits[i];
    }
  }

  void flush() throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }
}
