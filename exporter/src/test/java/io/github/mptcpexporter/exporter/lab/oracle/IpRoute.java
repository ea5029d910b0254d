package io.github.mptcpexporter.exporter.lab.oracle;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of {@code ip -N -j -d route show table all}.
 *
 * @param type {@code RTN_*}
 * @param destination {@code default}, an address, or a network such as {@code 10.1.0.0/24}
 * @param gateway of a route with one hop
 * @param device of a route with one hop
 * @param table number
 * @param protocol {@code RTPROT_*}
 * @param scope {@code RT_SCOPE_*}
 * @param metric 0 where none is printed
 * @param preferredSource {@code src}
 */
public record IpRoute(
    boolean ipv6,
    int type,
    String destination,
    Optional<InetAddress> gateway,
    Optional<String> device,
    long table,
    int protocol,
    int scope,
    long metric,
    Optional<InetAddress> preferredSource) {

  static List<IpRoute> parse(boolean ipv6, JsonArray rows) throws IOException {
    List<IpRoute> routes = new ArrayList<>();
    for (JsonObject row : Json.objects(rows)) {
      routes.add(
          new IpRoute(
              ipv6,
              (int) Json.needed(row, "type"),
              Json.text(row, "dst").orElseThrow(() -> new IOException("no dst in " + row)),
              Json.maybeAddress(row, "gateway"),
              Json.text(row, "dev"),
              Json.needed(row, "table"),
              (int) Json.needed(row, "protocol"),
              (int) Json.needed(row, "scope"),
              Json.number(row, "metric").orElse(0),
              Json.maybeAddress(row, "prefsrc")));
    }
    return routes;
  }

  /** Whether it leads everything that no other does. */
  public boolean isDefault() {
    return destination.equals("default") && type == 1;
  }
}
