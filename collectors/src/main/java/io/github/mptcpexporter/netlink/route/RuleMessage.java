package io.github.mptcpexporter.netlink.route;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.ByteView;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A rule.
 *
 * <p>Kernel: {@code struct fib_rule_hdr} and {@code FRA_*}, {@code include/uapi/linux/fib_rules.h};
 * {@code fib_nl_fill_rule()} in {@code net/core/fib_rules.c}. It leaves out a priority of 0 and a
 * mark of 0.
 */
final class RuleMessage {

  /** Size of {@code struct fib_rule_hdr}. */
  static final int BYTES = 12;

  private static final int DESTINATION_LENGTH = 1;
  private static final int SOURCE_LENGTH = 2;
  private static final int TOS = 3;
  private static final int TABLE = 4;
  private static final int ACTION = 7;
  private static final int FLAGS = 8;

  private static final long FLAG_INVERT = 0x2;
  private static final long FLAG_IIF_DETACHED = 0x8;
  private static final long FLAG_OIF_DETACHED = 0x10;

  private static final int ATTRIBUTE_DESTINATION = 1;
  private static final int ATTRIBUTE_SOURCE = 2;
  private static final int ATTRIBUTE_IIF_NAME = 3;
  private static final int ATTRIBUTE_GOTO = 4;
  private static final int ATTRIBUTE_PRIORITY = 6;
  private static final int ATTRIBUTE_MARK = 10;
  private static final int ATTRIBUTE_TUNNEL_ID = 12;
  private static final int ATTRIBUTE_SUPPRESS_PREFIX_LENGTH = 14;
  private static final int ATTRIBUTE_TABLE = 15;
  private static final int ATTRIBUTE_MARK_MASK = 16;
  private static final int ATTRIBUTE_OIF_NAME = 17;
  private static final int ATTRIBUTE_MASTER_DEVICE = 19;
  private static final int ATTRIBUTE_USER_RANGE = 20;
  private static final int ATTRIBUTE_PROTOCOL = 22;
  private static final int ATTRIBUTE_SOURCE_PORTS = 23;
  private static final int ATTRIBUTE_DESTINATION_PORTS = 24;
  private static final int ATTRIBUTE_DSCP = 25;
  private static final int ATTRIBUTE_FLOW_LABEL = 26;

  private final NetlinkMessage message;
  private final AddressFamily family;
  private long table;
  private long priority;
  private Optional<Prefix> source = Optional.empty();
  private Optional<Prefix> destination = Optional.empty();
  private Optional<String> incomingDevice = Optional.empty();
  private Optional<String> outgoingDevice = Optional.empty();
  private OptionalLong mark = OptionalLong.empty();
  private OptionalLong markMask = OptionalLong.empty();
  private OptionalLong target = OptionalLong.empty();
  private OptionalInt suppressedPrefixLength = OptionalInt.empty();
  private boolean narrowed;

  private RuleMessage(NetlinkMessage message, AddressFamily family) throws NetlinkFormatException {
    this.message = message;
    this.family = family;
    this.table = message.u8(TABLE);
  }

  /** Makes sense of a row of a dump; empty if it is not a rule of the family. */
  static Optional<Rule> parse(
      NetlinkMessage message, AddressFamily family, AttributeReader attributes)
      throws NetlinkFormatException {
    if (!InetFields.is(message, MessageType.NEWRULE, family)) {
      return Optional.empty();
    }
    RuleMessage rule = new RuleMessage(message, family);
    attributes.over(message, BYTES);
    while (attributes.next()) {
      rule.take(attributes);
    }
    return Optional.of(rule.toModel());
  }

  private void take(AttributeReader attribute) throws NetlinkFormatException {
    switch (attribute.type()) {
      case ATTRIBUTE_DESTINATION -> destination = prefix(attribute, DESTINATION_LENGTH);
      case ATTRIBUTE_SOURCE -> source = prefix(attribute, SOURCE_LENGTH);
      case ATTRIBUTE_IIF_NAME -> incomingDevice = Optional.of(attribute.text(0));
      case ATTRIBUTE_OIF_NAME -> outgoingDevice = Optional.of(attribute.text(0));
      case ATTRIBUTE_GOTO -> target = OptionalLong.of(attribute.u32(0));
      case ATTRIBUTE_PRIORITY -> priority = attribute.u32(0);
      case ATTRIBUTE_MARK -> mark = OptionalLong.of(attribute.u32(0));
      case ATTRIBUTE_MARK_MASK -> markMask = OptionalLong.of(attribute.u32(0));
      case ATTRIBUTE_TABLE -> table = attribute.u32(0);
      case ATTRIBUTE_SUPPRESS_PREFIX_LENGTH -> {
        int length = attribute.s32(0);
        suppressedPrefixLength = length < 0 ? OptionalInt.empty() : OptionalInt.of(length);
      }
      case ATTRIBUTE_TUNNEL_ID,
          ATTRIBUTE_MASTER_DEVICE,
          ATTRIBUTE_USER_RANGE,
          ATTRIBUTE_PROTOCOL,
          ATTRIBUTE_SOURCE_PORTS,
          ATTRIBUTE_DESTINATION_PORTS,
          ATTRIBUTE_DSCP,
          ATTRIBUTE_FLOW_LABEL ->
          narrowed = true;
      default -> {} // unknown, or of no use to us
    }
  }

  private Optional<Prefix> prefix(ByteView attribute, int lengthOffset)
      throws NetlinkFormatException {
    return Optional.of(InetFields.prefix(attribute, family, message.u8(lengthOffset)));
  }

  private Rule toModel() throws NetlinkFormatException {
    requirePrefix(source, SOURCE_LENGTH);
    requirePrefix(destination, DESTINATION_LENGTH);
    long flags = message.u32(FLAGS);
    Rule.Action action = action(message.u8(ACTION));
    boolean marked = mark.isPresent() || markMask.isPresent();
    return new Rule(
        family,
        priority,
        source,
        destination,
        incomingDevice,
        outgoingDevice,
        marked ? OptionalLong.of(mark.orElse(0)) : OptionalLong.empty(),
        markMask,
        action,
        action == Rule.Action.LOOKUP ? table : 0,
        (flags & (FLAG_IIF_DETACHED | FLAG_OIF_DETACHED)) != 0,
        (flags & FLAG_INVERT) != 0,
        action == Rule.Action.GOTO ? target : OptionalLong.empty(),
        suppressedPrefixLength,
        narrowed || message.u8(TOS) != 0);
  }

  private void requirePrefix(Optional<Prefix> prefix, int lengthOffset)
      throws NetlinkFormatException {
    if (prefix.isEmpty() && message.u8(lengthOffset) > 0) {
      throw message.bad(lengthOffset, "length of a prefix that is not there");
    }
  }

  private static Rule.Action action(int number) {
    return switch (number) {
      case 1 -> Rule.Action.LOOKUP;
      case 2 -> Rule.Action.GOTO;
      case 3 -> Rule.Action.NOP;
      case 6 -> Rule.Action.BLACKHOLE;
      case 7 -> Rule.Action.UNREACHABLE;
      case 8 -> Rule.Action.PROHIBIT;
      default -> Rule.Action.OTHER;
    };
  }
}
