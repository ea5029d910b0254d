package io.github.mptcpexporter.capture;

import io.github.mptcpexporter.netlink.capture.RouteMessageType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a mask does with the attributes of one kind of message. What is not named here may hold
 * addresses in a way that we do not know, and is blanked.
 */
final class AttributeRules {

  /** What becomes of an attribute. */
  enum Rule {
    KEEP,
    BLANK,
    /** An address, or a hardware address. */
    ADDRESS,
    /** A network, whose prefix is as long as the second byte of the message says. */
    DESTINATION,
    /** A network, whose prefix is as long as the third byte of the message says. */
    SOURCE,
    /** The broadcast address of a network, as {@link #DESTINATION}. */
    BROADCAST,
    /** {@code struct rtvia}: a family and an address. */
    VIA,
    /** {@code struct rtnexthop} with attributes like the message's, several times. */
    NEXT_HOPS
  }

  private static final AttributeRules LINK =
      keeping(3, 4, 5, 6, 7, 10, 13, 16, 17, 19, 21, 23, 27, 28, 29, 30, 31, 32, 33, 35, 37, 39)
          .and(Rule.KEEP, 40, 41, 42, 44, 45, 46, 47, 48, 49, 50, 51, 58, 59, 60, 61, 63, 64)
          .and(Rule.ADDRESS, 1, 2, 54) // ADDRESS, BROADCAST, PERM_ADDRESS
          .andNested(18, keeping(1, 4)); // LINKINFO: KIND, SLAVE_KIND

  private static final AttributeRules ADDR =
      keeping(3, 6, 8, 9, 10, 11)
          .and(Rule.ADDRESS, 1, 2, 5, 7) // ADDRESS, LOCAL, ANYCAST, MULTICAST
          .and(Rule.BROADCAST, 4);

  private static final AttributeRules ROUTE =
      keeping(3, 4, 6, 8, 11, 12, 15, 16, 20, 21, 23, 24, 25, 26, 27, 28, 29, 30)
          .and(Rule.DESTINATION, 1)
          .and(Rule.SOURCE, 2)
          .and(Rule.ADDRESS, 5, 7) // GATEWAY, PREFSRC
          .and(Rule.NEXT_HOPS, 9)
          .and(Rule.VIA, 18);

  private static final AttributeRules NEIGH =
      keeping(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15).and(Rule.ADDRESS, 1, 2); // DST, LLADDR

  private static final AttributeRules RULE =
      keeping(3, 4, 6, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28)
          .and(Rule.DESTINATION, 1)
          .and(Rule.SOURCE, 2);

  private static final AttributeRules NEXTHOP =
      keeping(1, 2, 3, 4, 5, 7, 9, 10, 11).and(Rule.ADDRESS, 6);

  /** Of {@code inet_diag.h}; not the MD5 keys (18), nor the addresses of SCTP (12, 13). */
  static final AttributeRules SOCKET =
      keeping(1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 14, 15, 16, 17, 19, 21, 22);

  /** Of a request for sockets: the protocol, but no filter. */
  static final AttributeRules SOCKET_REQUEST = keeping(3);

  /** Attributes of {@code mptcp_pm} in requests and answers. */
  static final AttributeRules PATH_MANAGER = pathManager();

  /** Attributes of {@code mptcp_pm} in events. */
  static final AttributeRules PATH_MANAGER_EVENT =
      keeping(1, 2, 3, 4, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18).and(Rule.ADDRESS, 5, 6, 7, 8);

  private final Map<Integer, Rule> rules;
  private final Map<Integer, AttributeRules> nested;

  private AttributeRules(Map<Integer, Rule> rules, Map<Integer, AttributeRules> nested) {
    this.rules = rules;
    this.nested = nested;
  }

  /** Attributes of rtnetlink messages. */
  static AttributeRules of(RouteMessageType type) {
    return switch (type) {
      case LINK -> LINK;
      case ADDR -> ADDR;
      case ROUTE -> ROUTE;
      case NEIGH -> NEIGH;
      case RULE -> RULE;
      case NEXTHOP -> NEXTHOP;
    };
  }

  private static AttributeRules pathManager() {
    AttributeRules endpoint = keeping(1, 2, 5, 6, 7).and(Rule.ADDRESS, 3, 4);
    return keeping(2, 3, 4, 5, 7).andNested(1, endpoint).andNested(6, endpoint);
  }

  private static AttributeRules keeping(int... types) {
    return new AttributeRules(Map.of(), Map.of()).and(Rule.KEEP, types);
  }

  private AttributeRules and(Rule rule, int... types) {
    Map<Integer, Rule> more = new HashMap<>(rules);
    for (int type : types) {
      more.put(type, rule);
    }
    return new AttributeRules(Map.copyOf(more), nested);
  }

  private AttributeRules andNested(int type, AttributeRules inside) {
    Map<Integer, AttributeRules> more = new HashMap<>(nested);
    more.put(type, inside);
    return new AttributeRules(rules, Map.copyOf(more));
  }

  Rule of(int type) {
    return rules.getOrDefault(type, Rule.BLANK);
  }

  /** Rules for what an attribute nests; empty if it nests nothing that we know. */
  Optional<AttributeRules> inside(int type) {
    return Optional.ofNullable(nested.get(type));
  }
}
