package io.github.mptcpexporter.netlink.mptcp;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.ByteView;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An endpoint.
 *
 * <p>Kernel: {@code MPTCP_PM_ADDR_ATTR_*}, {@code mptcp_nl_fill_addr()} in {@code
 * net/mptcp/pm_netlink.c}. It tells all but the device, which not every endpoint has.
 */
final class EndpointMessage {

  private static final int ID = 2;
  private static final int ADDR4 = 3;
  private static final int ADDR6 = 4;
  private static final int PORT = 5; // in host order, unlike those of events
  private static final int FLAGS = 6;
  private static final int LINK = 7;

  private final AttributeReader attributes;

  EndpointMessage(ByteOrder order) {
    attributes = new AttributeReader(order);
  }

  /** Makes sense of the attribute ADDR. */
  Endpoint parse(ByteView addr) throws NetlinkFormatException {
    OptionalInt id = OptionalInt.empty();
    OptionalInt port = OptionalInt.empty();
    OptionalInt flags = OptionalInt.empty();
    OptionalInt link = OptionalInt.empty();
    Optional<InetAddress> address = Optional.empty();
    attributes.over(addr, 0);
    while (attributes.next()) {
      switch (attributes.type()) {
        case ID -> id = OptionalInt.of(attributes.u8(0));
        case ADDR4, ADDR6 ->
            address = Optional.of(attributes.unmappedAddress(0, attributes.length()));
        case PORT -> port = OptionalInt.of(attributes.u16(0));
        case FLAGS -> flags = OptionalInt.of(attributes.s32(0));
        case LINK -> link = OptionalInt.of(attributes.s32(0));
        default -> {} // the family, which the address tells too, or unknown
      }
    }
    if (id.isEmpty() || address.isEmpty() || port.isEmpty() || flags.isEmpty()) {
      throw addr.bad(0, "endpoint without id, address, port or flags");
    }
    return new Endpoint(id.getAsInt(), address.get(), port.getAsInt(), link, flags.getAsInt());
  }
}
