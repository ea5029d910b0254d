package io.github.mptcpexporter.exporter.lab.oracle;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row of {@code ip -N -j -d rule}.
 *
 * @param source {@code all}, an address, or a network such as {@code 1.2.3.0/24}
 * @param destination as source; {@code all} where none is printed
 * @param mark {@code fwmark}
 * @param markMask {@code fwmask}; empty where none is printed, which means all bits
 * @param table number of the table to look up; empty for another action
 * @param action {@code FR_ACT_*} of a rule that looks up no table; empty for goto too
 * @param inverted {@code not}
 */
public record IpRule(
    boolean ipv6,
    long priority,
    String source,
    String destination,
    Optional<String> incomingDevice,
    Optional<String> outgoingDevice,
    OptionalLong mark,
    OptionalLong markMask,
    OptionalLong table,
    OptionalLong action,
    boolean inverted) {

  static List<IpRule> parse(boolean ipv6, JsonArray rows) throws IOException {
    List<IpRule> rules = new ArrayList<>();
    for (JsonObject row : Json.objects(rows)) {
      rules.add(
          new IpRule(
              ipv6,
              Json.needed(row, "priority"),
              network(row, "src"),
              network(row, "dst"),
              Json.text(row, "iif"),
              Json.text(row, "oif"),
              Json.number(row, "fwmark"),
              Json.number(row, "fwmask"),
              Json.number(row, "table"),
              Json.number(row, "action"),
              row.containsKey("not")));
    }
    return rules;
  }

  // the length stands apart from the address, and only if it is not that of a single address
  private static String network(JsonObject row, String key) {
    String address = Json.text(row, key).orElse("all");
    OptionalLong length = Json.number(row, key + "len");
    return length.isPresent() ? address + "/" + length.getAsLong() : address;
  }
}
