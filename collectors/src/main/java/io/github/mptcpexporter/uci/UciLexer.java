package io.github.mptcpexporter.uci;

/**
 * Words of UCI statements: quoting, escapes, continued lines ({@code parse_str()} and {@code
 * next_arg()} in libuci's {@code file.c}).
 */
final class UciLexer {

  private final LineBuffer buffer;

  UciLexer(LineBuffer buffer) {
    this.buffer = buffer;
  }

  /** What {@code isspace(3)} says in the C locale. */
  static boolean isSpace(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  void skipSpace() {
    while (isSpace(buffer.current())) {
      buffer.advance();
    }
  }

  /**
   * The keyword at the position: what stands between blanks and tabs, never quoted; ended by a NUL
   * in place of the blank behind it ({@code strtok(3)}). Empty at the end of the line.
   */
  String keyword() {
    int start = buffer.position();
    while (isBlank(buffer.at(start))) {
      start++;
    }
    int end = start;
    while (buffer.at(end) != 0 && !isBlank(buffer.at(end))) {
      end++;
    }
    if (buffer.at(end) != 0) {
      buffer.put(end, 0);
    }
    return buffer.text(start);
  }

  /**
   * The next argument; empty if there is none. Where it is, since a further argument on a further
   * line may still change it: nothing written before it moves.
   */
  int argument() throws UciParseException {
    skipSpace();
    int start = buffer.position();
    if (buffer.current() == ';') {
      buffer.put(start, 0);
      buffer.advance();
    } else {
      word(start);
    }
    return start;
  }

  private void word(int start) throws UciParseException {
    int target = start;
    boolean atSemicolon = false;
    do {
      int c = buffer.current();
      if (c == '\'') {
        target = singleQuoted(target);
      } else if (c == '"') {
        target = doubleQuoted(target);
      } else if (c == '#') {
        buffer.put(buffer.position(), 0);
        break;
      } else if (c == 0) {
        break;
      } else if (c == ';') {
        atSemicolon = true;
        break;
      } else if (c != '\\' || escaped()) {
        target = copy(target);
      }
    } while (buffer.current() != 0 && !isSpace(buffer.current()));
    // The blank behind an unquoted word is where the word's own end is going to be written.
    if (buffer.current() != 0 && !atSemicolon) {
      buffer.advance();
    }
    buffer.put(target, 0);
  }

  private int singleQuoted(int start) throws UciParseException {
    int target = start;
    buffer.advance();
    while (buffer.current() != '\'') {
      if (buffer.current() == 0) {
        nextLine("EOF with unterminated '");
      } else {
        target = copy(target);
      }
    }
    buffer.advance();
    return target;
  }

  private int doubleQuoted(int start) throws UciParseException {
    int target = start;
    buffer.advance();
    while (buffer.current() != '"') {
      if (buffer.current() == 0) {
        nextLine("EOF with unterminated \"");
      } else if (buffer.current() != '\\' || escaped()) {
        target = copy(target);
      }
    }
    buffer.advance();
    return target;
  }

  /** Skips a backslash; false if it stood at the end of its line, which the next one continues. */
  private boolean escaped() {
    buffer.advance();
    int at = buffer.position();
    int c = buffer.current();
    if (c == 0 || c == '\n' || (c == '\r' && buffer.at(at + 1) == '\n' && buffer.at(at + 2) == 0)) {
      buffer.readLine(at);
      return false;
    }
    return true;
  }

  private void nextLine(String complaint) throws UciParseException {
    buffer.readLine(buffer.position());
    if (buffer.current() == 0) {
      throw new UciParseException(complaint);
    }
  }

  private int copy(int target) {
    buffer.put(target, buffer.current());
    buffer.advance();
    return target + 1;
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }
}
