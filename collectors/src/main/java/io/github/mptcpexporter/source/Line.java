package io.github.mptcpexporter.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringTokenizer;

/**
 * One line of a file, with its address.
 *
 * @param file path below the root, without a leading slash
 * @param number from 1
 * @param text without the line end
 */
public record Line(String file, int number, String text) {

  private static final int EXCERPT = 60;

  /** The parts between blanks and tabs. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    for (StringTokenizer tokens = new StringTokenizer(text, " \t"); tokens.hasMoreTokens(); ) {
      words.add(tokens.nextToken());
    }
    return Collections.unmodifiableList(words);
  }

  /** A complaint about this line. */
  public BadInputException bad(String complaint) {
    return new BadInputException(file + ":" + number + ": " + complaint);
  }

  /** A decimal number from 0, of at most 64 bits (read as unsigned). */
  public long unsigned(String word) throws BadInputException {
    return unsigned(word, 10);
  }

  /** A hexadecimal number from 0, of at most 64 bits (read as unsigned). */
  public long hex(String word) throws BadInputException {
    return unsigned(word, 16);
  }

  /** A decimal number that may be negative. */
  public long signed(String word) throws BadInputException {
    try {
      return Long.parseLong(word);
    } catch (NumberFormatException e) {
      throw notANumber(word);
    }
  }

  private long unsigned(String word, int radix) throws BadInputException {
    try {
      if (word.startsWith("+")) {
        throw notANumber(word);
      }
      return Long.parseUnsignedLong(word, radix);
    } catch (NumberFormatException e) {
      throw notANumber(word);
    }
  }

  private BadInputException notANumber(String word) {
    return bad("not a number: \"" + excerpt(word) + "\"");
  }

  /** The word, shortened and without control characters, fit for a complaint. */
  public static String excerpt(String word) {
    String printable = word.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= EXCERPT ? printable : printable.substring(0, EXCERPT) + "…";
  }
}
