package io.github.mptcpexporter.exporter.failover;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * An event as a follower heard it.
 *
 * @param arrival ms of the monotonic clock
 * @param json as the program wrote it
 */
record Heard(double arrival, JsonObject json) {

  static Heard of(JsonArray json) {
    return new Heard(json.getDouble(0), json.getJsonObject(1));
  }

  /** A field; empty if it has none of that name. */
  String text(String field) {
    return json.getString(field, "");
  }

  String kind() {
    return text("kind");
  }
}
