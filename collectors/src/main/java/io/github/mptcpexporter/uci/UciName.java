package io.github.mptcpexporter.uci;

import java.nio.charset.StandardCharsets;

/** Which words may name what ({@code uci_validate_str()} in libuci's {@code util.c}). */
final class UciName {

  private UciName() {}

  /** Of a section or an option. */
  static boolean isName(String text) {
    return consistsOf(text, false, false);
  }

  static boolean isPackage(String text) {
    return consistsOf(text, true, false);
  }

  static boolean isType(String text) {
    return consistsOf(text, false, true);
  }

  /** Whether a value in a delta holds no control characters ({@code uci_validate_text()}). */
  static boolean isText(String value) {
    return value.chars().allMatch(c -> c >= ' ' || c == '\t' || c == '\n' || c == '\r');
  }

  /** What bytes, a character each, say; those that are no UTF-8 are replaced. */
  static String decoded(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static boolean consistsOf(String text, boolean dash, boolean printable) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!word && c != '_' && !(dash && c == '-') && !(printable && c > ' ' && c < 0x7f)) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
