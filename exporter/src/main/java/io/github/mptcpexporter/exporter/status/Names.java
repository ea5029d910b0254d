package io.github.mptcpexporter.exporter.status;

import java.util.List;

/** Names in sentences and columns. */
final class Names {

  /** Longest name of an interface inside a sentence. */
  private static final int IN_SENTENCE = 15;

  private Names() {}

  /**
   * The name in at most {@code width} characters. Names of devices differ at both ends ({@code
   * wlx00c0caabcdef}), so the middle goes: {@code wlx00c~cdef}.
   */
  static String shorten(String name, int width) {
    if (name.length() <= width) {
      return name;
    }
    int tail = (width - 1) / 2;
    int head = width - 1 - tail;
    return name.substring(0, head) + "~" + name.substring(name.length() - tail);
  }

  /** Such as {@code wan1}, {@code wan1 and wan2}, {@code wan1, wan2 and lte}. */
  static String join(List<String> names) {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      if (i > 0) {
        joined.append(i == names.size() - 1 ? " and " : ", ");
      }
      joined.append(shorten(names.get(i), IN_SENTENCE));
    }
    return joined.toString();
  }
}
