package io.github.mptcpexporter.netlink.capture;

import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** What a request asks, apart from its sequence number and its sender's port. */
final class Question {

  private static final int TYPE = 4;
  private static final int FLAGS = 6;
  private static final int SEQUENCE = 8;
  private static final int PAYLOAD = NetlinkMessage.HEADER_BYTES;
  private static final int FLAG_DUMP = 0x300;

  /** {@code idiag_ext} of {@code struct inet_diag_req_v2}: which attributes to send. */
  private static final int DIAG_EXTENSIONS = PAYLOAD + 2;

  /** {@code idiag_sport} and {@code idiag_dport}: which sockets a dump leaves out. */
  private static final int DIAG_PORTS = PAYLOAD + 8;

  /** {@code version} of {@code struct genlmsghdr}. */
  private static final int GENERIC_VERSION = PAYLOAD + 1;

  private final NetlinkFamily family;
  private final ByteOrder order;
  private final byte[] bytes;

  private Question(NetlinkFamily family, ByteOrder order, byte[] bytes) {
    this.family = family;
    this.order = order;
    this.bytes = bytes;
  }

  static Question of(NetlinkFamily family, ByteOrder order, Datagram request) {
    byte[] bytes = request.bytes();
    Arrays.fill(bytes, SEQUENCE, PAYLOAD, (byte) 0);
    return new Question(family, order, bytes);
  }

  /** Whether every byte is the same. */
  boolean sameAs(Question other) {
    return Arrays.equals(bytes, other.bytes);
  }

  /**
   * Whether both ask for the same things, and perhaps for more or less about each: other request
   * flags, other extensions of a socket dump or other ports, other attributes of a route dump.
   */
  boolean similarTo(Question other) {
    return family == other.family && Arrays.equals(essence(), other.essence());
  }

  boolean isDump() {
    return (header().getShort(FLAGS) & FLAG_DUMP) == FLAG_DUMP;
  }

  String name() {
    return MessageName.request(family, order, bytes);
  }

  private byte[] essence() {
    byte[] essence =
        family == NetlinkFamily.ROUTE
            ? Arrays.copyOf(bytes, Math.min(bytes.length, PAYLOAD + fixedBytes()))
            : bytes.clone();
    ByteBuffer header = ByteBuffer.wrap(essence).order(order);
    header.putInt(0, 0);
    header.putShort(FLAGS, (short) (header.getShort(FLAGS) & FLAG_DUMP));
    if (family == NetlinkFamily.SOCK_DIAG) {
      forget(essence, DIAG_EXTENSIONS);
      for (int i = 0; isDump() && i < 4; i++) {
        forget(essence, DIAG_PORTS + i);
      }
    } else if (family == NetlinkFamily.GENERIC) {
      forget(essence, GENERIC_VERSION);
    }
    return essence;
  }

  private static void forget(byte[] bytes, int offset) {
    if (offset < bytes.length) {
      bytes[offset] = 0;
    }
  }

  /** Size of the struct in front of the attributes of an rtnetlink request. */
  private int fixedBytes() {
    return RouteMessageType.of(header().getShort(TYPE))
        .map(RouteMessageType::fixedBytes)
        .orElse(bytes.length);
  }

  private ByteBuffer header() {
    return ByteBuffer.wrap(bytes).order(order);
  }
}
