package io.github.mptcpexporter.capture;

/** Hides the values of members of JSON objects that are named like secrets. */
final class JsonSecrets {

  private static final int NOT_HIDING = -1;

  private final String text;
  private final StringBuilder hidden = new StringBuilder();
  private int at;
  private int depth;

  // Depth of the object whose member is being hidden.
  private int hidingFrom = NOT_HIDING;

  private JsonSecrets(String text) {
    this.text = text;
  }

  static String hide(String text) {
    JsonSecrets json = new JsonSecrets(text);
    while (json.at < text.length()) {
      json.takeToken();
    }
    return json.hidden.toString();
  }

  private void takeToken() {
    char c = text.charAt(at);
    switch (c) {
      case '{', '[' -> depth++;
      case '}', ']' -> {
        depth--;
        endMember();
      }
      case ',' -> endMember();
      default -> {
        if (c != ':' && !Character.isWhitespace(c)) {
          takeScalar(c == '"' ? endOfString() : endOfWord());
          return;
        }
      }
    }
    hidden.append(c);
    at++;
  }

  /** A key, or a value that is neither an object nor an array. */
  private void takeScalar(int end) {
    String scalar = text.substring(at, end);
    at = end;
    if (isBeforeColon(end)) {
      if (hidingFrom == NOT_HIDING && Secrets.NAME.matcher(scalar).find()) {
        hidingFrom = depth;
      }
      hidden.append(scalar);
    } else {
      boolean hide = hidingFrom != NOT_HIDING && !scalar.equals("null");
      hidden.append(hide ? '"' + Secrets.HIDDEN + '"' : scalar);
    }
  }

  private boolean isBeforeColon(int end) {
    int i = end;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i < text.length() && text.charAt(i) == ':';
  }

  /** A comma or a bracket at the depth of the member, or less, ends it. */
  private void endMember() {
    if (depth <= hidingFrom) {
      hidingFrom = NOT_HIDING;
    }
  }

  private int endOfString() {
    int i = at + 1;
    while (i < text.length() && text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i + 1, text.length());
  }

  private int endOfWord() {
    int i = at;
    while (i < text.length() && "{}[]:,\"".indexOf(text.charAt(i)) < 0) {
      if (Character.isWhitespace(text.charAt(i))) {
        return i;
      }
      i++;
    }
    return i;
  }
}
