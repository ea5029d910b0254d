package io.github.mptcpexporter.oracle;

import static io.github.mptcpexporter.oracle.IpJson.optionalNumber;
import static io.github.mptcpexporter.oracle.IpJson.optionalText;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A rule of {@code ip -j rule}. */
final class IpRules {

  private static final long FULL_MASK = 0xffff_ffffL;

  /** What a rule may ask for besides ({@code print_rule()} of iproute2, {@code ip/iprule.c}). */
  private static final List<String> NARROWING =
      List.of(
          "tos", "tun_id", "uid_start", "ipproto", "sport", "sport_start", "dport", "dport_start");

  private IpRules() {}

  static Rule rule(Map<String, Object> rule, AddressFamily family, Map<String, Integer> tables) {
    Rule.Action action = action(rule);
    OptionalLong mark = hex(rule, "fwmark");
    OptionalLong mask = hex(rule, "fwmask");
    OptionalLong suppressed = optionalNumber(rule, "suppress_prefixlen");
    return new Rule(
        family,
        Json.number(rule, "priority"),
        prefix(rule, "src"),
        prefix(rule, "dst"),
        optionalText(rule, "iif"),
        optionalText(rule, "oif"),
        mark,
        mark.isPresent() && mask.isEmpty() ? OptionalLong.of(FULL_MASK) : mask,
        action,
        action == Rule.Action.LOOKUP ? IpJson.named(Json.text(rule, "table"), tables) : 0,
        rule.containsKey("iif_detached") || rule.containsKey("oif_detached"),
        rule.containsKey("not"),
        optionalNumber(rule, "goto"),
        suppressed.isPresent() ? OptionalInt.of((int) suppressed.getAsLong()) : OptionalInt.empty(),
        NARROWING.stream().anyMatch(rule::containsKey));
  }

  private static Rule.Action action(Map<String, Object> rule) {
    if (rule.containsKey("goto")) {
      return Rule.Action.GOTO;
    }
    if (rule.containsKey("nop")) {
      return Rule.Action.NOP;
    }
    return optionalText(rule, "action")
        .map(action -> Rule.Action.valueOf(action.toUpperCase(Locale.ROOT)))
        .orElse(Rule.Action.LOOKUP);
  }

  /** The source is always told, the destination only where there is one. */
  private static Optional<Prefix> prefix(Map<String, Object> rule, String name) {
    Optional<String> address = optionalText(rule, name).filter(text -> !text.equals("all"));
    OptionalLong length = optionalNumber(rule, name + "len");
    return address.flatMap(
        text -> IpAddresses.prefix(length.isPresent() ? text + "/" + length.getAsLong() : text));
  }

  private static OptionalLong hex(Map<String, Object> rule, String name) {
    return optionalText(rule, name)
        .map(text -> OptionalLong.of(Long.decode(text)))
        .orElse(OptionalLong.empty());
  }
}
