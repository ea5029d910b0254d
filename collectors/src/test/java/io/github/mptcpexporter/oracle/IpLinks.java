package io.github.mptcpexporter.oracle;

import io.github.mptcpexporter.model.Link;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A link as {@code ip} shows it. */
public final class IpLinks {

  /** In the order in which {@code ip} writes them. */
  private static final Map<String, Long> FLAGS = new LinkedHashMap<>();

  static {
    FLAGS.put("LOOPBACK", 0x8L);
    FLAGS.put("BROADCAST", 0x2L);
    FLAGS.put("POINTOPOINT", 0x10L);
    FLAGS.put("MULTICAST", 0x1000L);
    FLAGS.put("NOARP", 0x80L);
    FLAGS.put("ALLMULTI", 0x200L);
    FLAGS.put("PROMISC", 0x100L);
    FLAGS.put("UP", 0x1L);
    FLAGS.put("LOWER_UP", 0x10000L);
  }

  private IpLinks() {}

  /** Flags as {@code ip} writes them, which shows RUNNING only where it is missing. */
  public static String flags(long bits) {
    StringBuilder text = new StringBuilder();
    if ((bits & Link.FLAG_UP) != 0 && (bits & Link.FLAG_RUNNING) == 0) {
      text.append("NO-CARRIER,");
    }
    FLAGS.forEach((name, bit) -> text.append((bits & bit) != 0 ? name + "," : ""));
    return text.isEmpty() ? "" : text.substring(0, text.length() - 1);
  }

  /** A link of {@code ip -j -d -s link}; carrier and its changes are not told. */
  static Link link(Map<String, Object> link, List<Link.Address> addresses) {
    long flags = 0;
    List<?> names = (List<?>) Json.get(link, "flags");
    for (Object name : names) {
      flags |= FLAGS.getOrDefault(name, 0L);
    }
    flags |= names.contains("UP") && !names.contains("NO-CARRIER") ? Link.FLAG_RUNNING : 0;
    Optional<String> kind =
        Optional.ofNullable(link.get("linkinfo"))
            .flatMap(info -> IpJson.optionalText(Json.object(info), "info_kind"));
    return new Link(
        (int) Json.number(link, "ifindex"),
        Json.text(link, "ifname"),
        flags,
        Link.OperState.valueOf(Json.text(link, "operstate")),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalInt.of((int) Json.number(link, "mtu")),
        IpJson.optionalText(link, "address"),
        kind,
        Optional.of(counters(Json.object(Json.get(link, "stats64")))),
        addresses);
  }

  private static Link.Counters counters(Map<String, Object> stats) {
    Map<String, Object> rx = Json.object(Json.get(stats, "rx"));
    Map<String, Object> tx = Json.object(Json.get(stats, "tx"));
    return new Link.Counters(
        Json.number(rx, "bytes"),
        Json.number(rx, "packets"),
        Json.number(rx, "errors"),
        Json.number(rx, "dropped"),
        Json.number(tx, "bytes"),
        Json.number(tx, "packets"),
        Json.number(tx, "errors"),
        Json.number(tx, "dropped"));
  }
}
