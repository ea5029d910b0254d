package io.github.mptcpexporter.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of JSON: as little as the oracles need. An object is a map, an array a list, a whole
 * number a {@code Long} of the same 64 bits, any other a {@code Double}, null an empty {@code
 * Optional}.
 */
public final class Json {

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  public static Object parse(String text) {
    Json json = new Json(text);
    Object value = json.value();
    json.space();
    if (json.at < text.length()) {
      throw json.bad();
    }
    return value;
  }

  public static Object read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  /** The objects of an array. */
  public static List<Map<String, Object>> objects(Object array) {
    return ((List<?>) array).stream().map(Json::object).toList();
  }

  @SuppressWarnings("unchecked") // only this class makes them
  public static Map<String, Object> object(Object object) {
    return (Map<String, Object>) object;
  }

  /** A member that must be there. */
  public static Object get(Map<String, Object> object, String name) {
    return Optional.ofNullable(object.get(name))
        .orElseThrow(() -> new AssertionError("no " + name + " in " + object));
  }

  /** A number that must be there. */
  public static long number(Map<String, Object> object, String name) {
    return (Long) get(object, name);
  }

  /** A text that must be there. */
  public static String text(Map<String, Object> object, String name) {
    return (String) get(object, name);
  }

  private Object value() {
    space();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", Optional.empty());
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    at++;
    for (space(); peek() != '}'; space()) {
      skipComma(!object.isEmpty());
      String name = string();
      space();
      expect(':');
      object.put(name, value());
    }
    at++;
    return object;
  }

  private List<Object> array() {
    List<Object> array = new ArrayList<>();
    at++;
    for (space(); peek() != ']'; space()) {
      skipComma(!array.isEmpty());
      array.add(value());
    }
    at++;
    return array;
  }

  private void skipComma(boolean expected) {
    if (expected) {
      expect(',');
      space();
    }
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c == '\\') {
        c = text.charAt(at++);
        if (c == 'u') {
          c = (char) Integer.parseInt(text.substring(at, at + 4), 16);
          at += 4;
        } else {
          int control = "bfnrt".indexOf(c);
          if (control >= 0) {
            c = "\b\f\n\r\t".charAt(control);
          } else if ("\"\\/".indexOf(c) < 0) {
            throw bad();
          }
        }
      }
      string.append(c);
    }
    at++;
    return string.toString();
  }

  private Object number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String number = text.substring(start, at);
    if (number.isEmpty()) {
      throw bad();
    }
    boolean whole = number.chars().allMatch(Character::isDigit);
    if (whole) {
      return Long.parseUnsignedLong(number);
    }
    return number.matches("-\\d+") ? (Object) Long.valueOf(number) : Double.valueOf(number);
  }

  private Object literal(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw bad();
    }
    at += word.length();
    return value;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw bad();
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw bad();
    }
    return text.charAt(at);
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private AssertionError bad() {
    return new AssertionError("no JSON at " + at + " of: " + text);
  }
}
