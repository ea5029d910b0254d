package io.github.mptcpexporter.exporter.status;

import java.util.ArrayList;
import java.util.List;

/** Text behind a word in the left margin, broken between words at the edge of the screen. */
final class Paragraph {

  /** Columns of the screen. */
  static final int WIDTH = 80;

  /** Columns of the margin: the longest word there and a space. */
  static final int MARGIN = 9;

  private static final char NO_BREAK = '\u00a0';

  private Paragraph() {}

  /** Such as {@code CONNS 14 established, …}. */
  static List<String> lines(String word, Ink ink, String text, boolean colour) {
    List<String> lines = wrap(text, WIDTH - MARGIN);
    String first = ink.paint(word, colour) + " ".repeat(Math.max(1, MARGIN - word.length()));
    List<String> result = new ArrayList<>(lines.size());
    for (String line : lines) {
      String margin = result.isEmpty() ? first : " ".repeat(MARGIN);
      result.add((margin + line).stripTrailing());
    }
    return result;
  }

  /** The text as one word, for {@link #wrap}. */
  static String keep(String text) {
    return text.replace(' ', NO_BREAK);
  }

  /** The text in lines of at most {@code width}; a word that is longer is cut. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > width) {
      int space = rest.lastIndexOf(' ', width);
      int end = space > 0 ? space : width;
      lines.add(rest.substring(0, end).stripTrailing().replace(NO_BREAK, ' '));
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest.replace(NO_BREAK, ' '));
    return lines;
  }
}
