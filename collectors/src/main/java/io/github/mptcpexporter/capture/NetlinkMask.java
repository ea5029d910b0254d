package io.github.mptcpexporter.capture;

import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.ByteView;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.netlink.capture.DatagramChange;
import io.github.mptcpexporter.netlink.capture.RouteMessageType;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Masks the addresses in datagrams. Messages and attributes that we do not know are blanked, for
 * they may hold addresses; the rest of a message stays, so that a recording replays as before.
 */
final class NetlinkMask implements DatagramChange {

  private static final int GENL_ID_CTRL = 16;
  private static final int GENL_HEADER_BYTES = 4;
  private static final int CTRL_ATTR_FAMILY_ID = 1;
  private static final int CTRL_ATTR_FAMILY_NAME = 2;

  /** Messages below this are netlink's own. */
  private static final int FIRST_TYPE = 16;

  private static final int TYPE_ERROR = 2;
  private static final int FLAG_CAPPED = 0x100;

  private static final int AF_INET = 2;

  /** {@code struct inet_diag_req_v2}. */
  private static final int DIAG_REQUEST_BYTES = 56;

  /** {@code struct inet_diag_msg}. */
  private static final int DIAG_MESSAGE_BYTES = 72;

  private final MessageMask masks;
  private final ByteOrder order;

  // Number of the family mptcp_pm, once the kernel has told it.
  private OptionalInt pathManager = OptionalInt.empty();

  NetlinkMask(AddressMask addresses, ByteOrder order) {
    this.masks = new MessageMask(addresses, order);
    this.order = order;
  }

  @Override
  public byte[] change(NetlinkFamily family, Kind kind, byte[] masked)
      throws NetlinkFormatException {
    NetlinkMessage message = new NetlinkMessage(order);
    for (int start = 0;
        message.at(masked, start, masked.length, "recorded message");
        start = message.nextStart()) {
      if (message.type() >= FIRST_TYPE) {
        payload(family, message.type(), message, kind);
      } else if (message.type() == TYPE_ERROR && (message.flags() & FLAG_CAPPED) == 0) {
        echo(family, message);
      }
    }
    return masked;
  }

  /** The request that an error repeats. */
  private void echo(NetlinkFamily family, NetlinkMessage error) throws NetlinkFormatException {
    NetlinkMessage request = new NetlinkMessage(order);
    int start = error.position(4);
    int end = error.position(error.length());
    if (request.at(error.array(), start, end, "recorded error") && request.type() >= FIRST_TYPE) {
      payload(family, request.type(), request, Kind.REQUEST);
    }
  }

  private void payload(NetlinkFamily family, int type, ByteView payload, Kind kind)
      throws NetlinkFormatException {
    switch (family) {
      case ROUTE -> route(type, payload);
      case SOCK_DIAG -> socket(payload, kind);
      case GENERIC -> generic(type, payload, kind);
      case NETFILTER -> blank(payload);
    }
  }

  private void route(int type, ByteView payload) throws NetlinkFormatException {
    Optional<RouteMessageType> known = RouteMessageType.of(type);
    if (known.isEmpty()) {
      blank(payload);
    } else if (payload.length() > known.get().fixedBytes()) {
      masks.attributes(payload, known.get().fixedBytes(), AttributeRules.of(known.get()));
    }
  }

  private void socket(ByteView payload, Kind kind) throws NetlinkFormatException {
    boolean ipv4 = payload.u8(0) == AF_INET;
    boolean request = kind == Kind.REQUEST;
    masks.socketAddress(payload, request ? 12 : 8, ipv4);
    masks.socketAddress(payload, request ? 28 : 24, ipv4);
    if (request) {
      masks.attributes(payload, DIAG_REQUEST_BYTES, AttributeRules.SOCKET_REQUEST);
    } else {
      masks.attributes(payload, DIAG_MESSAGE_BYTES, AttributeRules.SOCKET);
    }
  }

  private void generic(int type, ByteView payload, Kind kind) throws NetlinkFormatException {
    if (type == GENL_ID_CTRL) {
      learn(payload);
    } else if (kind == Kind.EVENT) { // the program listens to no other family
      masks.attributes(payload, GENL_HEADER_BYTES, AttributeRules.PATH_MANAGER_EVENT);
    } else if (pathManager.isPresent() && pathManager.getAsInt() == type) {
      masks.attributes(payload, GENL_HEADER_BYTES, AttributeRules.PATH_MANAGER);
    } else {
      blank(payload);
    }
  }

  /** The controller's messages hold no addresses, but the number of a family by its name. */
  private void learn(ByteView payload) throws NetlinkFormatException {
    OptionalInt id = OptionalInt.empty();
    boolean named = false;
    AttributeReader attribute = new AttributeReader(order).over(payload, GENL_HEADER_BYTES);
    while (attribute.next()) {
      switch (attribute.type()) {
        case CTRL_ATTR_FAMILY_ID -> id = OptionalInt.of(attribute.u16(0));
        case CTRL_ATTR_FAMILY_NAME -> named = attribute.text(0).equals("mptcp_pm");
        default -> {}
      }
    }
    if (named && id.isPresent()) {
      pathManager = id;
    }
  }

  private static void blank(ByteView payload) {
    Arrays.fill(payload.array(), payload.position(0), payload.position(payload.length()), (byte) 0);
  }
}
