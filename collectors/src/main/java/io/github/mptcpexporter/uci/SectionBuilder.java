package io.github.mptcpexporter.uci;

import io.github.mptcpexporter.model.UciOption;
import io.github.mptcpexporter.model.UciSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A section while its package is read; names and values are bytes, a character each. */
final class SectionBuilder {

  private String type;
  private String name;
  private boolean anonymous;
  private OptionalInt statedIndex = OptionalInt.empty();
  private final Map<String, Value> options = new LinkedHashMap<>();

  SectionBuilder(String type, String name, boolean anonymous) {
    this.type = type;
    this.name = name;
    this.anonymous = anonymous;
  }

  String type() {
    return type;
  }

  String name() {
    return name;
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  boolean isList(String option) {
    Value present = options.get(option);
    return present != null && present.list;
  }

  /** Another type; libuci makes a new section of it, which has a name, unless its length fits. */
  void retype(String newType) {
    anonymous &= newType.length() == type.length() || newType.equals(type);
    type = newType;
  }

  void rename(String newName) {
    name = newName;
    anonymous = false;
  }

  void makeAnonymous() {
    anonymous = true;
  }

  /** The index that the text itself told, where not all sections before it stand in the text. */
  void stateIndex(int index) {
    statedIndex = OptionalInt.of(index);
  }

  /** Replaces a value, or a list, in its place. */
  void set(String option, String value) {
    Value present = options.computeIfAbsent(option, name -> new Value());
    present.items.clear();
    present.items.add(value);
    present.list = false;
  }

  /** Adds to a list; a string becomes the first item of one. */
  void add(String option, String item) {
    Value present = options.computeIfAbsent(option, name -> new Value());
    present.items.add(item);
    present.list = true;
  }

  /** Removes all items that are equal. */
  void removeItem(String option, String item) {
    Value present = options.get(option);
    if (present != null && present.list) {
      present.items.removeIf(item::equals);
    }
  }

  void removeItem(String option, long index) {
    Value present = options.get(option);
    if (present != null && index >= 0 && index < present.items.size()) {
      present.items.remove((int) index);
    }
  }

  void remove(String option) {
    options.remove(option);
  }

  /** In its place. */
  void renameOption(String from, String to) {
    Map<String, Value> all = new LinkedHashMap<>(options);
    options.clear();
    all.forEach((option, value) -> options.putIfAbsent(option.equals(from) ? to : option, value));
  }

  UciSection build(int index) {
    Map<String, UciOption> decoded = new LinkedHashMap<>();
    options.forEach((option, value) -> decoded.put(option, value.build(option)));
    return new UciSection(type, name, anonymous, statedIndex.orElse(index), decoded);
  }

  private static final class Value {
    private final List<String> items = new ArrayList<>();
    private boolean list;

    UciOption build(String option) {
      return new UciOption(option, items.stream().map(UciName::decoded).toList(), list);
    }
  }
}
