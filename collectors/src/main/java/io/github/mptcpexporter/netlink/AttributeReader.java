package io.github.mptcpexporter.netlink;

import java.nio.ByteOrder;

/**
 * Walks over the attributes of a message, or of an attribute that nests others.
 *
 * <p>Kernel: {@code struct nlattr}, {@code include/uapi/linux/netlink.h}. After {@link #next()} the
 * window is the attribute's payload, so {@code u32(0)} is its value. Reused from message to
 * message.
 */
public final class AttributeReader extends ByteView {

  private static final int HEADER_BYTES = 4;

  /** Without {@code NLA_F_NESTED} and {@code NLA_F_NET_BYTEORDER}. */
  private static final int TYPE_MASK = 0x3fff;

  private final ByteView all;
  private int nextOffset;
  private int type;

  public AttributeReader(ByteOrder order) {
    super(order);
    all = new ByteView(order);
  }

  /** Starts with the attributes of {@code message} from {@code offset} to its end. */
  public AttributeReader over(ByteView message, int offset) throws NetlinkFormatException {
    if (offset < 0 || offset > message.length()) {
      throw message.bad(message.length(), "ends before its attributes at " + offset);
    }
    all.set(
        message.array(),
        message.position(offset),
        message.position(message.length()),
        message.label());
    nextOffset = 0;
    return this;
  }

  /** Moves to the next attribute; false at the end. */
  public boolean next() throws NetlinkFormatException {
    if (nextOffset >= all.length()) {
      return false;
    }
    if (all.length() - nextOffset < HEADER_BYTES) {
      throw all.bad(nextOffset, "half an attribute");
    }
    int header = all.s32(nextOffset);
    boolean littleEndian = littleEndian();
    int length = littleEndian ? header & 0xffff : header >>> 16;
    if (length < HEADER_BYTES || length > all.length() - nextOffset) {
      throw all.bad(nextOffset, "attribute of " + length + " bytes");
    }
    type = (littleEndian ? header >>> 16 : header) & TYPE_MASK;
    within(all, nextOffset + HEADER_BYTES, nextOffset + length);
    nextOffset += align(length);
    return true;
  }

  /** Type of the present attribute, without flags. */
  public int type() {
    return type;
  }

  static int align(int length) {
    return (length + 3) & ~3;
  }
}
