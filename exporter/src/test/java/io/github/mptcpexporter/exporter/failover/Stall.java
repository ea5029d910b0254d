package io.github.mptcpexporter.exporter.failover;

import io.vertx.core.json.JsonArray;

/**
 * A gap of more than 50 ms in what one end of a connection received.
 *
 * @param direction {@code down} to the router, {@code up} from it
 * @param start ms of the monotonic clock
 * @param end the same; infinite while it lasts
 */
record Stall(String direction, double start, double end) {

  static Stall of(JsonArray json) {
    Double end = json.getDouble(2);
    return new Stall(
        json.getString(0), json.getDouble(1), end == null ? Double.POSITIVE_INFINITY : end);
  }

  double millis() {
    return end - start;
  }
}
