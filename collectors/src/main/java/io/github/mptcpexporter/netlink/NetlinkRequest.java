package io.github.mptcpexporter.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds a request. Its sequence number is set when it is sent. */
public final class NetlinkRequest {

  static final int FLAG_REQUEST = 0x1;
  static final int FLAG_DUMP = 0x300;

  private static final int CAPACITY = 512;

  private final String name;
  private final ByteBuffer bytes;
  private final boolean dump;

  private NetlinkRequest(String name, int type, boolean dump, ByteOrder order) {
    this.name = "netlink " + name + (dump ? " dump" : "");
    this.dump = dump;
    bytes = ByteBuffer.allocate(CAPACITY).order(order);
    bytes.putInt(0);
    bytes.putShort((short) type);
    bytes.putShort((short) (FLAG_REQUEST | (dump ? FLAG_DUMP : 0)));
    bytes.putInt(0);
    bytes.putInt(0);
  }

  /**
   * A request for one answer.
   *
   * @param name as it stands in complaints, such as {@code CTRL_CMD_GETFAMILY}
   */
  public static NetlinkRequest one(String name, int type, ByteOrder order) {
    return new NetlinkRequest(name, type, false, order);
  }

  /** A request for all there is. */
  public static NetlinkRequest dump(String name, int type, ByteOrder order) {
    return new NetlinkRequest(name, type, true, order);
  }

  public NetlinkRequest u8(int value) {
    bytes.put((byte) value);
    return this;
  }

  public NetlinkRequest u16(int value) {
    bytes.putShort((short) value);
    return this;
  }

  public NetlinkRequest u32(long value) {
    bytes.putInt((int) value);
    return this;
  }

  public NetlinkRequest zeroes(int count) {
    bytes.put(new byte[count]);
    return this;
  }

  public NetlinkRequest attributeU32(int type, long value) {
    return u16(8).u16(type).u32(value);
  }

  /** A text attribute, with its closing NUL. */
  public NetlinkRequest attributeText(int type, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    u16(4 + encoded.length + 1).u16(type);
    bytes.put(encoded).put((byte) 0);
    return zeroes(AttributeReader.align(encoded.length + 1) - encoded.length - 1);
  }

  /**
   * Puts another number where one was written, for a request that is sent again and again.
   *
   * @param offset behind the header of the message
   */
  public NetlinkRequest replaceU32(int offset, long value) {
    bytes.putInt(NetlinkMessage.HEADER_BYTES + offset, (int) value);
    return this;
  }

  /** Its name in complaints. */
  public String name() {
    return name;
  }

  boolean isDump() {
    return dump;
  }

  /** The whole message, with a sequence number. */
  byte[] encode(int sequence) {
    byte[] message = Arrays.copyOf(bytes.array(), bytes.position());
    ByteBuffer.wrap(message).order(bytes.order()).putInt(0, message.length).putInt(8, sequence);
    return message;
  }
}
