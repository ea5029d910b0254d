package io.github.mptcpexporter.netlink.route;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.ByteView;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The next hops of a multipath route.
 *
 * <p>Kernel: {@code RTA_MULTIPATH}, an array of {@code struct rtnexthop} with attributes of its
 * own; {@code fib_add_nexthop()} in {@code net/ipv4/fib_semantics.c}.
 */
final class NextHops {

  /** Size of {@code struct rtnexthop}. */
  private static final int BYTES = 8;

  private static final int FLAGS = 2;
  private static final int WEIGHT_LESS_ONE = 3;
  private static final int LINK = 4;

  /** {@code struct rtvia}: a family of two bytes, then the address. */
  private static final int VIA_ADDRESS = 2;

  private NextHops() {}

  static List<Route.Hop> parse(ByteView multipath, AddressFamily family)
      throws NetlinkFormatException {
    List<Route.Hop> hops = new ArrayList<>();
    ByteView hop = new ByteView(multipath.order());
    AttributeReader attributes = new AttributeReader(multipath.order());
    for (int start = 0; start < multipath.length(); ) {
      int length = multipath.u16(start);
      if (length < BYTES || length > multipath.length() - start) {
        throw multipath.bad(start, "next hop of " + length + " bytes");
      }
      hop.set(
          multipath.array(),
          multipath.position(start),
          multipath.position(start + length),
          multipath.label());
      hops.add(parseOne(hop, family, attributes.over(hop, BYTES)));
      start += (length + 3) & ~3;
    }
    return Collections.unmodifiableList(hops);
  }

  private static Route.Hop parseOne(ByteView hop, AddressFamily family, AttributeReader attributes)
      throws NetlinkFormatException {
    Optional<InetAddress> gateway = Optional.empty();
    while (attributes.next()) {
      if (attributes.type() == RouteMessage.ATTRIBUTE_GATEWAY) {
        gateway = Optional.of(InetFields.address(attributes, family));
      } else if (attributes.type() == RouteMessage.ATTRIBUTE_VIA) {
        gateway = via(attributes);
      }
    }
    int link = hop.s32(LINK);
    return new Route.Hop(
        gateway,
        link == 0 ? OptionalInt.empty() : OptionalInt.of(link),
        hop.u8(WEIGHT_LESS_ONE) + 1,
        hop.u8(FLAGS));
  }

  /** A gateway of another family than the route's; empty for one that is not IP. */
  static Optional<InetAddress> via(ByteView attribute) throws NetlinkFormatException {
    int number = attribute.u16(0);
    for (AddressFamily family : AddressFamily.values()) {
      if (family.number() == number) {
        return Optional.of(attribute.address(VIA_ADDRESS, family.addressBytes()));
      }
    }
    return Optional.empty();
  }
}
