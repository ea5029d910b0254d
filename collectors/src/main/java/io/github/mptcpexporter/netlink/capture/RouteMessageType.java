package io.github.mptcpexporter.netlink.capture;

import java.util.Optional;

/**
 * Kinds of rtnetlink messages ({@code include/uapi/linux/rtnetlink.h}): four numbers each, of which
 * the first is NEW, then DEL, GET and SET.
 */
public enum RouteMessageType {
  LINK(16, 16),
  ADDR(20, 8),
  ROUTE(24, 12),
  NEIGH(28, 12),
  RULE(32, 12),
  NEXTHOP(104, 8);

  private final int first;
  private final int fixedBytes;

  RouteMessageType(int first, int fixedBytes) {
    this.first = first;
    this.fixedBytes = fixedBytes;
  }

  /** By {@code nlmsg_type}; empty for those we do not know. */
  public static Optional<RouteMessageType> of(int messageType) {
    for (RouteMessageType type : values()) {
      if (messageType >= type.first && messageType < type.first + 4) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Size of the struct in front of the attributes. */
  public int fixedBytes() {
    return fixedBytes;
  }

  /** Such as {@code RTM_NEWLINK}. */
  String name(int messageType) {
    String verb =
        switch (messageType - first) {
          case 0 -> "NEW";
          case 1 -> "DEL";
          case 2 -> "GET";
          default -> "SET";
        };
    return "RTM_" + verb + name();
  }
}
