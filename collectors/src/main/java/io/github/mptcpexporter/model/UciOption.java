package io.github.mptcpexporter.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringTokenizer;

/**
 * One option of a UCI section.
 *
 * <p>libuci: {@code struct uci_option}, {@code uci.h}.
 *
 * @param name of letters, digits and underscores
 * @param items of a list, perhaps none; of a string the only one
 * @param list whether it was written as {@code list}; the old form of {@code uci show} does not
 *     tell, so there a list is a string with blanks
 */
public record UciOption(String name, List<String> items, boolean list) {

  public UciOption {
    items = List.copyOf(items);
  }

  /** An {@code option}. */
  public static UciOption string(String name, String value) {
    return new UciOption(name, List.of(value), false);
  }

  /** As a string: items of a list are joined by a blank, as {@code uci get} does. */
  public String value() {
    return String.join(" ", items);
  }

  /** As a list: a string is its words. */
  public List<String> words() {
    if (list) {
      return items;
    }
    List<String> words = new ArrayList<>();
    for (StringTokenizer tokens = new StringTokenizer(value()); tokens.hasMoreTokens(); ) {
      words.add(tokens.nextToken());
    }
    return Collections.unmodifiableList(words);
  }
}
