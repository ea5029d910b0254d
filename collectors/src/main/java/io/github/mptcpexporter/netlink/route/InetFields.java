package io.github.mptcpexporter.netlink.route;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.netlink.ByteView;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import java.net.InetAddress;
import java.util.Optional;

/** Families, addresses and prefixes, alike in all messages of this package. */
final class InetFields {

  private InetFields() {}

  /** The family that the message begins with; empty for a bridge's, a multicast router's … */
  static Optional<AddressFamily> family(NetlinkMessage message) throws NetlinkFormatException {
    int number = message.u8(0);
    for (AddressFamily family : AddressFamily.values()) {
      if (family.number() == number) {
        return Optional.of(family);
      }
    }
    return Optional.empty();
  }

  /** Whether the message is of the type and family. */
  static boolean is(NetlinkMessage message, int type, AddressFamily family)
      throws NetlinkFormatException {
    // A kernel without IPv6 answers a request for it with what it has of all other families.
    return message.type() == type && message.u8(0) == family.number();
  }

  /** An attribute that holds an address of the family and nothing else. */
  static InetAddress address(ByteView attribute, AddressFamily family)
      throws NetlinkFormatException {
    requireLength(attribute, family);
    return attribute.address(0, attribute.length());
  }

  /** A network whose address is in an attribute, and whose length stands in the message's head. */
  static Prefix prefix(ByteView attribute, AddressFamily family, int length)
      throws NetlinkFormatException {
    if (length > Byte.SIZE * family.addressBytes()) {
      throw attribute.bad(0, "prefix of " + length + " bits");
    }
    requireLength(attribute, family);
    return Prefix.of(attribute.bytes(0, attribute.length()), length);
  }

  private static void requireLength(ByteView attribute, AddressFamily family)
      throws NetlinkFormatException {
    if (attribute.length() != family.addressBytes()) {
      throw attribute.bad(0, "address of " + attribute.length() + " bytes");
    }
  }
}
