package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.address;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Routes, rules, addresses and endpoints of a router, from what {@code ip -j} said there. */
final class Layout {

  private static final Map<String, Long> TABLES =
      Map.of("local", 255L, "main", 254L, "default", 253L);

  private final String name;
  private final Map<String, Integer> indexes = new HashMap<>();

  Layout(String name) {
    this.name = name;
  }

  private List<Json.Fields> read(String file) {
    String path = "/routing/" + name + "/" + file;
    try (InputStream in = Layout.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException(path + " is missing");
      }
      return Json.list(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  Link[] links() {
    List<Link> links = new ArrayList<>();
    for (Json.Fields fields : read("ip-addr.json")) {
      int index = Integer.parseInt(fields.required("ifindex"));
      indexes.put(fields.required("ifname"), index);
      List<Link.Address> addresses = new ArrayList<>();
      for (Json.Fields one : fields.objects("addr_info")) {
        addresses.add(
            new Link.Address(
                address(one.required("local")),
                Integer.parseInt(one.required("prefixlen")),
                one.required("scope").equals("global") ? 0 : 253));
      }
      long loopback = fields.list("flags").contains("LOOPBACK") ? Link.FLAG_LOOPBACK : 0;
      links.add(
          new Link(
              index,
              fields.required("ifname"),
              Link.FLAG_UP | loopback,
              Link.OperState.valueOf(fields.required("operstate")),
              Optional.of(true),
              OptionalLong.empty(),
              OptionalInt.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              addresses));
    }
    return links.toArray(Link[]::new);
  }

  Endpoint[] endpoints() {
    List<Endpoint> endpoints = new ArrayList<>();
    for (Json.Fields fields : read("ip-mptcp-endpoint.json")) {
      int flags = 0;
      for (Endpoint.Flag flag : Endpoint.Flag.values()) {
        flags |= fields.flag(flag.name().toLowerCase(Locale.ROOT)) ? flag.mask() : 0;
      }
      endpoints.add(
          new Endpoint(
              Integer.parseInt(fields.required("id")),
              address(fields.required("address")),
              0,
              index(fields.text("dev")),
              flags));
    }
    return endpoints.toArray(Endpoint[]::new);
  }

  private OptionalInt index(Optional<String> device) {
    return device
        .map(one -> OptionalInt.of(indexes.getOrDefault(one, 0)))
        .orElse(OptionalInt.empty());
  }

  Routing routing() {
    List<Route> routes = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    for (AddressFamily family : AddressFamily.values()) {
      String number = family == AddressFamily.IPV4 ? "4" : "6";
      read("ip-" + number + "-route-all.json").forEach(one -> routes.add(route(family, one)));
      read("ip-" + number + "-rule.json").forEach(one -> rules.add(rule(family, one)));
    }
    return new Routing(routes, Optional.of(rules), Optional.of(List.of()));
  }

  private Route route(AddressFamily family, Json.Fields fields) {
    String destination = fields.required("dst");
    Map<String, Integer> types =
        Map.of("unicast", 1, "local", 2, "broadcast", 3, "multicast", 5, "blackhole", 6);
    return new Route(
        family,
        fields.text("table").map(Layout::table).orElse(Route.TABLE_MAIN),
        destination.equals("default") ? Optional.empty() : Optional.of(prefix(destination)),
        types.getOrDefault(fields.text("type").orElse("unicast"), 0),
        0,
        0,
        Long.parseLong(fields.text("metric").orElse("0")),
        Optional.empty(),
        List.of(
            new Route.Hop(
                fields.text("gateway").map(Router::address), index(fields.text("dev")), 1, 0)));
  }

  private static Rule rule(AddressFamily family, Json.Fields fields) {
    return new Rule(
        family,
        Long.parseLong(fields.required("priority")),
        fields.text("src").filter(src -> !src.equals("all")).map(Layout::prefix),
        Optional.empty(),
        fields.text("iif"),
        fields.text("oif"),
        number(fields.text("fwmark")),
        number(fields.text("fwmask")),
        fields
            .text("action")
            .map(action -> Rule.Action.valueOf(action.toUpperCase(Locale.ROOT)))
            .orElse(Rule.Action.LOOKUP),
        fields.text("table").map(Layout::table).orElse(0L),
        false,
        false);
  }

  private static OptionalLong number(Optional<String> text) {
    return text.map(one -> OptionalLong.of(Long.decode(one))).orElse(OptionalLong.empty());
  }

  private static long table(String table) {
    return Optional.ofNullable(TABLES.get(table)).orElseGet(() -> Long.valueOf(table));
  }

  static Prefix prefix(String text) {
    String[] parts = text.split("/", -1);
    int whole = address(parts[0]).getAddress().length * 8;
    return new Prefix(address(parts[0]), parts.length > 1 ? Integer.parseInt(parts[1]) : whole);
  }
}
