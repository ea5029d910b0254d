package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MultipathMode;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.tracker.RoutePlan;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Devices, routes, rules, neighbours, and the paths that come of them. */
final class NetworkJson {

  private final StatusModel model;
  private final Json json;

  NetworkJson(StatusModel model, Json json) {
    this.model = model;
    this.json = json;
  }

  void write() throws IOException {
    if (model.links().isPresent()) {
      json.array("links", this::writeLinks);
    }
    if (model.plan().isPresent() && model.routing().isPresent()) {
      RoutePlan plan = model.plan().get();
      json.array("mainDefaults", () -> writeMainDefaults(plan));
      json.array("paths", () -> writePaths(plan));
      json.array("foreignRules", () -> writeRules(plan.foreignRules()));
    }
    if (model.routing().isPresent()) {
      Routing routing = model.routing().get();
      if (routing.rules().isPresent()) {
        json.array("rules", () -> writeRules(routing.rules().get()));
      }
      json.array("routes", () -> writeRoutes(routing.routes()));
      if (routing.neighbours().isPresent()) {
        json.array("neighbours", () -> writeNeighbours(routing.neighbours().get()));
      }
    }
  }

  private void writeLinks() throws IOException {
    for (Link link : model.devices().all()) {
      json.object(() -> write(link));
    }
  }

  private void write(Link link) throws IOException {
    json.number("index", link.index());
    json.text("device", link.name());
    json.text("mode", EndpointList.mode(model, link).map(MultipathMode::label));
    json.text("link", LinkState.of(link).label());
    json.number("flagBits", link.flagBits());
    json.text("operState", link.operState().label());
    json.flag("carrier", link.carrier());
    json.number("carrierChanges", link.carrierChanges());
    json.number("mtuBytes", link.mtuBytes());
    json.text("hardwareAddress", link.hardwareAddress());
    json.text("kind", link.kind());
    if (link.counters().isPresent()) {
      json.object("counters", () -> write(link.counters().get()));
    }
    json.array(
        "addresses",
        () -> {
          for (Link.Address address : link.addresses()) {
            json.object(() -> write(address));
          }
        });
  }

  private void write(Link.Counters counters) throws IOException {
    json.unsigned("receiveBytes", counters.receiveBytes());
    json.unsigned("receivePackets", counters.receivePackets());
    json.unsigned("receiveErrors", counters.receiveErrors());
    json.unsigned("receiveDropped", counters.receiveDropped());
    json.unsigned("transmitBytes", counters.transmitBytes());
    json.unsigned("transmitPackets", counters.transmitPackets());
    json.unsigned("transmitErrors", counters.transmitErrors());
    json.unsigned("transmitDropped", counters.transmitDropped());
  }

  private void write(Link.Address address) throws IOException {
    json.text("address", Addresses.text(address.address()));
    json.number("prefixLength", address.prefixLength());
    json.number("scope", address.scope());
  }

  private void writeMainDefaults(RoutePlan plan) throws IOException {
    for (AddressFamily family : AddressFamily.values()) {
      Optional<Route> route = Optional.ofNullable(plan.mainDefaults().get(family));
      if (route.isPresent()) {
        json.object(
            () -> {
              json.text("family", family.label());
              json.text("interface", Optional.ofNullable(plan.mainDefaultInterfaces().get(family)));
              json.object("route", () -> write(route.get()));
            });
      }
    }
  }

  private void writePaths(RoutePlan plan) throws IOException {
    for (RoutePlan.Path path : plan.paths()) {
      PathStatus status = PathStatus.of(path, plan, model.devices());
      json.object(() -> write(path, status));
    }
  }

  private void write(RoutePlan.Path path, PathStatus status) throws IOException {
    json.text("interface", path.interfaceName());
    json.text("family", path.family().label());
    json.text("source", Addresses.text(path.source()));
    json.flag("ok", path.ok());
    json.text("lead", status.lead().name().toLowerCase(Locale.ROOT));
    json.text("reason", status.reason());
    json.number("table", path.table());
    if (path.rule().isPresent()) {
      json.object("rule", () -> write(path.rule().get()));
    }
    if (path.connected().isPresent()) {
      json.object("connected", () -> write(path.connected().get()));
    }
    if (path.defaultRoute().isPresent()) {
      json.object("defaultRoute", () -> write(path.defaultRoute().get()));
    }
    json.text("gateway", path.gateway().map(Addresses::text));
    if (path.neighbour().isPresent()) {
      json.object("neighbour", () -> write(path.neighbour().get()));
    }
  }

  private void writeRules(List<Rule> rules) throws IOException {
    for (Rule rule : rules) {
      json.object(() -> write(rule));
    }
  }

  private void write(Rule rule) throws IOException {
    json.text("family", rule.family().label());
    json.number("priority", rule.priority());
    json.text("source", rule.source().map(Addresses::text));
    json.text("destination", rule.destination().map(Addresses::text));
    json.text("incomingDevice", rule.incomingDevice());
    json.text("outgoingDevice", rule.outgoingDevice());
    json.number("mark", rule.mark());
    json.number("markMask", rule.markMask());
    json.text("action", rule.action().name().toLowerCase(Locale.ROOT));
    json.number("table", rule.table());
    json.flag("detached", rule.detached());
    json.flag("inverted", rule.inverted());
    json.number("target", rule.target());
    json.number("suppressedPrefixLength", rule.suppressedPrefixLength());
    json.flag("narrowed", rule.narrowed());
  }

  private void writeRoutes(List<Route> routes) throws IOException {
    for (Route route : routes) {
      json.object(() -> write(route));
    }
  }

  private void write(Route route) throws IOException {
    json.text("family", route.family().label());
    json.number("table", route.table());
    json.text("destination", route.destination().map(Addresses::text).orElse("default"));
    json.number("type", route.type());
    json.number("protocol", route.protocol());
    json.number("scope", route.scope());
    json.number("metric", route.metric());
    json.text("preferredSource", route.preferredSource().map(Addresses::text));
    json.array(
        "hops",
        () -> {
          for (Route.Hop hop : route.hops()) {
            json.object(() -> write(hop));
          }
        });
  }

  private void write(Route.Hop hop) throws IOException {
    json.text("gateway", hop.gateway().map(Addresses::text));
    json.number("link", hop.link());
    json.text("device", hop.link().isPresent() ? Optional.of(device(hop)) : Optional.empty());
    json.number("weight", hop.weight());
    json.number("flagBits", hop.flagBits());
  }

  private String device(Route.Hop hop) {
    return Routes.device(hop.link().orElse(0), model.devices());
  }

  private void writeNeighbours(List<Neighbour> neighbours) throws IOException {
    for (Neighbour neighbour : neighbours) {
      json.object(() -> write(neighbour));
    }
  }

  private void write(Neighbour neighbour) throws IOException {
    json.text("address", Addresses.text(neighbour.address()));
    json.number("link", neighbour.link());
    json.text("device", Routes.device(neighbour.link(), model.devices()));
    json.text("hardwareAddress", neighbour.hardwareAddress());
    json.text("state", neighbour.state().name().toLowerCase(Locale.ROOT));
  }
}
