package io.github.mptcpexporter.model;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A rule of policy routing: who looks into which table.
 *
 * <p>Kernel: {@code RTM_NEWRULE}, {@code fib_nl_fill_rule()} in {@code net/core/fib_rules.c}.
 *
 * @param family of the traffic
 * @param priority lower comes first
 * @param source network of the source address; empty for any
 * @param destination network of the destination; empty for any
 * @param incomingDevice name ({@code iif}); empty for any
 * @param outgoingDevice name ({@code oif}); empty for any
 * @param mark of the packet ({@code fwmark}); empty for any
 * @param markMask bits of the mark that count
 * @param action what to do; for {@link Action#LOOKUP} look into the table
 * @param table number; 0 if the action is another
 * @param detached whether a device that the rule names does not exist ({@code
 *     FIB_RULE_IIF_DETACHED}, {@code FIB_RULE_OIF_DETACHED})
 * @param inverted {@code not}
 * @param target priority to go on at; empty if the action is not {@link Action#GOTO}
 * @param suppressedPrefixLength routes found with a prefix of at most this length do not count
 *     ({@code suppress_prefixlength}): with 0, default routes do not; empty if all count
 * @param narrowed whether the rule asks for more than is kept here: ports, protocol, user, DSCP,
 *     tunnel, flow label, a master device
 */
public record Rule(
    AddressFamily family,
    long priority,
    Optional<Prefix> source,
    Optional<Prefix> destination,
    Optional<String> incomingDevice,
    Optional<String> outgoingDevice,
    OptionalLong mark,
    OptionalLong markMask,
    Action action,
    long table,
    boolean detached,
    boolean inverted,
    OptionalLong target,
    OptionalInt suppressedPrefixLength,
    boolean narrowed) {

  /** A rule that neither jumps nor suppresses, and asks for nothing more. */
  public Rule(
      AddressFamily family,
      long priority,
      Optional<Prefix> source,
      Optional<Prefix> destination,
      Optional<String> incomingDevice,
      Optional<String> outgoingDevice,
      OptionalLong mark,
      OptionalLong markMask,
      Action action,
      long table,
      boolean detached,
      boolean inverted) {
    this(
        family,
        priority,
        source,
        destination,
        incomingDevice,
        outgoingDevice,
        mark,
        markMask,
        action,
        table,
        detached,
        inverted,
        OptionalLong.empty(),
        OptionalInt.empty(),
        false);
  }

  /** {@code FR_ACT_*}, {@code include/uapi/linux/fib_rules.h}. */
  public enum Action {
    LOOKUP,
    GOTO,
    NOP,
    BLACKHOLE,
    UNREACHABLE,
    PROHIBIT,
    OTHER
  }
}
