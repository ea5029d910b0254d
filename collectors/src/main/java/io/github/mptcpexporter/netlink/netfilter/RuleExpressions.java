package io.github.mptcpexporter.netlink.netfilter;

import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.ByteView;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.netfilter.NatChain.ChainId;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Follows the expressions of one rule: what is loaded into a register, what it is compared with,
 * and what is done in the end. Reused from rule to rule.
 *
 * <p>Kernel: {@code include/uapi/linux/netfilter/nf_tables.h}; numbers are in network order.
 */
final class RuleExpressions {

  private static final int LIST_ELEMENT = 1;
  private static final int EXPRESSION_NAME = 1;
  private static final int EXPRESSION_DATA = 2;
  private static final int IPV4_SOURCE_OFFSET = 12;
  private static final int PAYLOAD_NETWORK = 1;
  private static final int META_OIFNAME = 7;
  private static final int JUMP = -3;
  private static final int GOTO = -4;

  /** What the register holds that is compared next. */
  private enum Loaded {
    SOURCE,
    DEVICE,
    OTHER
  }

  private final AttributeReader element;
  private final AttributeReader expression;
  private final AttributeReader field;
  private final AttributeReader inner;
  private final AttributeReader innermost;

  private Loaded loaded = Loaded.OTHER;
  private Optional<byte[]> mask = Optional.empty();
  private Optional<Prefix> source = Optional.empty();
  private Optional<String> device = Optional.empty();
  private Optional<String> jump = Optional.empty();
  private boolean narrowed;
  private boolean rewrites;

  RuleExpressions(ByteOrder order) {
    element = new AttributeReader(order);
    expression = new AttributeReader(order);
    field = new AttributeReader(order);
    inner = new AttributeReader(order);
    innermost = new AttributeReader(order);
  }

  /** The rule with the expressions that {@code list} nests. */
  NatRule rule(ChainId chain, ByteView list) throws NetlinkFormatException {
    loaded = Loaded.OTHER;
    mask = Optional.empty();
    source = Optional.empty();
    device = Optional.empty();
    jump = Optional.empty();
    narrowed = false;
    rewrites = false;
    element.over(list, 0);
    while (element.next()) {
      if (element.type() == LIST_ELEMENT) {
        one();
      }
    }
    return new NatRule(chain, source, device, narrowed, rewrites, jump.map(chain::sibling));
  }

  private void one() throws NetlinkFormatException {
    String name = "";
    expression.over(element, 0);
    while (expression.next()) {
      if (expression.type() == EXPRESSION_NAME) {
        name = expression.text(0);
      } else if (expression.type() == EXPRESSION_DATA) {
        data(name);
      }
    }
    if (name.equals("masq")) {
      rewrites = true; // it may have no data
    }
  }

  private void data(String name) throws NetlinkFormatException {
    field.over(expression, 0);
    switch (name) {
      case "payload" -> payload();
      case "meta" -> loaded = number(2) == META_OIFNAME ? Loaded.DEVICE : Loaded.OTHER;
      case "bitwise" -> mask = value(4);
      case "cmp" -> compare();
      case "immediate" -> immediate();
      case "nat" -> rewrites = number(1) == 0; // NFT_NAT_SNAT
      case "target" -> target();
      case "masq", "counter", "log", "comment" -> {}
      default -> narrowed = true; // lookup in a set, limit, connection tracking …
    }
  }

  private void payload() throws NetlinkFormatException {
    long base = -1;
    long offset = -1;
    while (field.next()) {
      if (field.type() == 2) {
        base = NfTables.u32be(field, 0);
      } else if (field.type() == 3) {
        offset = NfTables.u32be(field, 0);
      }
    }
    boolean isSource = base == PAYLOAD_NETWORK && offset == IPV4_SOURCE_OFFSET;
    loaded = isSource ? Loaded.SOURCE : Loaded.OTHER;
    mask = Optional.empty();
  }

  private void compare() throws NetlinkFormatException {
    long operation = 0;
    Optional<byte[]> value = Optional.empty();
    while (field.next()) {
      if (field.type() == 2) {
        operation = NfTables.u32be(field, 0);
      } else if (field.type() == 3) {
        value = nestedValue();
      }
    }
    if (operation != 0 || value.isEmpty() || loaded == Loaded.OTHER) {
      narrowed |= operation != 0 || !harmless(value);
    } else if (loaded == Loaded.SOURCE) {
      source = Optional.of(network(value.get()));
    } else {
      device = Optional.of(pattern(value.get()));
    }
    loaded = Loaded.OTHER;
    mask = Optional.empty();
  }

  /** Whether it asks for IPv4, which all that we follow is ({@code meta nfproto ipv4}). */
  private static boolean harmless(Optional<byte[]> value) {
    return value.isPresent() && Arrays.equals(value.get(), new byte[] {2});
  }

  private Prefix network(byte[] value) {
    int length = value.length * Byte.SIZE;
    if (mask.isPresent()) {
      length = 0;
      for (byte part : mask.get()) {
        length += Integer.bitCount(part & 0xff);
      }
    }
    return Prefix.of(Arrays.copyOf(value, 4), Math.min(length, 4 * Byte.SIZE));
  }

  private static String pattern(byte[] value) {
    int end = 0;
    while (end < value.length && value[end] != 0) {
      end++;
    }
    String name = new String(value, 0, end, StandardCharsets.UTF_8);
    return end < value.length ? name : name + "*";
  }

  private void immediate() throws NetlinkFormatException {
    while (field.next()) {
      if (field.type() == 2) {
        inner.over(field, 0);
        while (inner.next()) {
          if (inner.type() == 2) {
            verdict();
          }
        }
      }
    }
  }

  private void verdict() throws NetlinkFormatException {
    int code = 0;
    String chain = "";
    innermost.over(inner, 0);
    while (innermost.next()) {
      if (innermost.type() == 1) {
        code = (int) NfTables.u32be(innermost, 0);
      } else if (innermost.type() == 2) {
        chain = innermost.text(0);
      }
    }
    if ((code == JUMP || code == GOTO) && !chain.isEmpty()) {
      jump = Optional.of(chain);
    }
  }

  /** A target of iptables, set by {@code iptables-nft}. */
  private void target() throws NetlinkFormatException {
    while (field.next()) {
      if (field.type() == 1) {
        String name = field.text(0);
        rewrites |= name.equals("MASQUERADE") || name.equals("SNAT");
      }
    }
  }

  /** Number in the field of that type; −1 if there is none. */
  private long number(int type) throws NetlinkFormatException {
    long number = -1;
    while (field.next()) {
      if (field.type() == type) {
        number = NfTables.u32be(field, 0);
      }
    }
    return number;
  }

  private Optional<byte[]> value(int type) throws NetlinkFormatException {
    Optional<byte[]> value = Optional.empty();
    while (field.next()) {
      if (field.type() == type) {
        value = nestedValue();
      }
    }
    return value;
  }

  /** {@code NFTA_DATA_VALUE} in the present field. */
  private Optional<byte[]> nestedValue() throws NetlinkFormatException {
    inner.over(field, 0);
    while (inner.next()) {
      if (inner.type() == 1) {
        return Optional.of(inner.bytes(0, inner.length()));
      }
    }
    return Optional.empty();
  }
}
