package io.github.mptcpexporter.oracle;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Rule;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What {@code ip -j} says, as our model. */
public final class IpJson {

  private static final Map<String, Integer> SCOPES =
      Map.of("global", 0, "site", 200, "link", 253, "host", 254, "nowhere", 255);
  private static final Map<String, Integer> TABLES =
      Map.of("default", 253, "main", 254, "local", 255);
  private static final Map<String, Integer> PROTOCOLS =
      Map.of("unspec", 0, "kernel", 2, "boot", 3, "static", 4, "ra", 9, "zebra", 11, "bird", 12);
  private static final List<String> TYPES =
      List.of(
          "unspec",
          "unicast",
          "local",
          "broadcast",
          "anycast",
          "multicast",
          "blackhole",
          "unreachable",
          "prohibit",
          "throw");
  private static final Map<String, Integer> HOP_FLAGS =
      Map.of("dead", 1, "pervasive", 2, "onlink", 4, "offload", 8, "linkdown", 16);

  private final Map<String, Integer> devices;

  /**
   * @param links of {@code ip -j link}, for the numbers of devices
   */
  public IpJson(Object links) {
    devices = new HashMap<>();
    for (Map<String, Object> link : Json.objects(links)) {
      devices.put(Json.text(link, "ifname"), (int) Json.number(link, "ifindex"));
    }
  }

  /** Links and addresses of {@code ip -j -d -s link} and {@code ip -j addr}. */
  public static List<Link> links(Object links, Object addresses) {
    Map<Long, List<Link.Address>> byIndex = new HashMap<>();
    for (Map<String, Object> link : Json.objects(addresses)) {
      byIndex.put(
          Json.number(link, "ifindex"),
          Json.objects(Json.get(link, "addr_info")).stream().map(IpJson::address).toList());
    }
    return Json.objects(links).stream()
        .map(link -> IpLinks.link(link, byIndex.getOrDefault(number(link, "ifindex"), List.of())))
        .toList();
  }

  private static long number(Map<String, Object> object, String name) {
    return Json.number(object, name);
  }

  private static Link.Address address(Map<String, Object> address) {
    return new Link.Address(
        IpAddresses.address(Json.text(address, "local")),
        (int) Json.number(address, "prefixlen"),
        named(Json.text(address, "scope"), SCOPES));
  }

  /** Routes of {@code ip -j -d route show table all}. */
  public List<Route> routes(Object json, AddressFamily family) {
    return Json.objects(json).stream().map(route -> route(route, family)).toList();
  }

  private Route route(Map<String, Object> route, AddressFamily family) {
    int type = TYPES.indexOf(Json.text(route, "type"));
    return new Route(
        family,
        named(Optional.ofNullable((String) route.get("table")).orElse("main"), TABLES),
        IpAddresses.prefix(Json.text(route, "dst")),
        type,
        named(Json.text(route, "protocol"), PROTOCOLS),
        named(Json.text(route, "scope"), SCOPES),
        optionalNumber(route, "metric").orElse(0),
        optionalText(route, "prefsrc").map(IpAddresses::address),
        type >= TYPES.indexOf("blackhole") ? List.of() : hops(route));
  }

  private List<Route.Hop> hops(Map<String, Object> route) {
    List<Route.Hop> hops = new ArrayList<>();
    if (!route.containsKey("nexthops")) {
      hops.add(hop(route));
    } else {
      Json.objects(Json.get(route, "nexthops")).forEach(hop -> hops.add(hop(hop)));
    }
    return hops;
  }

  private Route.Hop hop(Map<String, Object> hop) {
    Optional<InetAddress> gateway = optionalText(hop, "gateway").map(IpAddresses::address);
    if (hop.containsKey("via")) {
      Map<String, Object> via = Json.object(Json.get(hop, "via"));
      gateway = Optional.of(IpAddresses.address(Json.text(via, "host")));
    }
    int flags = 0;
    for (Object flag : (List<?>) Json.get(hop, "flags")) {
      flags |= HOP_FLAGS.getOrDefault(flag, 0);
    }
    return new Route.Hop(
        gateway, device(hop), (int) optionalNumber(hop, "weight").orElse(1), flags);
  }

  private OptionalInt device(Map<String, Object> object) {
    return optionalText(object, "dev")
        .map(name -> OptionalInt.of(named(name, devices)))
        .orElse(OptionalInt.empty());
  }

  /** Rules of {@code ip -j rule}. */
  public static List<Rule> rules(Object json, AddressFamily family) {
    return Json.objects(json).stream().map(rule -> IpRules.rule(rule, family, TABLES)).toList();
  }

  /** Neighbours of {@code ip -j neigh show nud all}. */
  public List<Neighbour> neighbours(Object json) {
    return Json.objects(json).stream()
        .map(
            neighbour ->
                new Neighbour(
                    IpAddresses.address(Json.text(neighbour, "dst")),
                    named(Json.text(neighbour, "dev"), devices),
                    optionalText(neighbour, "lladdr"),
                    Neighbour.State.valueOf(
                        String.valueOf(((List<?>) Json.get(neighbour, "state")).get(0)))))
        .toList();
  }

  /** Endpoints of {@code ip -j mptcp endpoint}. */
  public List<Endpoint> endpoints(Object json) {
    return Json.objects(json).stream().map(this::endpoint).toList();
  }

  private Endpoint endpoint(Map<String, Object> endpoint) {
    int flags = 0;
    for (Endpoint.Flag flag : Endpoint.Flag.values()) {
      flags |= endpoint.containsKey(flag.name().toLowerCase(Locale.ROOT)) ? flag.mask() : 0;
    }
    return new Endpoint(
        (int) Json.number(endpoint, "id"),
        IpAddresses.address(Json.text(endpoint, "address")),
        (int) optionalNumber(endpoint, "port").orElse(0),
        device(endpoint),
        flags);
  }

  static Optional<String> optionalText(Map<String, Object> object, String name) {
    return Optional.ofNullable((String) object.get(name));
  }

  static OptionalLong optionalNumber(Map<String, Object> object, String name) {
    return object.containsKey(name)
        ? OptionalLong.of(Json.number(object, name))
        : OptionalLong.empty();
  }

  /** A number that may stand there by name. */
  static int named(String text, Map<String, Integer> names) {
    Integer number = names.get(text);
    return number != null ? number : Integer.parseInt(text);
  }
}
