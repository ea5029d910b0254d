package io.github.mptcpexporter.exporter.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mptcpexporter.failover.BundleEvent;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of one event, read strictly: a field that it must have is there, once. */
final class EventFields {

  static final String ID = "id";
  static final String BOOT = "boot";
  static final String TIME = "time";
  static final String MONOTONIC_NANOS = "monotonic_nanos";
  static final String KIND = "kind";
  static final String INTERFACE = "interface";
  static final String TO_INTERFACE = "to_interface";
  static final String CAUSE = "cause";
  static final String SENTENCE = "sentence";

  /** Those whose values are text; a text of another name is new, and skipped. */
  private static final Set<String> TEXTS =
      Set.of(BOOT, TIME, KIND, INTERFACE, TO_INTERFACE, CAUSE, SENTENCE);

  private static final Set<String> INTEGERS = Set.of(ID, MONOTONIC_NANOS);

  /** Beyond it, doubles are no longer whole numbers one by one. */
  private static final double EXACT = 1e15;

  private final Line line;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Long> integers = new HashMap<>();
  private final Map<String, Double> numbers = new LinkedHashMap<>();

  private EventFields(Line line) {
    this.line = line;
  }

  /** Up to the end of the object whose begin has been read. */
  static EventFields read(JsonParser json, Line line) throws IOException {
    EventFields fields = new EventFields(line);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      fields.add(json.currentName(), json.nextToken(), json);
    }
    return fields;
  }

  private void add(String name, JsonToken value, JsonParser json) throws IOException {
    if (TEXTS.contains(name)) {
      check(value == JsonToken.VALUE_STRING, name, "is no text");
      texts.put(name, json.getText());
    } else if (INTEGERS.contains(name)) {
      check(value == JsonToken.VALUE_NUMBER_INT, name, "is no whole number");
      check(json.getNumberType() != JsonParser.NumberType.BIG_INTEGER, name, "is too large");
      integers.put(name, json.getLongValue());
    } else if (value.isNumeric()) {
      numbers.put(name, json.getDoubleValue());
    } else {
      json.skipChildren();
    }
  }

  /** Empty if its kind is not known. */
  Optional<LoggedEvent> toEvent() throws BadInputException {
    long id = required(integers, ID);
    check(id > 0, ID, "is not above 0");
    Instant time;
    try {
      time = Timestamp.parse(required(texts, TIME));
    } catch (IllegalArgumentException e) {
      throw line.bad(TIME + " is " + e.getMessage());
    }
    String boot = required(texts, BOOT);
    long monotonicNanos = required(integers, MONOTONIC_NANOS);
    String kind = required(texts, KIND);
    String sentence = required(texts, SENTENCE);
    return kind(kind)
        .map(
            known ->
                new LoggedEvent(
                    id,
                    boot,
                    new BundleEvent(
                        known,
                        time,
                        monotonicNanos,
                        Optional.ofNullable(texts.get(INTERFACE)),
                        Optional.ofNullable(texts.get(TO_INTERFACE)),
                        Optional.ofNullable(texts.get(CAUSE)),
                        numbers,
                        sentence)));
  }

  /** Also of an event whose kind is not known. */
  long id() throws BadInputException {
    return required(integers, ID);
  }

  private static Optional<BundleEvent.Kind> kind(String label) {
    for (BundleEvent.Kind kind : BundleEvent.Kind.values()) {
      if (kind.label().equals(label)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private <V> V required(Map<String, V> fields, String name) throws BadInputException {
    V value = fields.get(name);
    if (value == null) {
      throw line.bad("no " + name);
    }
    return value;
  }

  private void check(boolean ok, String name, String complaint) throws BadInputException {
    if (!ok) {
      throw line.bad(name + " " + complaint);
    }
  }

  /** As short as it can be: {@code 14}, {@code 0.42}; never with an exponent. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < EXACT
        ? Long.toString((long) value)
        : BigDecimal.valueOf(value).toPlainString();
  }
}
