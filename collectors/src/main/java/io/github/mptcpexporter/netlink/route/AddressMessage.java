package io.github.mptcpexporter.netlink.route;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import java.net.InetAddress;
import java.util.Optional;

/**
 * An address of a link.
 *
 * <p>Kernel: {@code struct ifaddrmsg} and {@code IFA_*}; {@code inet_fill_ifaddr()} in {@code
 * net/ipv4/devinet.c}, {@code inet6_fill_ifaddr()} in {@code net/ipv6/addrconf.c}.
 *
 * @param link index of the device
 * @param address with its prefix, which on a point-to-point link is the peer's
 */
record AddressMessage(int link, Link.Address address) {

  /** Size of {@code struct ifaddrmsg}. */
  static final int BYTES = 8;

  private static final int PREFIX_LENGTH = 1;
  private static final int SCOPE = 3;
  private static final int INDEX = 4;

  /** The peer's on a point-to-point link, else as {@link #LOCAL}. */
  private static final int ADDRESS = 1;

  /** This host's; left out by IPv6 where there is no peer. */
  private static final int LOCAL = 2;

  /** Makes sense of a row of a dump; empty if it is about something else. */
  static Optional<AddressMessage> parse(NetlinkMessage message, AttributeReader attributes)
      throws NetlinkFormatException {
    Optional<AddressFamily> family = InetFields.family(message);
    if (message.type() != MessageType.NEWADDR || family.isEmpty()) {
      return Optional.empty();
    }
    Optional<InetAddress> address = Optional.empty();
    Optional<InetAddress> local = Optional.empty();
    attributes.over(message, BYTES);
    while (attributes.next()) {
      if (attributes.type() == ADDRESS) {
        address = Optional.of(InetFields.address(attributes, family.get()));
      } else if (attributes.type() == LOCAL) {
        local = Optional.of(InetFields.address(attributes, family.get()));
      }
    }
    Optional<InetAddress> own = local.isPresent() ? local : address;
    if (own.isEmpty()) {
      throw message.bad(message.length(), "neither IFA_LOCAL nor IFA_ADDRESS");
    }
    return Optional.of(
        new AddressMessage(
            index(message),
            new Link.Address(own.get(), message.u8(PREFIX_LENGTH), message.u8(SCOPE))));
  }

  /** The index that a message of ADDR carries. */
  static int index(NetlinkMessage message) throws NetlinkFormatException {
    return message.s32(INDEX);
  }
}
