package io.github.mptcpexporter.netlink.netfilter;

import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import java.util.Optional;

/**
 * A chain of nf_tables.
 *
 * @param id its name with those of its family and table
 * @param postrouting whether it is a base chain of type {@code nat} where packets leave
 * @param priority of a base chain; lower comes first
 */
record NatChain(ChainId id, boolean postrouting, int priority) {

  private static final int ATTRIBUTE_TABLE = 1;
  private static final int ATTRIBUTE_NAME = 3;
  private static final int ATTRIBUTE_HOOK = 4;
  private static final int ATTRIBUTE_TYPE = 7;
  private static final int HOOK_NUMBER = 1;
  private static final int HOOK_PRIORITY = 2;

  /** {@code NF_INET_POST_ROUTING}. */
  private static final int POSTROUTING = 4;

  /** {@code NFPROTO_INET}, {@code NFPROTO_IPV4}: those that see IPv4. */
  private static final int FAMILY_INET = 1;

  private static final int FAMILY_IPV4 = 2;

  /** A chain among all there are. */
  record ChainId(int family, String table, String name) {

    @Override
    public String toString() {
      String word = family == FAMILY_INET ? "inet" : family == FAMILY_IPV4 ? "ip" : "#" + family;
      return word + " " + table + " " + name;
    }

    ChainId sibling(String other) {
      return new ChainId(family, table, other);
    }
  }

  /** Empty for a chain that no IPv4 packet passes. */
  static Optional<NatChain> parse(
      NetlinkMessage message, AttributeReader attributes, AttributeReader nested)
      throws NetlinkFormatException {
    int family = message.u8(0);
    if (family != FAMILY_INET && family != FAMILY_IPV4) {
      return Optional.empty();
    }
    String table = "";
    String name = "";
    String type = "";
    long hook = -1;
    int priority = 0;
    attributes.over(message, NfTables.HEADER_BYTES);
    while (attributes.next()) {
      switch (attributes.type()) {
        case ATTRIBUTE_TABLE -> table = attributes.text(0);
        case ATTRIBUTE_NAME -> name = attributes.text(0);
        case ATTRIBUTE_TYPE -> type = attributes.text(0);
        case ATTRIBUTE_HOOK -> {
          nested.over(attributes, 0);
          while (nested.next()) {
            if (nested.type() == HOOK_NUMBER) {
              hook = NfTables.u32be(nested, 0);
            } else if (nested.type() == HOOK_PRIORITY) {
              priority = (int) NfTables.u32be(nested, 0);
            }
          }
        }
        default -> {}
      }
    }
    if (table.isEmpty() || name.isEmpty()) {
      throw message.bad(message.length(), "a chain without table or name");
    }
    boolean postrouting = hook == POSTROUTING && type.equals("nat");
    return Optional.of(new NatChain(new ChainId(family, table, name), postrouting, priority));
  }
}
