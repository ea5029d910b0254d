package io.github.mptcpexporter.exporter.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Writes JSON as it goes. A field whose value is not known is left out, never null. */
final class Json implements Closeable {

  private final JsonGenerator generator;

  Json(OutputStream out) throws IOException {
    this.generator = new JsonFactory().createGenerator(out);
    generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    generator.useDefaultPrettyPrinter();
  }

  /** Something that writes fields or values. */
  interface Body {
    void write() throws IOException;
  }

  /** The document, or an element of an array. */
  void object(Body fields) throws IOException {
    generator.writeStartObject();
    fields.write();
    generator.writeEndObject();
  }

  void object(String name, Body fields) throws IOException {
    generator.writeFieldName(name);
    object(fields);
  }

  void array(String name, Body elements) throws IOException {
    generator.writeArrayFieldStart(name);
    elements.write();
    generator.writeEndArray();
  }

  void text(String name, String value) throws IOException {
    generator.writeStringField(name, value);
  }

  void text(String name, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      text(name, value.get());
    }
  }

  /** An element of an array. */
  void text(String value) throws IOException {
    generator.writeString(value);
  }

  void flag(String name, boolean value) throws IOException {
    generator.writeBooleanField(name, value);
  }

  void flag(String name, Optional<Boolean> value) throws IOException {
    if (value.isPresent()) {
      flag(name, value.get());
    }
  }

  void number(String name, long value) throws IOException {
    generator.writeNumberField(name, value);
  }

  void number(String name, OptionalLong value) throws IOException {
    if (value.isPresent()) {
      number(name, value.getAsLong());
    }
  }

  void number(String name, OptionalInt value) throws IOException {
    if (value.isPresent()) {
      number(name, value.getAsInt());
    }
  }

  void number(String name, OptionalDouble value) throws IOException {
    if (value.isPresent()) {
      generator.writeNumberField(name, value.getAsDouble());
    }
  }

  /** The kernel's u64. */
  void unsigned(String name, long bits) throws IOException {
    generator.writeFieldName(name);
    if (bits >= 0) {
      generator.writeNumber(bits);
    } else {
      generator.writeNumber(Long.toUnsignedString(bits));
    }
  }

  @Override
  public void close() throws IOException {
    generator.writeRaw('\n');
    generator.close();
  }
}
