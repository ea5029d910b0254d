package io.github.mptcpexporter.exporter.lab.oracle;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * An address in {@code ip -N -j addr}.
 *
 * @param scope {@code RT_SCOPE_*}
 */
public record IpAddress(String device, InetAddress address, int prefixLength, int scope) {

  static List<IpAddress> parse(JsonArray rows) throws IOException {
    List<IpAddress> addresses = new ArrayList<>();
    for (JsonObject row : Json.objects(rows)) {
      for (JsonObject address : Json.objects(row.getJsonArray("addr_info"))) {
        addresses.add(
            new IpAddress(
                row.getString("ifname"),
                Json.address(address, "local"),
                address.getInteger("prefixlen"),
                (int) Json.needed(address, "scope")));
      }
    }
    return addresses;
  }
}
