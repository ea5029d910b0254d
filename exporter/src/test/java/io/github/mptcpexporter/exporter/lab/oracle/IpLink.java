package io.github.mptcpexporter.exporter.lab.oracle;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A row of {@code ip -N -j -d -s -s link}.
 *
 * @param flags {@code UP}, {@code LOWER_UP} …; NO-CARRIER is one, {@code RUNNING} is never printed
 * @param state such as {@code UP}
 * @param hardwareAddress as ip prints it
 * @param kind such as {@code veth}; empty for hardware
 * @param carrierChanges since the device was made
 */
public record IpLink(
    int index,
    String name,
    Set<String> flags,
    int mtu,
    String state,
    Optional<String> hardwareAddress,
    Optional<String> kind,
    long carrierChanges,
    Counters receive,
    Counters transmit) {

  public IpLink {
    flags = Set.copyOf(flags);
  }

  /** One direction. */
  public record Counters(long bytes, long packets, long errors, long dropped) {

    private static Counters of(JsonObject row) throws IOException {
      return new Counters(
          Json.needed(row, "bytes"),
          Json.needed(row, "packets"),
          Json.needed(row, "errors"),
          Json.needed(row, "dropped"));
    }
  }

  static List<IpLink> parse(JsonArray rows) throws IOException {
    List<IpLink> links = new ArrayList<>();
    for (JsonObject row : Json.objects(rows)) {
      JsonObject counters = row.getJsonObject("stats64");
      JsonObject transmit = counters.getJsonObject("tx");
      Set<String> flags = new HashSet<>();
      row.getJsonArray("flags").forEach(flag -> flags.add(flag.toString()));
      links.add(
          new IpLink(
              row.getInteger("ifindex"),
              row.getString("ifname"),
              flags,
              row.getInteger("mtu"),
              row.getString("operstate"),
              Json.text(row, "address"),
              Json.text(row.getJsonObject("linkinfo", new JsonObject()), "info_kind"),
              Json.needed(transmit, "carrier_changes"),
              Counters.of(counters.getJsonObject("rx")),
              Counters.of(transmit)));
    }
    return links;
  }
}
