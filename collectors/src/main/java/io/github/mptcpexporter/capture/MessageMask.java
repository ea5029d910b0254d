package io.github.mptcpexporter.capture;

import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.ByteView;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** Masks one netlink message where it lies; its length and that of its attributes stay. */
final class MessageMask {

  private static final int IPV4_BYTES = 4;

  /** Place of the prefix lengths in {@code ifaddrmsg}, {@code rtmsg} and {@code fib_rule_hdr}. */
  private static final int DESTINATION_LENGTH = 1;

  private static final int SOURCE_LENGTH = 2;

  /** Of {@code struct rtnexthop}; then its attributes. */
  private static final int NEXT_HOP_BYTES = 8;

  /** Of {@code struct rtvia}; then the address. */
  private static final int VIA_FAMILY_BYTES = 2;

  private final AddressMask addresses;
  private final ByteOrder order;

  MessageMask(AddressMask addresses, ByteOrder order) {
    this.addresses = addresses;
    this.order = order;
  }

  /** Masks the attributes behind the first {@code fixedBytes} of the message. */
  void attributes(ByteView message, int fixedBytes, AttributeRules rules)
      throws NetlinkFormatException {
    AttributeReader attribute = new AttributeReader(order).over(message, fixedBytes);
    while (attribute.next()) {
      Optional<AttributeRules> inside = rules.inside(attribute.type());
      if (inside.isPresent()) {
        attributes(attribute, 0, inside.get());
      } else {
        mask(message, attribute, rules);
      }
    }
  }

  private void mask(ByteView message, AttributeReader attribute, AttributeRules rules)
      throws NetlinkFormatException {
    switch (rules.of(attribute.type())) {
      case KEEP -> {}
      case BLANK -> blank(attribute);
      case ADDRESS -> replace(attribute, 0, addresses.map(bytes(attribute, 0)));
      case VIA ->
          replace(attribute, VIA_FAMILY_BYTES, addresses.map(bytes(attribute, VIA_FAMILY_BYTES)));
      case DESTINATION ->
          replace(
              attribute,
              0,
              addresses.mapNetwork(bytes(attribute, 0), message.u8(DESTINATION_LENGTH)));
      case SOURCE ->
          replace(
              attribute, 0, addresses.mapNetwork(bytes(attribute, 0), message.u8(SOURCE_LENGTH)));
      case BROADCAST ->
          replace(
              attribute,
              0,
              addresses.mapBroadcast(bytes(attribute, 0), message.u8(DESTINATION_LENGTH)));
      case NEXT_HOPS -> nextHops(attribute, rules);
    }
  }

  private void nextHops(ByteView hops, AttributeRules rules) throws NetlinkFormatException {
    ByteView hop = new ByteView(order);
    int start = 0;
    while (start < hops.length()) {
      int length = hops.u16(start);
      if (length < NEXT_HOP_BYTES || length > hops.length() - start) {
        throw hops.bad(start, "next hop of " + length + " bytes");
      }
      hop.set(hops.array(), hops.position(start), hops.position(start + length), hops.label());
      attributes(hop, NEXT_HOP_BYTES, rules);
      start += length + 3 & ~3;
    }
  }

  /** Masks an address in the struct in front of the attributes. */
  void socketAddress(ByteView message, int offset, boolean ipv4) throws NetlinkFormatException {
    byte[] address = message.bytes(offset, ipv4 ? IPV4_BYTES : 16);
    replace(message, offset, addresses.map(address));
  }

  /** Makes it an attribute of no type and of zeroes. */
  static void blank(AttributeReader attribute) {
    int start = attribute.position(0);
    Arrays.fill(attribute.array(), start - 2, attribute.position(attribute.length()), (byte) 0);
  }

  private static byte[] bytes(ByteView view, int offset) throws NetlinkFormatException {
    return view.bytes(offset, view.length() - offset);
  }

  private static void replace(ByteView view, int offset, byte[] masked) {
    System.arraycopy(masked, 0, view.array(), view.position(offset), masked.length);
  }
}
