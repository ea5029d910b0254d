package io.github.mptcpexporter.exporter.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mptcpexporter.failover.BundleEvent;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events as JSON: one flat object each, in one line. What is not known is left out; numbers stand
 * under their own names.
 */
public final class EventJson {

  private final JsonFactory factory = new JsonFactory();

  /** Without the end of the line. */
  public String line(LoggedEvent logged) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(text)) {
      write(logged, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter throws none
    }
    return text.toString();
  }

  /** An array with one event a line. */
  public String array(List<LoggedEvent> events) {
    StringBuilder text = new StringBuilder("[");
    String separator = "\n";
    for (LoggedEvent event : events) {
      text.append(separator).append(line(event));
      separator = ",\n";
    }
    return text.append("\n]\n").toString();
  }

  private static void write(LoggedEvent logged, JsonGenerator json) throws IOException {
    BundleEvent event = logged.event();
    json.writeStartObject();
    json.writeNumberField(EventFields.ID, logged.id());
    json.writeStringField(EventFields.BOOT, logged.boot());
    json.writeStringField(EventFields.TIME, Timestamp.text(event.time()));
    json.writeNumberField(EventFields.MONOTONIC_NANOS, event.monotonicNanos());
    json.writeStringField(EventFields.KIND, event.kind().label());
    text(json, EventFields.INTERFACE, event.interfaceName());
    text(json, EventFields.TO_INTERFACE, event.toInterface());
    text(json, EventFields.CAUSE, event.cause());
    for (Map.Entry<String, Double> number : event.numbers().entrySet()) {
      number(json, number.getKey(), number.getValue());
    }
    json.writeStringField(EventFields.SENTENCE, event.sentence());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    }
  }

  /** JSON has no words for what is no number. */
  private static void number(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeFieldName(name);
      json.writeNumber(EventFields.number(value));
    }
  }

  /**
   * Of one line; empty if it is of a kind that is not known here.
   *
   * @throws io.github.mptcpexporter.source.BadInputException if it is no event
   */
  public Optional<LoggedEvent> parse(Line line) throws IOException {
    return fields(line).toEvent();
  }

  EventFields fields(Line line) throws IOException {
    try (JsonParser json = parser(factory.createParser(line.text()))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw line.bad("no JSON object");
      }
      EventFields fields = EventFields.read(json, line);
      if (json.nextToken() != null) {
        throw line.bad("more than one JSON object");
      }
      return fields;
    } catch (JsonParseException e) {
      throw line.bad(e.getOriginalMessage());
    }
  }

  /**
   * Of an array, without those of a kind that is not known here.
   *
   * @param name of what is read, for complaints
   * @throws io.github.mptcpexporter.source.BadInputException if it is no array of events
   */
  public List<LoggedEvent> parseArray(InputStream in, String name) throws IOException {
    List<LoggedEvent> events = new ArrayList<>();
    try (JsonParser json = parser(factory.createParser(in))) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw here(json, name).bad("no JSON array");
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        EventFields.read(json, here(json, name)).toEvent().ifPresent(events::add);
      }
      if (json.currentToken() != JsonToken.END_ARRAY) {
        throw here(json, name).bad("no JSON object");
      }
    } catch (JsonParseException e) {
      throw new Line(name, e.getLocation().getLineNr(), "").bad(e.getOriginalMessage());
    }
    return events;
  }

  private static JsonParser parser(JsonParser json) {
    return json.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  }

  private static Line here(JsonParser json, String name) {
    return new Line(name, json.currentLocation().getLineNr(), "");
  }
}
