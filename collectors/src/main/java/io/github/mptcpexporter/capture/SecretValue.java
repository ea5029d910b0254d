package io.github.mptcpexporter.capture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides the words between the name of an option and the end of its statement. */
final class SecretValue {

  /** What may follow on the same line in UCI. */
  private static final Pattern NEXT_STATEMENT =
      Pattern.compile(";[ \\t]*(?:option|list|config)[ \\t]");

  private final String text;
  private final boolean quotesSpanLines;
  private final StringBuilder hidden = new StringBuilder();
  private int at;

  private SecretValue(String text, boolean quotesSpanLines) {
    this.text = text;
    this.quotesSpanLines = quotesSpanLines;
  }

  /**
   * Hides each value.
   *
   * @param names ends where a value begins
   * @param quotesSpanLines whether a line end in quotes is part of the value, as in UCI
   */
  static String hide(String text, Pattern names, boolean quotesSpanLines) {
    SecretValue value = new SecretValue(text, quotesSpanLines);
    Matcher name = names.matcher(text);
    while (name.find(value.at)) {
      value.hidden.append(text, value.at, name.end());
      value.at = name.end();
      value.hideWords();
    }
    return value.hidden.append(text, value.at, text.length()).toString();
  }

  private void hideWords() {
    while (at < text.length() && text.charAt(at) != '\n') {
      char c = text.charAt(at);
      if (c == ';' && NEXT_STATEMENT.matcher(text).region(at, text.length()).lookingAt()) {
        return;
      }
      if (c == '\'' || c == '"') {
        hideQuoted(c);
      } else if (isBlank(c)) {
        hidden.append(c);
        at++;
      } else {
        hideRun();
      }
    }
  }

  private void hideQuoted(char quote) {
    hidden.append(quote).append(Secrets.HIDDEN);
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\n') {
        if (!quotesSpanLines) {
          return;
        }
        hidden.append('\n').append(Secrets.HIDDEN);
      } else if (quote == '"' && text.startsWith("\\", at) && !text.startsWith("\n", at + 1)) {
        at++;
      }
      at++;
    }
    at = Math.min(at, text.length());
    if (at < text.length()) {
      hidden.append(quote);
      at++;
    }
  }

  private void hideRun() {
    hidden.append(Secrets.HIDDEN);
    while (at < text.length() && !isEndOfRun(text.charAt(at))) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == ';') {
      at++; // a part of the word, unless a statement follows
    }
  }

  private boolean isEndOfRun(char c) {
    return c == '\n' || c == '\'' || c == '"' || c == ';' || isBlank(c);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }
}
