package io.github.mptcpexporter.exporter.lab.oracle;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What all readers of {@code ip -j} need. */
final class Json {

  private Json() {}

  /**
   * The rows; empty objects are left out: iproute2 6.1 prints one in place of each row that a
   * filter hides.
   */
  static List<JsonObject> objects(JsonArray rows) {
    List<JsonObject> objects = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      JsonObject row = rows.getJsonObject(i);
      if (!row.isEmpty()) {
        objects.add(row);
      }
    }
    return objects;
  }

  static Optional<String> text(JsonObject row, String key) {
    return Optional.ofNullable(row.getString(key));
  }

  /** A number, also one that {@code -N} prints as text. */
  static OptionalLong number(JsonObject row, String key) {
    Object value = row.getValue(key);
    return value == null ? OptionalLong.empty() : OptionalLong.of(Long.decode(value.toString()));
  }

  static long needed(JsonObject row, String key) throws IOException {
    return number(row, key).orElseThrow(() -> new IOException("no " + key + " in " + row));
  }

  static InetAddress address(JsonObject row, String key) throws IOException {
    return InetAddress.getByName(
        text(row, key).orElseThrow(() -> new IOException("no " + key + " in " + row)));
  }

  static Optional<InetAddress> maybeAddress(JsonObject row, String key) throws IOException {
    return row.containsKey(key) ? Optional.of(address(row, key)) : Optional.empty();
  }
}
