package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.tracker.RoutePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where the packets of each uplink go, and who else interferes. */
final class RouteList {

  private static final String INDENT = " ".repeat(Paragraph.MARGIN);

  private final StatusModel model;
  private final RoutePlan plan;
  private final Links links;
  private final boolean colour;
  private final List<String> lines = new ArrayList<>();

  private RouteList(StatusModel model, RoutePlan plan, boolean colour) {
    this.model = model;
    this.plan = plan;
    this.links = model.devices();
    this.colour = colour;
  }

  static List<String> lines(StatusModel model, boolean colour) {
    if (model.plan().isEmpty() || model.routing().isEmpty()) {
      return List.of("routes and rules can not be seen");
    }
    RouteList list = new RouteList(model, model.plan().get(), colour);
    list.addMain();
    for (RoutePlan.Path path : list.plan.paths()) {
      list.addPath(PathStatus.of(path, list.plan, list.links));
    }
    list.addForeign();
    return List.copyOf(list.lines);
  }

  private void addMain() {
    String word = "MAIN";
    for (AddressFamily family : AddressFamily.values()) {
      Optional<Route> route = Optional.ofNullable(plan.mainDefaults().get(family));
      String text = route.map(r -> Routes.text(r, links)).orElse("no default route");
      boolean dead = route.map(Routes::dead).orElse(false);
      add(word, Ink.HEAD, name(family) + " " + text + (dead ? ": nothing passes" : ""));
      word = "";
    }
  }

  private static String name(AddressFamily family) {
    return family == AddressFamily.IPV4 ? "IPv4" : "IPv6";
  }

  private void addPath(PathStatus status) {
    RoutePlan.Path path = status.path();
    Lead lead = status.lead();
    lines.add("");
    String name = Names.shorten(path.interfaceName(), Paragraph.MARGIN - 1);
    String source = Addresses.text(path.source());
    if (lead == Lead.UNKNOWN) {
      add(name, Ink.PLAIN, source + ": its rule and table are not known");
      return;
    }
    String verdict = lead.fine() ? lead.label() : "NOT OK: " + lead.label();
    add(name, lead.fine() ? Ink.GOOD : Ink.BAD, source + " " + verdict);
    detail("rule", path.rule().map(Routes::text).orElse("none but the kernel's own"));
    path.connected().ifPresent(route -> detail("network", Routes.text(route, links)));
    detail("default", defaultRoute(status));
    path.gateway()
        .ifPresent(
            gateway -> detail("gateway", Addresses.text(gateway) + " " + state(path.neighbour())));
    if (!lead.fine()) {
      addAdvice(status);
    }
  }

  private void addAdvice(PathStatus status) {
    for (UplinkStatus uplink : model.uplinks()) {
      // Routes go with their link, and come back with it.
      if (uplink.name().equals(status.path().interfaceName()) && uplink.link() == LinkState.UP) {
        detail("do", RouteAdvice.of(model, uplink, status));
      }
    }
  }

  private String defaultRoute(PathStatus status) {
    RoutePlan.Path path = status.path();
    if (status.lead() == Lead.MAIN) {
      return "that of the main table";
    }
    return path.defaultRoute().map(this::wayOut).orElse("none");
  }

  /** The route without its first word, which stands in the margin. */
  private String wayOut(Route route) {
    return Routes.text(route, links).replaceFirst("^default ", "");
  }

  private static String state(Optional<Neighbour> neighbour) {
    if (neighbour.isEmpty()) {
      return "(not in the neighbour table)";
    }
    String state = neighbour.get().state().name().toLowerCase(Locale.ROOT);
    return state + neighbour.get().hardwareAddress().map(address -> ", " + address).orElse("");
  }

  /** Rules that lead others, with the way that their table knows. */
  private void addForeign() {
    if (plan.foreignRules().isEmpty()) {
      return;
    }
    lines.add("");
    String word = "OTHERS";
    for (Rule rule : plan.foreignRules()) {
      String family = rule.family() == AddressFamily.IPV4 ? "" : "IPv6 ";
      String way = wayOut(rule).map(r -> " (" + Routes.text(r, links) + ")").orElse("");
      add(word, Ink.HEAD, family + Routes.text(rule) + way);
      word = "";
    }
  }

  private Optional<Route> wayOut(Rule rule) {
    for (Route route : model.routing().map(Routing::routes).orElse(List.of())) {
      if (rule.action() == Rule.Action.LOOKUP
          && route.isDefault()
          && route.table() == rule.table()
          && route.family() == rule.family()) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }

  private void detail(String word, String text) {
    String start = INDENT + word + " ".repeat(Paragraph.MARGIN - word.length());
    for (String line : Paragraph.wrap(text, Paragraph.WIDTH - start.length())) {
      lines.add(start + line);
      start = " ".repeat(start.length());
    }
  }

  private void add(String word, Ink ink, String text) {
    lines.addAll(Paragraph.lines(word, ink, text, colour));
  }
}
