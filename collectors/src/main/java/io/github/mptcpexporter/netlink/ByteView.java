package io.github.mptcpexporter.netlink;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A window on a buffer, moved from message to message so that reading one allocates nothing.
 *
 * <p>Offsets count from the start of the window. Reading beyond its end is a {@link
 * NetlinkFormatException}, never another message's byte.
 */
public class ByteView {

  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  private final boolean littleEndian;
  private byte[] buffer = new byte[0];
  private int start;
  private int end;
  private String label = "netlink message";

  public ByteView(ByteOrder order) {
    this.littleEndian = order == ByteOrder.LITTLE_ENDIAN;
  }

  /** Moves the window; {@code label} says in complaints what it shows. */
  public final void set(byte[] buffer, int start, int end, String label) {
    if (start < 0 || end < start || end > buffer.length) {
      throw new IllegalArgumentException(start + " to " + end + " of " + buffer.length);
    }
    this.buffer = buffer;
    this.start = start;
    this.end = end;
    this.label = label;
  }

  /** Moves the window to a part of another, which has been checked to be one. */
  final void within(ByteView whole, int from, int to) {
    buffer = whole.buffer;
    start = whole.start + from;
    end = whole.start + to;
    label = whole.label;
  }

  final boolean littleEndian() {
    return littleEndian;
  }

  public final int length() {
    return end - start;
  }

  public final ByteOrder order() {
    return littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
  }

  public final String label() {
    return label;
  }

  /** The buffer under the window; read only, and only until the next message. */
  public final byte[] array() {
    return buffer;
  }

  /** Place of {@code offset} in {@link #array()}. */
  public final int position(int offset) {
    return start + offset;
  }

  public final int u8(int offset) throws NetlinkFormatException {
    return buffer[at(offset, 1)] & 0xff;
  }

  public final int u16(int offset) throws NetlinkFormatException {
    int i = at(offset, 2);
    int first = buffer[i] & 0xff;
    int second = buffer[i + 1] & 0xff;
    return littleEndian ? second << 8 | first : first << 8 | second;
  }

  /** In network order, as ports are. */
  public final int u16be(int offset) throws NetlinkFormatException {
    int i = at(offset, 2);
    return (buffer[i] & 0xff) << 8 | (buffer[i + 1] & 0xff);
  }

  public final int s32(int offset) throws NetlinkFormatException {
    int i = at(offset, 4);
    int a = buffer[i] & 0xff;
    int b = buffer[i + 1] & 0xff;
    int c = buffer[i + 2] & 0xff;
    int d = buffer[i + 3] & 0xff;
    return littleEndian ? d << 24 | c << 16 | b << 8 | a : a << 24 | b << 16 | c << 8 | d;
  }

  public final long u32(int offset) throws NetlinkFormatException {
    return s32(offset) & 0xffff_ffffL;
  }

  /** 64 bits, to be read as unsigned. The offset need not be aligned. */
  public final long u64(int offset) throws NetlinkFormatException {
    long first = u32(offset);
    long second = u32(offset + 4);
    return littleEndian ? second << 32 | first : first << 32 | second;
  }

  public final byte[] bytes(int offset, int count) throws NetlinkFormatException {
    int i = at(offset, count);
    return Arrays.copyOfRange(buffer, i, i + count);
  }

  /**
   * An address of {@code count} bytes, 4 or 16. IPv4 mapped into IPv6 stays IPv6, as in the prefix
   * of a route.
   */
  public final InetAddress address(int offset, int count) throws NetlinkFormatException {
    byte[] bytes = addressBytes(offset, count);
    try {
      return count == IPV4_BYTES
          ? InetAddress.getByAddress(bytes)
          : Inet6Address.getByAddress(null, bytes, -1);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // only for other lengths
    }
  }

  /**
   * An address of {@code count} bytes, 4 or 16. IPv4 mapped into IPv6 becomes IPv4, as an IPv6
   * socket shows an IPv4 peer.
   */
  public final InetAddress unmappedAddress(int offset, int count) throws NetlinkFormatException {
    byte[] bytes = addressBytes(offset, count);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // only for other lengths
    }
  }

  private byte[] addressBytes(int offset, int count) throws NetlinkFormatException {
    if (count != IPV4_BYTES && count != IPV6_BYTES) {
      throw bad(offset, "address of " + count + " bytes");
    }
    return bytes(offset, count);
  }

  /** Text from {@code offset} to the end of the window or the first NUL. */
  public final String text(int offset) throws NetlinkFormatException {
    int from = at(offset, 0);
    int to = from;
    while (to < end && buffer[to] != 0) {
      to++;
    }
    return new String(buffer, from, to - from, StandardCharsets.UTF_8);
  }

  /** A complaint about this message. */
  public final NetlinkFormatException bad(int offset, String complaint) {
    return new NetlinkFormatException(label + " at offset " + offset + ": " + complaint);
  }

  private int at(int offset, int count) throws NetlinkFormatException {
    if (offset < 0 || count < 0 || offset > length() - count) {
      throw bad(offset, count + " bytes wanted of " + length());
    }
    return start + offset;
  }
}
