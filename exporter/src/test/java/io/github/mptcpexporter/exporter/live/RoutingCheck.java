package io.github.mptcpexporter.exporter.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.lab.oracle.IpRoute;
import io.github.mptcpexporter.exporter.lab.oracle.IpRule;
import io.github.mptcpexporter.exporter.lab.oracle.Oracles;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares rules and routes of the document with {@code ip}, as lines of text: each list in full,
 * and what stands in other places as a part of them.
 */
final class RoutingCheck {

  private final StatusDocument.Node root;
  private final Reading reading;

  RoutingCheck(StatusDocument.Node root, Reading reading) {
    this.root = root;
    this.reading = reading;
  }

  void check(Oracles oracles) throws IOException {
    List<String> rules = oracles.rules().stream().map(RoutingCheck::told).sorted().toList();
    List<String> routes = oracles.routes().stream().map(RoutingCheck::told).sorted().toList();
    assertEquals(rules, root.all("rules").stream().map(RoutingCheck::rule).sorted().toList());
    assertEquals(routes, root.all("routes").stream().map(this::route).sorted().toList());
    partsOf(new HashSet<>(rules), new HashSet<>(routes));
  }

  /** Routes and rules that stand in other places of the document are among those above. */
  private void partsOf(Set<String> rules, Set<String> routes) {
    for (StatusDocument.Node node : root.all("foreignRules")) {
      assertTrue(rules.contains(rule(node)), node::toString);
    }
    for (StatusDocument.Node node : root.all("mainDefaults")) {
      assertTrue(routes.contains(route(node.in("route"))), node::toString);
    }
    for (StatusDocument.Node node : root.all("paths")) {
      Optional<StatusDocument.Node> rule = node.maybe("rule");
      rule.ifPresent(r -> assertTrue(rules.contains(rule(r)), node::toString));
      rule.ifPresent(r -> assertEquals(r.number("table"), node.number("table"), node::toString));
      for (String part : List.of("connected", "defaultRoute")) {
        node.maybe(part).ifPresent(r -> assertTrue(routes.contains(route(r)), node::toString));
      }
      node.maybe("neighbour")
          .ifPresent(
              n ->
                  assertEquals(
                      node.text("interface").orElse(""), reading.device(n.number("link"))));
    }
  }

  private static String told(IpRule rule) {
    return String.join(
        " ",
        rule.ipv6() ? "ipv6" : "ipv4",
        Long.toString(rule.priority()),
        rule.source(),
        rule.destination(),
        rule.incomingDevice().orElse("any"),
        rule.outgoingDevice().orElse("any"),
        rule.mark().toString(),
        Long.toString(rule.table().orElse(0)),
        Boolean.toString(rule.inverted()));
  }

  private static String rule(StatusDocument.Node node) {
    // ip prints no mask that means all bits
    node.number("markMask");
    return String.join(
        " ",
        node.text("family").orElseThrow(),
        Long.toString(node.number("priority").orElseThrow()),
        network(node, "source", "all"),
        network(node, "destination", "all"),
        node.text("incomingDevice").orElse("any"),
        node.text("outgoingDevice").orElse("any"),
        node.number("mark").toString(),
        Long.toString(node.number("table").orElse(0)),
        Boolean.toString(node.flag("inverted")));
  }

  private static String told(IpRoute route) {
    return String.join(
        " ",
        route.ipv6() ? "ipv6" : "ipv4",
        Long.toString(route.table()),
        route.destination(),
        route.type() + " " + route.protocol() + " " + route.scope() + " " + route.metric(),
        route.preferredSource().map(InetAddress::getHostAddress).orElse("none"),
        route.gateway().map(InetAddress::getHostAddress).orElse("direct"),
        route.device().orElse("nowhere"));
  }

  private String route(StatusDocument.Node node) {
    List<StatusDocument.Node> hops = node.all("hops");
    assertTrue(hops.size() <= 1, node::toString);
    hops.forEach(hop -> hop.is("weight", 1));
    hops.forEach(hop -> hop.is("flagBits", 0));
    return String.join(
        " ",
        node.text("family").orElseThrow(),
        Long.toString(node.number("table").orElseThrow()),
        network(node, "destination", "default"),
        List.of("type", "protocol", "scope", "metric").stream()
            .map(field -> Long.toString(node.number(field).orElseThrow()))
            .collect(Collectors.joining(" ")),
        node.text("preferredSource").map(RoutingCheck::canonical).orElse("none"),
        hops.stream()
            .flatMap(hop -> hop.text("gateway").stream())
            .map(RoutingCheck::canonical)
            .findFirst()
            .orElse("direct"),
        hops.isEmpty() ? "nowhere" : reading.device(hops.get(0).number("link")));
  }

  /** As ip prints it: without the length of a single address. */
  private static String network(StatusDocument.Node node, String field, String any) {
    String text = node.text(field).orElse(any);
    String single = text.contains(":") ? "/128" : "/32";
    return text.endsWith(single) ? text.substring(0, text.length() - single.length()) : text;
  }

  private static String canonical(String literal) {
    try {
      return InetAddress.getByName(literal).getHostAddress();
    } catch (IOException e) {
      throw new AssertionError(literal, e);
    }
  }
}
