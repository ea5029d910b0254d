package io.github.mptcpexporter.netlink.route;

import io.github.mptcpexporter.model.NetworkChanged;
import io.github.mptcpexporter.model.NetworkChanged.Subject;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the kernel tells when the network's configuration changes; no capability is needed.
 *
 * <p>Kernel: {@code RTNLGRP_*}, {@code include/uapi/linux/rtnetlink.h}.
 */
public final class NetworkChanges {

  /**
   * Groups to join: LINK, NEIGH, IPV4_IFADDR, IPV4_ROUTE, IPV4_RULE, IPV6_IFADDR, IPV6_ROUTE and
   * IPV6_RULE.
   */
  public static final List<Integer> GROUPS = List.of(1, 3, 5, 7, 8, 9, 11, 19);

  private NetworkChanges() {}

  /** Makes sense of a message of the groups; empty if it is about something else. */
  public static Optional<NetworkChanged> decode(NetlinkMessage message)
      throws NetlinkFormatException {
    return switch (message.type()) {
      case MessageType.NEWLINK -> link(message, false);
      case MessageType.DELLINK -> link(message, true);
      case MessageType.NEWADDR -> address(message, false);
      case MessageType.DELADDR -> address(message, true);
      case MessageType.NEWROUTE -> route(message, false);
      case MessageType.DELROUTE -> route(message, true);
      case MessageType.NEWNEIGH -> neighbour(message, false);
      case MessageType.DELNEIGH -> neighbour(message, true);
      case MessageType.NEWRULE -> rule(message, false);
      case MessageType.DELRULE -> rule(message, true);
      default -> Optional.empty();
    };
  }

  private static Optional<NetworkChanged> link(NetlinkMessage message, boolean removed)
      throws NetlinkFormatException {
    // With a family it is a bridge's or IPv6's view of the link: a DELLINK of a bridge says that
    // the link is no longer its port, not that it is gone.
    return message.u8(0) == 0
        ? changed(Subject.LINK, removed, LinkMessage.index(message))
        : Optional.empty();
  }

  private static Optional<NetworkChanged> address(NetlinkMessage message, boolean removed)
      throws NetlinkFormatException {
    return changed(Subject.ADDRESS, removed, AddressMessage.index(message));
  }

  private static Optional<NetworkChanged> route(NetlinkMessage message, boolean removed)
      throws NetlinkFormatException {
    AttributeReader attributes = new AttributeReader(message.order());
    attributes.over(message, RouteMessage.BYTES);
    while (attributes.next()) {
      if (attributes.type() == RouteMessage.ATTRIBUTE_LINK) {
        return changed(Subject.ROUTE, removed, attributes.s32(0));
      }
    }
    return Optional.of(new NetworkChanged(Subject.ROUTE, removed, OptionalInt.empty()));
  }

  private static Optional<NetworkChanged> neighbour(NetlinkMessage message, boolean removed)
      throws NetlinkFormatException {
    // Without a family of the Internet it is a bridge's table of hardware addresses.
    return InetFields.family(message).isPresent()
        ? changed(Subject.NEIGHBOUR, removed, NeighbourMessage.link(message))
        : Optional.empty();
  }

  private static Optional<NetworkChanged> rule(NetlinkMessage message, boolean removed)
      throws NetlinkFormatException {
    if (message.length() < RuleMessage.BYTES) {
      throw message.bad(message.length(), "half a rule");
    }
    return Optional.of(new NetworkChanged(Subject.RULE, removed, OptionalInt.empty()));
  }

  private static Optional<NetworkChanged> changed(Subject subject, boolean removed, int link) {
    return Optional.of(new NetworkChanged(subject, removed, OptionalInt.of(link)));
  }
}
