package io.github.mptcpexporter.netlink.route;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.ByteView;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A link.
 *
 * <p>Kernel: {@code struct ifinfomsg} and {@code IFLA_*}, {@code rtnl_fill_ifinfo()} in {@code
 * net/core/rtnetlink.c}.
 */
final class LinkMessage {

  /** Size of {@code struct ifinfomsg}. */
  static final int BYTES = 16;

  private static final int INDEX = 4;
  private static final int FLAGS = 8;

  private static final int ADDRESS = 1;
  private static final int NAME = 3;
  private static final int MTU = 4;
  private static final int OPERSTATE = 16;
  private static final int LINKINFO = 18;
  private static final int STATS64 = 23;
  private static final int CARRIER = 33;
  private static final int CARRIER_CHANGES = 35;

  /** {@code IFLA_INFO_KIND}, within LINKINFO. */
  private static final int INFO_KIND = 1;

  /** Bytes of {@code struct rtnl_link_stats64} that we read. */
  private static final int STATS_BYTES = 64;

  private final NetlinkMessage message;
  private Optional<String> name = Optional.empty();
  private Link.OperState operState = Link.OperState.UNKNOWN;
  private Optional<Boolean> carrier = Optional.empty();
  private OptionalLong carrierChanges = OptionalLong.empty();
  private OptionalInt mtu = OptionalInt.empty();
  private Optional<String> hardwareAddress = Optional.empty();
  private Optional<String> kind = Optional.empty();
  private Optional<Link.Counters> counters = Optional.empty();

  private LinkMessage(NetlinkMessage message) {
    this.message = message;
  }

  /**
   * Makes sense of a row of a dump.
   *
   * @param addresses of all links, by their index
   * @return empty if the row is about something else
   */
  static Optional<Link> parse(
      NetlinkMessage message,
      AttributeReader attributes,
      Map<Integer, List<Link.Address>> addresses)
      throws NetlinkFormatException {
    if (message.type() != MessageType.NEWLINK) {
      return Optional.empty();
    }
    LinkMessage link = new LinkMessage(message);
    attributes.over(message, BYTES);
    while (attributes.next()) {
      link.take(attributes);
    }
    return Optional.of(link.toModel(addresses));
  }

  /** The index that a message of LINK carries. */
  static int index(NetlinkMessage message) throws NetlinkFormatException {
    return message.s32(INDEX);
  }

  private void take(AttributeReader attribute) throws NetlinkFormatException {
    switch (attribute.type()) {
      case ADDRESS -> hardwareAddress = HardwareAddress.text(attribute);
      case NAME -> name = Optional.of(attribute.text(0));
      case MTU -> mtu = OptionalInt.of(attribute.s32(0));
      case OPERSTATE -> operState = Link.OperState.of(attribute.u8(0));
      case LINKINFO -> kind = kind(attribute);
      case STATS64 -> counters = counters(attribute);
      case CARRIER -> carrier = Optional.of(attribute.u8(0) != 0);
      case CARRIER_CHANGES -> carrierChanges = OptionalLong.of(attribute.u32(0));
      default -> {} // unknown, or of no use to us
    }
  }

  private Link toModel(Map<Integer, List<Link.Address>> addresses) throws NetlinkFormatException {
    if (name.isEmpty()) {
      throw message.bad(message.length(), "no IFLA_IFNAME");
    }
    int index = index(message);
    return new Link(
        index,
        name.get(),
        message.u32(FLAGS),
        operState,
        carrier,
        carrierChanges,
        mtu,
        hardwareAddress,
        kind,
        counters,
        addresses.getOrDefault(index, List.of()));
  }

  private static Optional<String> kind(ByteView linkInfo) throws NetlinkFormatException {
    AttributeReader nested = new AttributeReader(linkInfo.order()).over(linkInfo, 0);
    while (nested.next()) {
      if (nested.type() == INFO_KIND) {
        return Optional.of(nested.text(0));
      }
    }
    return Optional.empty();
  }

  private static Optional<Link.Counters> counters(ByteView stats) throws NetlinkFormatException {
    if (stats.length() < STATS_BYTES) {
      return Optional.empty();
    }
    // In the struct each quantity stands twice, received before sent.
    return Optional.of(
        new Link.Counters(
            stats.u64(16),
            stats.u64(0),
            stats.u64(32),
            stats.u64(48),
            stats.u64(24),
            stats.u64(8),
            stats.u64(40),
            stats.u64(56)));
  }
}
