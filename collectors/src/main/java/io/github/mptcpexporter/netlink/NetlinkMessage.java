package io.github.mptcpexporter.netlink;

import java.nio.ByteOrder;

/**
 * One message of a datagram: the window is its payload, behind {@code struct nlmsghdr}. Reused.
 *
 * <p>Kernel: {@code include/uapi/linux/netlink.h}.
 */
public final class NetlinkMessage extends ByteView {

  /** Bytes of {@code struct nlmsghdr}. */
  public static final int HEADER_BYTES = 16;

  static final int TYPE_NOOP = 1;
  static final int TYPE_ERROR = 2;
  static final int TYPE_DONE = 3;
  static final int TYPE_OVERRUN = 4;
  static final int FLAG_MULTI = 0x2;
  static final int FLAG_DUMP_INTERRUPTED = 0x10;
  static final int FLAG_CAPPED = 0x100;
  static final int FLAG_ACK_TLVS = 0x200;

  private final ByteView header;
  private int type;
  private int flags;
  private long sequence;
  private int nextStart;

  public NetlinkMessage(ByteOrder order) {
    super(order);
    header = new ByteView(order);
  }

  /**
   * Moves to the message that begins at {@code start} of a datagram.
   *
   * @param end of the datagram
   * @param label what is being read, for complaints
   * @return false if the datagram ends here
   */
  public boolean at(byte[] datagram, int start, int end, String label)
      throws NetlinkFormatException {
    if (start >= end) {
      return false;
    }
    header.set(datagram, start, end, label);
    long length = header.u32(0);
    if (length < HEADER_BYTES || length > end - start) {
      throw header.bad(0, "message of " + length + " bytes in the last " + (end - start));
    }
    type = header.u16(4);
    flags = header.u16(6);
    sequence = header.u32(8);
    set(datagram, start + HEADER_BYTES, start + (int) length, label);
    nextStart = start + AttributeReader.align((int) length);
    return true;
  }

  /** {@code nlmsg_type}. */
  public int type() {
    return type;
  }

  /** {@code nlmsg_flags}. */
  public int flags() {
    return flags;
  }

  /** {@code nlmsg_seq}; 0 in an event. */
  public long sequence() {
    return sequence;
  }

  /** Where the next message of the datagram begins. */
  public int nextStart() {
    return nextStart;
  }
}
