package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Rule;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Follows the rules as the kernel does for a packet of this host: it has a source address and a
 * destination that no route knows but the default one, no mark, and is bound to no device.
 *
 * <p>Kernel: {@code fib_rules_lookup()} and {@code fib_rule_match()} in {@code
 * net/core/fib_rules.c}, {@code fib_table_lookup()} in {@code net/ipv4/fib_trie.c}.
 */
final class RuleLookup {

  /** A rule that names the loopback device is for packets of this host. */
  private static final String THIS_HOST = "lo";

  private static final int TYPE_BLACKHOLE = 6;
  private static final int TYPE_THROW = 9;

  private final List<Rule> rules;
  private final List<Route> routes;

  /**
   * @param rules of both families
   * @param routes default ones at least, of all tables
   */
  RuleLookup(List<Rule> rules, List<Route> routes) {
    this.rules = rules.stream().sorted(Comparator.comparingLong(Rule::priority)).toList();
    this.routes = routes;
  }

  /**
   * Where an address is led.
   *
   * @param known whether the rules could be followed to the end
   * @param rule the rule that leads it, or that names its source and leads nowhere; empty if only
   *     the kernel's own does
   * @param table that this rule names; empty as the rule, or if it names none
   * @param defaultRoute of that table, or of the one that the kernel's own rule names
   */
  record Led(boolean known, Optional<Rule> rule, OptionalLong table, Optional<Route> defaultRoute) {

    private static final Led UNKNOWN =
        new Led(false, Optional.empty(), OptionalLong.empty(), Optional.empty());

    private static Led by(Optional<Rule> rule, Optional<Route> defaultRoute) {
      return new Led(
          true,
          rule,
          rule.filter(r -> r.action() == Rule.Action.LOOKUP)
              .map(r -> OptionalLong.of(r.table()))
              .orElse(OptionalLong.empty()),
          defaultRoute);
    }
  }

  /** Follows the rules for a source address. */
  Led lead(InetAddress source) {
    Optional<Rule> nowhere = Optional.empty();
    long from = 0; // priority that a jump goes on at
    for (Rule rule : rules) {
      if (rule.priority() < from
          || rule.family() != AddressFamily.of(source)
          || !matches(rule, source)) {
        continue;
      }
      switch (rule.action()) {
        case LOOKUP -> {
          Optional<Route> route = look(rule);
          if (route.isPresent() && route.get().isDefault()) {
            return kernels(rule) ? Led.by(nowhere, defaultOf(nowhere, route)) : led(rule, route);
          }
          if (route.isPresent()) {
            return Led.by(nowhere.or(() -> Optional.of(rule)), Optional.empty());
          }
          if (nowhere.isEmpty() && rule.source().isPresent()) {
            nowhere = Optional.of(rule);
          }
        }
        case BLACKHOLE, UNREACHABLE, PROHIBIT -> {
          return Led.by(nowhere.or(() -> Optional.of(rule)), Optional.empty());
        }
        case NOP -> {}
        case GOTO -> {
          if (rule.target().isEmpty()) {
            return Led.UNKNOWN;
          }
          from = jump(rule);
        }
        case OTHER -> {
          return Led.UNKNOWN; // an action of a newer kernel
        }
      }
    }
    return Led.by(nowhere, Optional.empty());
  }

  /** Priority to go on at; a jump to where no rule is leads to the next. */
  private long jump(Rule rule) {
    long target = rule.target().orElseThrow();
    boolean there =
        rules.stream().anyMatch(r -> r.family() == rule.family() && r.priority() == target);
    return there ? target : 0;
  }

  private static Led led(Rule rule, Optional<Route> route) {
    return Led.by(Optional.of(rule), route);
  }

  /** A rule that leads nowhere is shown with its own table, which has no default route. */
  private static Optional<Route> defaultOf(Optional<Rule> nowhere, Optional<Route> route) {
    return nowhere.isPresent() ? Optional.empty() : route;
  }

  private static boolean matches(Rule rule, InetAddress source) {
    if (rule.narrowed()) {
      return false; // some packets of that source only
    }
    boolean matches =
        !rule.detached()
            && rule.incomingDevice().map(THIS_HOST::equals).orElse(true)
            && rule.outgoingDevice().isEmpty()
            && rule.destination().isEmpty()
            && unmarked(rule)
            && rule.source().map(prefix -> prefix.contains(source)).orElse(true);
    return matches != rule.inverted();
  }

  /** Whether the rule takes a packet with mark 0. */
  private static boolean unmarked(Rule rule) {
    return rule.mark().isEmpty() || (rule.mark().getAsLong() & rule.markMask().orElse(-1)) == 0;
  }

  /** The route that the table of a rule has for the packet; empty to go on with the next rule. */
  private Optional<Route> look(Rule rule) {
    if (rule.table() == Route.TABLE_LOCAL || rule.suppressedPrefixLength().isPresent()) {
      return Optional.empty(); // to this host's addresses only; a default route is the shortest
    }
    return best(rule.family(), rule.table()).filter(route -> route.type() != TYPE_THROW);
  }

  /** Best route to anywhere of a table, among them those that refuse. */
  private Optional<Route> best(AddressFamily family, long table) {
    Optional<Route> best = Optional.empty();
    for (Route route : routes) {
      if (route.family() == family
          && route.table() == table
          && toAnywhere(route)
          && (best.isEmpty() || route.metric() < best.get().metric())) {
        best = Optional.of(route);
      }
    }
    return best;
  }

  /** Whether the route is one to any destination, leading there or refusing. */
  static boolean toAnywhere(Route route) {
    int type = route.type();
    return route.destination().isEmpty()
        && (type == Route.TYPE_UNICAST || (type >= TYPE_BLACKHOLE && type <= TYPE_THROW));
  }

  /** Whether this is one of the rules that each kernel starts with. */
  static boolean kernels(Rule rule) {
    boolean any =
        rule.source().isEmpty()
            && rule.destination().isEmpty()
            && rule.incomingDevice().isEmpty()
            && rule.outgoingDevice().isEmpty()
            && rule.mark().isEmpty()
            && !rule.inverted()
            && !rule.narrowed()
            && rule.suppressedPrefixLength().isEmpty()
            && rule.action() == Rule.Action.LOOKUP;
    return any
        && ((rule.priority() == 0 && rule.table() == Route.TABLE_LOCAL)
            || (rule.priority() == 32766 && rule.table() == Route.TABLE_MAIN)
            || (rule.priority() == 32767 && rule.table() == Route.TABLE_DEFAULT));
  }
}
