package io.github.mptcpexporter.netlink.route;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A neighbour.
 *
 * <p>Kernel: {@code struct ndmsg} and {@code NDA_*}, {@code neigh_fill_info()} in {@code
 * net/core/neighbour.c}.
 */
final class NeighbourMessage {

  /** Size of {@code struct ndmsg}. */
  static final int BYTES = 12;

  private static final int LINK = 4;
  private static final int STATE = 8;

  private static final int ATTRIBUTE_ADDRESS = 1;
  private static final int ATTRIBUTE_HARDWARE_ADDRESS = 2;

  private NeighbourMessage() {}

  /** Makes sense of a row of a dump; empty if it is not a neighbour of the family. */
  static Optional<Neighbour> parse(
      NetlinkMessage message, AddressFamily family, AttributeReader attributes)
      throws NetlinkFormatException {
    if (!InetFields.is(message, MessageType.NEWNEIGH, family)) {
      return Optional.empty();
    }
    Optional<InetAddress> address = Optional.empty();
    Optional<String> hardwareAddress = Optional.empty();
    attributes.over(message, BYTES);
    while (attributes.next()) {
      if (attributes.type() == ATTRIBUTE_ADDRESS) {
        address = Optional.of(InetFields.address(attributes, family));
      } else if (attributes.type() == ATTRIBUTE_HARDWARE_ADDRESS) {
        hardwareAddress = HardwareAddress.text(attributes);
      }
    }
    if (address.isEmpty()) {
      throw message.bad(message.length(), "no NDA_DST");
    }
    Neighbour.State state = Neighbour.State.of(message.u16(STATE));
    return Optional.of(new Neighbour(address.get(), link(message), hardwareAddress, state));
  }

  /** The index of the device that a message of NEIGH carries. */
  static int link(NetlinkMessage message) throws NetlinkFormatException {
    return message.s32(LINK);
  }
}
