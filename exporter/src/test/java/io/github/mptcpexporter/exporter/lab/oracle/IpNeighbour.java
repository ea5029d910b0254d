package io.github.mptcpexporter.exporter.lab.oracle;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A row of {@code ip -j neigh}.
 *
 * @param states such as {@code REACHABLE}; never more than one in practice
 */
public record IpNeighbour(
    InetAddress address, String device, Optional<String> hardwareAddress, Set<String> states) {

  public IpNeighbour {
    states = Set.copyOf(states);
  }

  static List<IpNeighbour> parse(JsonArray rows) throws IOException {
    List<IpNeighbour> neighbours = new ArrayList<>();
    for (JsonObject row : Json.objects(rows)) {
      Set<String> states = new HashSet<>();
      row.getJsonArray("state", new JsonArray()).forEach(state -> states.add(state.toString()));
      neighbours.add(
          new IpNeighbour(
              Json.address(row, "dst"), row.getString("dev"), Json.text(row, "lladdr"), states));
    }
    return neighbours;
  }
}
