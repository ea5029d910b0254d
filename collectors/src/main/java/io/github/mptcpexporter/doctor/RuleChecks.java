package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.tracker.RoutePlan;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the rules of policy routing lead each address to its own table. */
final class RuleChecks {

  private RuleChecks() {}

  static void rule(Evidence evidence, Findings findings) throws MissingSourceException {
    List<Rule> rules = evidence.rules();
    int paths = 0;
    for (RoutePlan.Path path : evidence.livePaths()) {
      paths++;
      if (path.ok().isEmpty()
          || path.rule().isPresent()
          || evidence.leadsMain(path)
          || late(rules, path).isPresent()) {
        continue;
      }
      String source = Words.address(path.source());
      String taken =
          Optional.ofNullable(evidence.plan().mainDefaultInterfaces().get(path.family()))
              .map(name -> "leave through " + name)
              .orElse("have no way out");
      findings.fail(
          path.interfaceName(),
          "no rule \"from " + source + "\": subflows from " + path.interfaceName() + " " + taken,
          Words.ip(path.source())
              + " rule add from "
              + source
              + " lookup "
              + table(evidence, path));
    }
    findings.passOtherwise(
        paths == 0
            ? "no uplink has an address to be led"
            : "each address of an uplink is led: " + Words.count(paths, "address"));
  }

  /** Number of a table that has a default route by the uplink; N if there is none. */
  private static String table(Evidence evidence, RoutePlan.Path path)
      throws MissingSourceException {
    int link =
        evidence
            .uplinks()
            .byInterface(path.interfaceName())
            .flatMap(uplink -> uplink.link())
            .map(found -> found.index())
            .orElse(-1);
    for (Route route : evidence.routing().routes()) {
      boolean leaves = route.hops().stream().anyMatch(hop -> hop.link().orElse(-2) == link);
      if (route.isDefault()
          && route.family() == path.family()
          && route.table() != Route.TABLE_MAIN
          && leaves) {
        return Long.toString(route.table());
      }
    }
    return "N, with a default route by " + path.interfaceName() + " in table N";
  }

  static void order(Evidence evidence, Findings findings) throws MissingSourceException {
    List<Rule> rules = evidence.rules();
    for (RoutePlan.Path path : evidence.livePaths()) {
      Optional<Rule> late = late(rules, path);
      if (path.rule().isEmpty() && late.isPresent()) {
        findings.fail(
            path.interfaceName(),
            "the rule of "
                + path.interfaceName()
                + " has priority "
                + late.get().priority()
                + ", after \"lookup main\" ("
                + mainPriority(rules, path.family())
                + "), which has a default route: it is never used",
            Words.ip(path.source())
                + " rule del priority "
                + late.get().priority()
                + "; "
                + Words.ip(path.source())
                + " rule add "
                + Words.rule(late.get())
                + " priority 1000");
      }
    }
    findings.passOtherwise("no rule of an uplink stands behind the one for table main");
  }

  /** The rule that names the source of a path but stands behind that of table main. */
  private static Optional<Rule> late(List<Rule> rules, RoutePlan.Path path) {
    long main = mainPriority(rules, path.family());
    return rules.stream()
        .filter(rule -> rule.family() == path.family() && rule.priority() > main)
        .filter(rule -> rule.action() == Rule.Action.LOOKUP && !rule.inverted())
        .filter(rule -> rule.source().map(p -> p.contains(path.source())).orElse(false))
        .filter(rule -> rule.incomingDevice().isEmpty() && rule.mark().isEmpty())
        .findFirst();
  }

  private static long mainPriority(List<Rule> rules, AddressFamily family) {
    return rules.stream()
        .filter(rule -> rule.family() == family)
        .filter(rule -> rule.action() == Rule.Action.LOOKUP && rule.table() == Route.TABLE_MAIN)
        .filter(rule -> rule.source().isEmpty() && rule.suppressedPrefixLength().isEmpty())
        .filter(rule -> rule.incomingDevice().isEmpty() && rule.mark().isEmpty())
        .mapToLong(Rule::priority)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  static void stale(Evidence evidence, Findings findings) throws MissingSourceException {
    Links links = evidence.links();
    for (Rule rule : evidence.rules()) {
      if (rule.source().isPresent()
          && isHost(rule.source().get())
          && rule.action() == Rule.Action.LOOKUP
          && links.byAddress(rule.source().get().address()).isEmpty()
          && !evidence.isEndpoint(rule.source().get().address())) { // see mptcp.endpoint
        InetAddress source = rule.source().get().address();
        findings.warn(
            Words.address(source),
            "rule \"" + Words.rule(rule) + "\": no device has this address (an old lease)",
            Words.ip(source) + " rule del priority " + rule.priority() + " " + Words.rule(rule));
      }
    }
    findings.passOtherwise("every rule for one address is for one of this host");
  }

  private static boolean isHost(Prefix prefix) {
    return prefix.length() == AddressFamily.of(prefix.address()).addressBytes() * Byte.SIZE;
  }

  static void duplicates(Evidence evidence, Findings findings) throws MissingSourceException {
    Map<String, List<Rule>> alike =
        evidence.rules().stream()
            .filter(rule -> !rule.narrowed() && rule.action() == Rule.Action.LOOKUP)
            .filter(rule -> rule.suppressedPrefixLength().isEmpty())
            .filter(rule -> !rule.incomingDevice().equals(Optional.of("lo"))) // one per interface
            .collect(
                Collectors.groupingBy(
                    rule -> rule.family().label() + Words.rule(rule),
                    LinkedHashMap::new,
                    Collectors.toList()));
    for (List<Rule> rules : alike.values()) {
      if (rules.size() > 1) {
        Rule first = rules.get(0);
        findings.warn(
            Words.rule(first),
            "rule \""
                + Words.rule(first)
                + "\" exists "
                + rules.size()
                + " times (a script that adds it did not remove it)",
            Words.ip(first.family()) + " rule del " + Words.rule(first) + ", until one is left");
      }
    }
    findings.passOtherwise("no rule exists twice");
  }

  static void detached(Evidence evidence, Findings findings) throws MissingSourceException {
    for (Rule rule : evidence.rules()) {
      if (rule.detached()) {
        String device = rule.incomingDevice().or(rule::outgoingDevice).orElse("?");
        findings.fail(
            device,
            "rule \""
                + Words.rule(rule)
                + "\" [detached]: the device "
                + device
                + " does not exist",
            "name the device that there is, or remove it: "
                + Words.ip(rule.family())
                + " rule del priority "
                + rule.priority());
      }
    }
    findings.passOtherwise("every device that a rule names exists");
  }
}
