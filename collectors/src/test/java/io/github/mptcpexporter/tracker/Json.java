package io.github.mptcpexporter.tracker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the JSON that {@code ip -j} writes: objects, lists, texts, numbers, true and false. */
public final class Json {

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** A list of objects. */
  public static List<Fields> list(String text) {
    Json json = new Json(text.strip());
    Object value = json.value();
    json.check(json.at == json.text.length());
    return objects(value);
  }

  private static List<Fields> objects(Object value) {
    List<Fields> objects = new ArrayList<>();
    for (Object one : (List<?>) value) {
      objects.add((Fields) one);
    }
    return objects;
  }

  /** An object. */
  public static final class Fields {
    private final Map<String, Object> values = new LinkedHashMap<>();

    public Optional<String> text(String name) {
      return Optional.ofNullable(values.get(name)).map(Object::toString);
    }

    public String required(String name) {
      return text(name).orElseThrow();
    }

    public boolean flag(String name) {
      return Boolean.TRUE.equals(values.get(name));
    }

    /** The object of that name, empty if there is none. */
    public Fields object(String name) {
      return (Fields) Optional.ofNullable(values.get(name)).orElseGet(Fields::new);
    }

    /** Names of all values. */
    public Set<String> names() {
      return values.keySet();
    }

    public List<Fields> objects(String name) {
      return Json.objects(Optional.ofNullable(values.get(name)).orElse(List.of()));
    }

    public List<?> list(String name) {
      return (List<?>) Optional.ofNullable(values.get(name)).orElse(List.of());
    }
  }

  private Object value() {
    char c = text.charAt(at);
    if (c == '{') {
      return object();
    } else if (c == '[') {
      return array();
    } else if (c == '"') {
      return string();
    }
    int from = at;
    while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(from, at);
    if (word.equals("true") || word.equals("false")) {
      return Boolean.valueOf(word);
    }
    return word.contains(".") || word.length() > 18 ? (Object) word : (Object) Long.valueOf(word);
  }

  private Fields object() {
    Fields fields = new Fields();
    take('{');
    while (text.charAt(at) != '}') {
      String name = string();
      take(':');
      fields.values.put(name, value());
      comma('}');
    }
    take('}');
    return fields;
  }

  private List<Object> array() {
    List<Object> values = new ArrayList<>();
    take('[');
    while (text.charAt(at) != ']') {
      values.add(value());
      comma(']');
    }
    take(']');
    return values;
  }

  private void comma(char end) {
    if (text.charAt(at) != end) {
      take(',');
    }
  }

  private String string() {
    take('"');
    int end = text.indexOf('"', at);
    String string = text.substring(at, end);
    check(string.indexOf('\\') < 0);
    at = end + 1;
    return string;
  }

  private void take(char c) {
    check(text.charAt(at) == c);
    at++;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private void check(boolean ok) {
    if (!ok) {
      throw new IllegalArgumentException("no JSON of ip at " + at + ": " + text);
    }
  }
}
