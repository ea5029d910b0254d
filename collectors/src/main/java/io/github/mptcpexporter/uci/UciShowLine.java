package io.github.mptcpexporter.uci;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of {@code uci show} or {@code uci changes}: {@code package.section[.option]=value}, and
 * in changes {@code +=}, {@code -=} or a minus in front. The value is in quotes, several if it is a
 * list, and may then go on over lines; old versions wrote it bare to the end of the line.
 *
 * @param operator what becomes of the value
 * @param packageName of letters, digits, dash and underscore
 * @param section a name or {@code @type[index]}
 * @param option empty if the section itself is meant
 * @param values none where something is removed; bytes, a character each
 * @param list whether they are certainly items of a list
 */
record UciShowLine(
    Operator operator,
    String packageName,
    String section,
    Optional<String> option,
    List<String> values,
    boolean list) {

  /** What becomes of the value. */
  enum Operator {
    SET,
    ADD,
    REMOVE_ITEM,
    REMOVE
  }

  /**
   * A line.
   *
   * @param text without blanks around it; with all lines of its value
   * @return empty if it is none
   */
  static Optional<UciShowLine> of(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return text.startsWith("-")
          ? of(Operator.REMOVE, text.substring(1), List.of(), false)
          : Optional.empty();
    }
    Operator operator = Operator.SET;
    int end = equals;
    if (equals > 0 && (text.charAt(equals - 1) == '+' || text.charAt(equals - 1) == '-')) {
      end--;
      operator = text.charAt(end) == '+' ? Operator.ADD : Operator.REMOVE_ITEM;
    }
    String written = text.substring(equals + 1);
    List<String> values = written.startsWith("'") ? unquoted(written) : List.of(written);
    return of(operator, text.substring(0, end), values, values.size() != 1);
  }

  private static Optional<UciShowLine> of(
      Operator operator, String path, List<String> values, boolean list) {
    int first = path.indexOf('.');
    int second = first < 0 ? -1 : path.indexOf('.', sectionEnd(path, first + 1));
    if (first < 0) {
      return Optional.empty();
    }
    String section = path.substring(first + 1, second < 0 ? path.length() : second);
    Optional<String> option =
        second < 0 ? Optional.empty() : Optional.of(path.substring(second + 1));
    if (!UciName.isPackage(path.substring(0, first))
        || !(UciName.isName(section) || section.startsWith("@"))
        || !option.map(UciName::isName).orElse(true)) {
      return Optional.empty();
    }
    return Optional.of(
        new UciShowLine(operator, path.substring(0, first), section, option, values, list));
  }

  /** Types may hold dots; they stand before the bracket. */
  private static int sectionEnd(String path, int start) {
    int bracket = path.indexOf(']', start);
    return path.startsWith("@", start) && bracket >= 0 ? bracket : start;
  }

  /** Where the line that begins at {@code start} ends: at a newline outside of quotes. */
  static int end(String text, int start) {
    boolean quotes = false;
    boolean quoted = false;
    int i = start;
    while (i < text.length() && (quoted || text.charAt(i) != '\n')) {
      char c = text.charAt(i);
      quotes |= c == '=' && text.startsWith("'", i + 1);
      if (c == '\'' && quotes) {
        quoted = !quoted;
      } else if (c == '\\' && quotes && !quoted) {
        i++;
      } else if (c == '=' && !quotes) {
        return lineEnd(text, i);
      }
      i++;
    }
    return Math.min(i, text.length());
  }

  private static int lineEnd(String text, int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() : end;
  }

  /** The words of a text that is quoted as for a shell. */
  private static List<String> unquoted(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (c == '\\' && !quoted && i + 1 < text.length()) {
        word.append(text.charAt(++i));
      } else if (!quoted && UciLexer.isSpace(c)) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    words.add(word.toString());
    return words;
  }
}
