package io.github.mptcpexporter.netlink.route;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A route.
 *
 * <p>Kernel: {@code struct rtmsg} and {@code RTA_*}; {@code fib_dump_info()} in {@code
 * net/ipv4/fib_semantics.c}, {@code rt6_fill_node()} in {@code net/ipv6/route.c}.
 */
final class RouteMessage {

  /** Size of {@code struct rtmsg}. */
  static final int BYTES = 12;

  private static final int DESTINATION_LENGTH = 1;
  private static final int TABLE = 4;
  private static final int PROTOCOL = 5;
  private static final int SCOPE = 6;
  private static final int TYPE = 7;
  private static final int FLAGS = 8;

  /** {@code RTM_F_CLONED}: not a route but a result of looking one up. */
  private static final long FLAG_CLONED = 0x200;

  /** Flags of the only hop, {@code RTNH_F_*}; those of the route are above. */
  private static final int HOP_FLAGS = 0xff;

  private static final int RTPROT_KERNEL = 2;

  /** {@code RTN_BLACKHOLE} and what follows: unreachable, prohibit, throw. */
  private static final int FIRST_TYPE_WITHOUT_HOP = 6;

  private static final int LAST_TYPE_WITHOUT_HOP = 9;

  static final int ATTRIBUTE_LINK = 4;
  static final int ATTRIBUTE_GATEWAY = 5;
  static final int ATTRIBUTE_VIA = 18;
  private static final int ATTRIBUTE_DESTINATION = 1;
  private static final int ATTRIBUTE_PRIORITY = 6;
  private static final int ATTRIBUTE_PREFERRED_SOURCE = 7;
  private static final int ATTRIBUTE_MULTIPATH = 9;
  private static final int ATTRIBUTE_TABLE = 15;
  private static final int ATTRIBUTE_NEXTHOP_ID = 30;

  private final NetlinkMessage message;
  private final AddressFamily family;
  private final int destinationLength;
  private long table;
  private long metric;
  private Optional<Prefix> destination = Optional.empty();
  private Optional<InetAddress> preferredSource = Optional.empty();
  private Optional<InetAddress> gateway = Optional.empty();
  private OptionalInt link = OptionalInt.empty();
  private boolean nexthopId;
  private List<Route.Hop> multipath = List.of();

  private RouteMessage(NetlinkMessage message, AddressFamily family) throws NetlinkFormatException {
    this.message = message;
    this.family = family;
    this.destinationLength = message.u8(DESTINATION_LENGTH);
    this.table = message.u8(TABLE);
  }

  /** Whether a row of a dump is a route of the family. */
  static boolean isRoute(NetlinkMessage message, AddressFamily family)
      throws NetlinkFormatException {
    return InetFields.is(message, MessageType.NEWROUTE, family)
        && (message.u32(FLAGS) & FLAG_CLONED) == 0;
  }

  /** Whether it is a default route or made by the kernel itself, for a network on a link. */
  static boolean isBasic(NetlinkMessage message) throws NetlinkFormatException {
    return message.u8(DESTINATION_LENGTH) == 0 || message.u8(PROTOCOL) == RTPROT_KERNEL;
  }

  /** The route's table, without looking at the rest. */
  static long table(NetlinkMessage message, AttributeReader attributes)
      throws NetlinkFormatException {
    attributes.over(message, BYTES);
    while (attributes.next()) {
      if (attributes.type() == ATTRIBUTE_TABLE) {
        return attributes.u32(0);
      }
    }
    return message.u8(TABLE);
  }

  /** Makes sense of a row that is a route of the family. */
  static Route parse(NetlinkMessage message, AddressFamily family, AttributeReader attributes)
      throws NetlinkFormatException {
    RouteMessage route = new RouteMessage(message, family);
    attributes.over(message, BYTES);
    while (attributes.next()) {
      route.take(attributes);
    }
    return route.toModel();
  }

  private void take(AttributeReader attribute) throws NetlinkFormatException {
    switch (attribute.type()) {
      case ATTRIBUTE_DESTINATION ->
          destination = Optional.of(InetFields.prefix(attribute, family, destinationLength));
      case ATTRIBUTE_LINK -> link = OptionalInt.of(attribute.s32(0));
      case ATTRIBUTE_GATEWAY -> gateway = Optional.of(InetFields.address(attribute, family));
      case ATTRIBUTE_VIA -> gateway = NextHops.via(attribute);
      case ATTRIBUTE_PRIORITY -> metric = attribute.u32(0);
      case ATTRIBUTE_PREFERRED_SOURCE ->
          preferredSource = Optional.of(InetFields.address(attribute, family));
      case ATTRIBUTE_MULTIPATH -> multipath = NextHops.parse(attribute, family);
      case ATTRIBUTE_TABLE -> table = attribute.u32(0);
      case ATTRIBUTE_NEXTHOP_ID -> nexthopId = true;
      default -> {} // unknown, or of no use to us
    }
  }

  private Route toModel() throws NetlinkFormatException {
    if (destinationLength > 0 && destination.isEmpty()) {
      throw message.bad(DESTINATION_LENGTH, "prefix of " + destinationLength + " bits, no RTA_DST");
    }
    return new Route(
        family,
        table,
        destinationLength == 0 ? Optional.empty() : destination,
        message.u8(TYPE),
        message.u8(PROTOCOL),
        message.u8(SCOPE),
        metric, // left out by IPv4 where it is 0
        preferredSource,
        hops());
  }

  private List<Route.Hop> hops() throws NetlinkFormatException {
    int type = message.u8(TYPE);
    if (type >= FIRST_TYPE_WITHOUT_HOP && type <= LAST_TYPE_WITHOUT_HOP) {
      return List.of(); // IPv6 names the loopback device
    }
    if (!multipath.isEmpty()) {
      return multipath;
    }
    if (link.isEmpty() && gateway.isEmpty() && !nexthopId) {
      return List.of();
    }
    int flags = (int) message.u32(FLAGS) & HOP_FLAGS;
    return List.of(new Route.Hop(gateway, link, 1, flags));
  }
}
