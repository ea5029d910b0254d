package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Routes and rules in the words of {@code ip route} and {@code ip rule}. */
final class Routes {

  private Routes() {}

  /** Whether there are hops and the kernel says of all that nothing passes. */
  static boolean dead(Route route) {
    boolean dead = !route.hops().isEmpty();
    for (Route.Hop hop : route.hops()) {
      dead &= hop.dead();
    }
    return dead;
  }

  /** Name of the device of the first hop; its number if that is all we know. */
  static Optional<String> device(Route route, Links links) {
    if (route.hops().isEmpty()) {
      return Optional.empty();
    }
    OptionalInt link = route.hops().get(0).link();
    return link.isPresent() ? Optional.of(device(link.getAsInt(), links)) : Optional.empty();
  }

  /** Name of a device; its number if that is all we know. */
  static String device(int link, Links links) {
    return links.byIndex(link).map(found -> found.name()).orElse("#" + link);
  }

  /** Such as {@code default via 203.0.113.1 dev eth0.1 metric 10}. */
  static String text(Route route, Links links) {
    List<String> words = new ArrayList<>();
    words.add(route.destination().map(Addresses::text).orElse("default"));
    boolean several = route.hops().size() > 1;
    for (Route.Hop hop : route.hops()) {
      if (several) {
        words.add("nexthop");
      }
      hop.gateway().ifPresent(gateway -> words.add("via " + Addresses.text(gateway)));
      hop.link().ifPresent(link -> words.add("dev " + device(link, links)));
      if (several) {
        words.add("weight " + hop.weight());
      }
      if (hop.dead()) {
        words.add("dead");
      }
    }
    route.preferredSource().ifPresent(source -> words.add("src " + Addresses.text(source)));
    if (route.metric() != 0) {
      words.add("metric " + route.metric());
    }
    return String.join(" ", words);
  }

  /** Such as {@code 1001: from 10.1.0.2 lookup 1001}. */
  static String text(Rule rule) {
    StringBuilder text = new StringBuilder().append(rule.priority()).append(": ");
    text.append(rule.inverted() ? "not " : "");
    text.append("from ").append(rule.source().map(Addresses::text).map(Routes::host).orElse("all"));
    rule.destination().ifPresent(to -> text.append(" to ").append(host(Addresses.text(to))));
    rule.mark().ifPresent(mark -> text.append(" fwmark 0x").append(Long.toHexString(mark)));
    rule.markMask()
        .ifPresent(mask -> text.append(mask == 0xffffffffL ? "" : "/0x" + Long.toHexString(mask)));
    rule.incomingDevice().ifPresent(device -> text.append(" iif ").append(device));
    rule.outgoingDevice().ifPresent(device -> text.append(" oif ").append(device));
    text.append(rule.detached() ? " [detached]" : "");
    text.append(rule.narrowed() ? " and more" : "");
    text.append(' ').append(action(rule));
    rule.suppressedPrefixLength()
        .ifPresent(length -> text.append(" suppress_prefixlength ").append(length));
    return text.toString();
  }

  private static String action(Rule rule) {
    return switch (rule.action()) {
      case LOOKUP -> "lookup " + Route.tableName(rule.table());
      case GOTO -> "goto " + rule.target().orElse(0);
      case NOP -> "nop";
      case BLACKHOLE -> "blackhole";
      case UNREACHABLE -> "unreachable";
      case PROHIBIT -> "prohibit";
      case OTHER -> "other";
    };
  }

  /** The address alone where the network is a single one, as {@code ip rule} prints it. */
  private static String host(String prefix) {
    boolean single = prefix.endsWith(prefix.contains(":") ? "/128" : "/32");
    return single ? prefix.substring(0, prefix.indexOf('/')) : prefix;
  }
}
