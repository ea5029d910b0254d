package io.github.mptcpexporter.exporter.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** What {@code status --json} printed, and which of its numbers a test has not looked at yet. */
final class StatusDocument {

  private final JsonObject root;
  private final Set<String> unread = new TreeSet<>();

  StatusDocument(String text) {
    root = new JsonObject(text);
    collect("", root);
  }

  private void collect(String place, Object value) {
    if (value instanceof JsonObject object) {
      object.forEach(field -> collect(place + "/" + field.getKey(), field.getValue()));
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        collect(place + "/" + i, array.getValue(i));
      }
    } else if (value instanceof Number) {
      unread.add(place);
    }
  }

  Node root() {
    return new Node("", root);
  }

  /** Places of all numbers that were not compared with anything. */
  Set<String> unread() {
    return Set.copyOf(unread);
  }

  /** An object of the document. */
  final class Node {

    private final String place;
    private final JsonObject object;

    private Node(String place, JsonObject object) {
      this.place = place;
      this.object = object;
    }

    /** Where it stands, such as {@code /connections/0}. */
    String place() {
      return place;
    }

    /** An object in it, which must be there. */
    Node in(String field) {
      JsonObject value = object.getJsonObject(field);
      return value == null ? fail("no " + at(field)) : new Node(at(field), value);
    }

    /** An object in it. */
    Optional<Node> maybe(String field) {
      return object.containsKey(field) ? Optional.of(in(field)) : Optional.empty();
    }

    /** The objects of an array in it, which must be there. */
    List<Node> all(String field) {
      JsonArray array = object.getJsonArray(field);
      if (array == null) {
        return fail("no " + at(field));
      }
      List<Node> nodes = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        nodes.add(new Node(at(field) + "/" + i, array.getJsonObject(i)));
      }
      return nodes;
    }

    /** The one object of an array whose field is this text. */
    Node one(String array, String field, String text) {
      List<Node> found =
          all(array).stream().filter(node -> node.text(field).equals(Optional.of(text))).toList();
      return found.size() == 1
          ? found.get(0)
          : fail(found.size() + " in " + at(array) + " with " + field + " " + text);
    }

    Optional<String> text(String field) {
      return Optional.ofNullable(object.getString(field));
    }

    boolean flag(String field) {
      return object.getBoolean(field, false);
    }

    /** A number; u64 as the same 64 bits. Whoever asks for it compares it. */
    OptionalLong number(String field) {
      unread.remove(at(field));
      Number value = object.getNumber(field);
      return value == null ? OptionalLong.empty() : OptionalLong.of(value.longValue());
    }

    /** A number with a fraction, which must be there. */
    double fraction(String field) {
      unread.remove(at(field));
      Number value = object.getNumber(field);
      return value == null ? fail("no " + at(field)) : value.doubleValue();
    }

    /** Names of the numbers right in it. */
    Set<String> numbers() {
      Set<String> names = new TreeSet<>();
      object.forEach(
          field -> {
            if (field.getValue() instanceof Number) {
              names.add(field.getKey());
            }
          });
      return names;
    }

    /** Complains unless the number is there and is this one. */
    void is(String field, long expected) {
      assertEquals(OptionalLong.of(expected), number(field), at(field));
    }

    /** Complains unless the number is there and is neither below nor above. */
    void isBetween(String field, long low, long high) {
      OptionalLong value = number(field);
      assertTrue(
          value.isPresent() && value.getAsLong() >= low && value.getAsLong() <= high,
          () -> at(field) + " is " + value + ", not between " + low + " and " + high);
    }

    /** Complains unless the text is there and is this one. */
    void says(String field, String expected) {
      assertEquals(Optional.of(expected), text(field), at(field));
    }

    private String at(String field) {
      return place + "/" + field;
    }

    @Override
    public String toString() {
      return place + " " + object.encode();
    }
  }
}
