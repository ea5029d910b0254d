package io.github.mptcpexporter.netlink.route;

import io.github.mptcpexporter.netlink.ByteView;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import java.util.HexFormat;
import java.util.Optional;

/** Address of a device or a neighbour on the link: six bytes of Ethernet, or what a tunnel has. */
final class HardwareAddress {

  private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

  private HardwareAddress() {}

  /** Such as {@code 02:00:00:00:00:01}; empty if the attribute is. */
  static Optional<String> text(ByteView attribute) throws NetlinkFormatException {
    int length = attribute.length();
    return length == 0
        ? Optional.empty()
        : Optional.of(COLONS.formatHex(attribute.bytes(0, length)));
  }
}
