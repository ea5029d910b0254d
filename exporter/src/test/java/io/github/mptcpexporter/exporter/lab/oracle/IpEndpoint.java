package io.github.mptcpexporter.exporter.lab.oracle;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row of {@code ip -j mptcp endpoint}.
 *
 * @param port 0 if none was given
 * @param device that it is bound to
 * @param flags among signal, subflow, backup, fullmesh and implicit
 */
public record IpEndpoint(
    int id, InetAddress address, int port, Optional<String> device, Set<String> flags) {

  public IpEndpoint {
    flags = Set.copyOf(flags);
  }

  static List<IpEndpoint> parse(JsonArray rows) throws IOException {
    List<IpEndpoint> endpoints = new ArrayList<>();
    for (JsonObject row : Json.objects(rows)) {
      endpoints.add(
          new IpEndpoint(
              row.getInteger("id"),
              Json.address(row, "address"),
              row.getInteger("port", 0),
              Json.text(row, "dev"),
              Stream.of("signal", "subflow", "backup", "fullmesh", "implicit")
                  .filter(row::containsKey)
                  .collect(Collectors.toSet())));
    }
    return endpoints;
  }
}
