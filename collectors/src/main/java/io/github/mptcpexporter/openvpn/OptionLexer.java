package io.github.mptcpexporter.openvpn;

import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of one line of options, as OpenVPN finds them ({@code parse_line()} in {@code
 * options_parse.c}, before 2.7 {@code options.c}): a backslash may stand before a blank, a quote or
 * another one, save between single quotes; {@code #} and {@code ;} begin a comment where a word
 * would begin.
 */
final class OptionLexer {

  /** Words that OpenVPN looks at ({@code MAX_PARMS}). */
  private static final int MOST_WORDS = 16;

  private enum State {
    BETWEEN,
    WORD,
    DOUBLE_QUOTES,
    SINGLE_QUOTES
  }

  private final Line line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private State state = State.BETWEEN;

  private OptionLexer(Line line) {
    this.line = line;
  }

  /**
   * The words; none of an empty line or a comment.
   *
   * @throws BadInputException where OpenVPN would refuse to start
   */
  static List<String> words(Line line) throws BadInputException {
    OptionLexer lexer = new OptionLexer(line);
    lexer.read(line.text());
    return lexer.words;
  }

  private void read(String text) throws BadInputException {
    boolean escaped = false;
    for (int i = 0; i < text.length() && words.size() < MOST_WORDS; i++) {
      char c = text.charAt(i);
      if (!escaped && c == '\\' && state != State.SINGLE_QUOTES) {
        escaped = true;
      } else if (state == State.BETWEEN && (c == '#' || c == ';')) {
        return;
      } else {
        take(c, escaped);
        escaped = false;
      }
    }
    if (state == State.DOUBLE_QUOTES || state == State.SINGLE_QUOTES) {
      throw line.bad("a quote without its end");
    }
    if (state == State.WORD) {
      end();
    }
  }

  private void take(char c, boolean escaped) throws BadInputException {
    switch (state) {
      case BETWEEN -> begin(c, escaped);
      case WORD -> {
        if (!escaped && isBlank(c)) {
          end();
        } else {
          append(c, escaped);
        }
      }
      case DOUBLE_QUOTES -> {
        if (!escaped && c == '"') {
          end();
        } else {
          append(c, escaped);
        }
      }
      case SINGLE_QUOTES -> {
        if (c == '\'') {
          end();
        } else {
          word.append(c);
        }
      }
    }
  }

  private void begin(char c, boolean escaped) throws BadInputException {
    if (isBlank(c)) {
      return; // also behind a backslash
    }
    if (!escaped && (c == '"' || c == '\'')) {
      state = c == '"' ? State.DOUBLE_QUOTES : State.SINGLE_QUOTES;
    } else {
      state = State.WORD;
      append(c, escaped);
    }
  }

  private void append(char c, boolean escaped) throws BadInputException {
    if (escaped && c != '\\' && c != '"' && !isBlank(c)) {
      throw line.bad("a backslash before " + Line.excerpt(String.valueOf(c)));
    }
    word.append(c);
  }

  private void end() {
    words.add(word.toString());
    word.setLength(0);
    state = State.BETWEEN;
  }

  /** As {@code isspace()} in the C locale. */
  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
