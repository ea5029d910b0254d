package io.github.mptcpexporter.exporter.lab;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the kernel tells the application of its own MPTCP socket, by {@code getsockopt(SOL_MPTCP)}
 * with {@code MPTCP_INFO}, {@code MPTCP_SUBFLOW_ADDRS} and {@code MPTCP_TCPINFO} (5.16): another
 * way than netlink to the same numbers, read by other code than the program's.
 *
 * @param mptcp fields of {@code struct mptcp_info} by name; u64 as the same 64 bits
 * @param subflows in the kernel's order
 */
public record SocketInfo(Map<String, Long> mptcp, List<OfSubflow> subflows) {

  /**
   * A subflow.
   *
   * @param tcp fields of {@code struct tcp_info} by name; u64 as the same 64 bits
   */
  public record OfSubflow(
      InetAddress local,
      int localPort,
      InetAddress remote,
      int remotePort,
      Map<String, Long> tcp) {}

  static SocketInfo of(JsonObject json) throws IOException {
    List<OfSubflow> subflows = new ArrayList<>();
    JsonArray rows = json.getJsonArray("subflows");
    for (int i = 0; i < rows.size(); i++) {
      JsonObject row = rows.getJsonObject(i);
      subflows.add(
          new OfSubflow(
              InetAddress.getByName(row.getString("local")),
              row.getInteger("localPort"),
              InetAddress.getByName(row.getString("remote")),
              row.getInteger("remotePort"),
              fields(row.getJsonObject("tcp"))));
    }
    return new SocketInfo(fields(json.getJsonObject("mptcp")), List.copyOf(subflows));
  }

  private static Map<String, Long> fields(JsonObject json) {
    Map<String, Long> fields = new TreeMap<>();
    json.forEach(field -> fields.put(field.getKey(), json.getLong(field.getKey())));
    return fields;
  }
}
