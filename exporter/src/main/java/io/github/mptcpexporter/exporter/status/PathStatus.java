package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.tracker.RoutePlan;
import java.util.Optional;

/**
 * A path and what is to be said of it.
 *
 * @param device by which the default route of its table leaves; empty if there is none
 */
record PathStatus(RoutePlan.Path path, Lead lead, Optional<String> device) {

  static PathStatus of(RoutePlan.Path path, RoutePlan plan, Links links) {
    return new PathStatus(
        path, lead(path, plan), path.defaultRoute().flatMap(r -> Routes.device(r, links)));
  }

  /** As a clause behind the name of the uplink. */
  String reason() {
    String source = Addresses.text(path.source());
    return switch (lead) {
      case OK -> source + " is led by table " + table();
      case MAIN -> source + " is led by the main table";
      case NO_RULE -> "no rule leads " + source + " to a table of its own";
      case REFUSED -> rule() + " turns " + source + " away";
      case NO_DEFAULT -> "table " + table() + " of " + source + " has no default route";
      case DEAD -> "the default route of table " + table() + " is dead";
      case ELSEWHERE ->
          "table " + table() + " leads " + source + " out by " + device.orElse("another device");
      case UNKNOWN -> "rules can not be read";
    };
  }

  /** Whether a packet of this address can leave by its uplink towards the Internet. */
  boolean usable() {
    return lead.fine() && path.defaultRoute().isPresent();
  }

  private String rule() {
    return path.rule().map(rule -> "rule " + rule.priority()).orElse("a rule");
  }

  private String table() {
    return path.table().isPresent() ? Route.tableName(path.table().getAsLong()) : "main";
  }

  private static Lead lead(RoutePlan.Path path, RoutePlan plan) {
    if (path.ok().isEmpty()) {
      return Lead.UNKNOWN;
    }
    boolean dead = path.defaultRoute().map(Routes::dead).orElse(false);
    if (path.rule().isEmpty()) {
      boolean main = path.interfaceName().equals(mainDefault(path.family(), plan));
      return main ? dead ? Lead.DEAD : Lead.MAIN : Lead.NO_RULE;
    }
    if (path.table().isEmpty()) {
      return Lead.REFUSED;
    }
    if (path.defaultRoute().isEmpty()) {
      return Lead.NO_DEFAULT;
    }
    return !path.ok().get() ? Lead.ELSEWHERE : dead ? Lead.DEAD : Lead.OK;
  }

  private static String mainDefault(AddressFamily family, RoutePlan plan) {
    return plan.mainDefaultInterfaces().getOrDefault(family, "");
  }
}
