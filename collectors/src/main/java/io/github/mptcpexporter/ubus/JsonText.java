package io.github.mptcpexporter.ubus;

import io.github.mptcpexporter.source.BadInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as text, and the values in it: an object is a map, an array a list, a whole number a {@code
 * Long}, any other a {@code Double}; null is left out of objects and arrays.
 */
final class JsonText {

  private static final int DEEPEST = 32;

  private final String file;
  private final String text;
  private int at;

  private JsonText(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * The members of an object.
   *
   * @param file for complaints
   */
  static Map<String, Object> parse(String file, String text) throws BadInputException {
    JsonText json = new JsonText(file, text);
    json.space();
    Map<String, Object> object = json.object(0);
    json.space();
    if (json.at < text.length()) {
      throw json.bad();
    }
    return object;
  }

  private List<Object> value(int depth) throws BadInputException {
    if (depth > DEEPEST) {
      throw bad();
    }
    char c = peek();
    if (c == '{') {
      return List.of(object(depth));
    } else if (c == '[') {
      return List.of(array(depth));
    } else if (c == '"') {
      return List.of(string());
    }
    int start = at;
    while (at < text.length() && isOfWord(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "true" -> List.of(true);
      case "false" -> List.of(false);
      case "null" -> List.of();
      default -> List.of(number(word));
    };
  }

  private static boolean isOfWord(char c) {
    return "+-.".indexOf(c) >= 0 || Character.isLetterOrDigit(c);
  }

  private Object number(String word) throws BadInputException {
    try {
      if (word.matches("-?[0-9]{1,18}")) {
        return Long.parseLong(word);
      }
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw bad();
    }
  }

  private Map<String, Object> object(int depth) throws BadInputException {
    Map<String, Object> members = new LinkedHashMap<>();
    expect('{');
    space();
    while (peek() != '}') {
      String name = string();
      space();
      expect(':');
      space();
      value(depth + 1).forEach(value -> members.put(name, value));
      next('}');
    }
    at++;
    return members;
  }

  private List<Object> array(int depth) throws BadInputException {
    List<Object> items = new ArrayList<>();
    expect('[');
    space();
    while (peek() != ']') {
      items.addAll(value(depth + 1));
      next(']');
    }
    at++;
    return items;
  }

  /** Behind a member or an item: a comma, or the end. */
  private void next(char end) throws BadInputException {
    space();
    if (peek() != end) {
      expect(',');
      space();
    }
  }

  private String string() throws BadInputException {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      string.append(c == '\\' ? escaped() : c);
    }
    at++;
    return string.toString();
  }

  private char escaped() throws BadInputException {
    char c = peek();
    at++;
    int control = "bfnrt".indexOf(c);
    if (control >= 0) {
      return "\b\f\n\r\t".charAt(control);
    }
    if (c != 'u') {
      return c;
    }
    try {
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      throw bad();
    }
  }

  private char peek() throws BadInputException {
    if (at >= text.length()) {
      throw bad();
    }
    return text.charAt(at);
  }

  private void expect(char c) throws BadInputException {
    if (peek() != c) {
      throw bad();
    }
    at++;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private BadInputException bad() {
    int end = Math.min(at, text.length());
    long line = 1 + text.substring(0, end).chars().filter(c -> c == '\n').count();
    return new BadInputException(file + ":" + line + ": no JSON");
  }

  /** An object as text, a member a line. */
  static String write(Map<String, Object> object) {
    StringBuilder out = new StringBuilder();
    append(out, object, "\n");
    return out.append('\n').toString();
  }

  private static void append(StringBuilder out, Object value, String indent) {
    if (value instanceof Map<?, ?> object) {
      String inner = indent + "  ";
      String separator = "";
      out.append('{');
      for (Map.Entry<?, ?> member : object.entrySet()) {
        out.append(separator).append(inner);
        quote(out, String.valueOf(member.getKey()));
        out.append(": ");
        append(out, member.getValue(), inner);
        separator = ",";
      }
      out.append(object.isEmpty() ? "" : indent).append('}');
    } else if (value instanceof List<?> array) {
      String inner = indent + "  ";
      String separator = "";
      out.append('[');
      for (Object item : array) {
        out.append(separator).append(inner);
        append(out, item, inner);
        separator = ",";
      }
      out.append(array.isEmpty() ? "" : indent).append(']');
    } else if (value instanceof String text) {
      quote(out, text);
    } else {
      out.append(value);
    }
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
