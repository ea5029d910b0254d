package io.github.mptcpexporter.netlink;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Turns a captured message into what another kernel, or another moment, would have shown. */
public final class Edit {

  private Edit() {}

  /** The message without its attributes of a type. */
  public static byte[] without(byte[] message, int payloadHead, int type) {
    return withLength(message, payloadHead, type, -1);
  }

  /**
   * The message with its attribute of a type no longer than {@code length}, as of older kernels.
   */
  public static byte[] shortened(byte[] message, int payloadHead, int type, int length) {
    return withLength(message, payloadHead, type, length);
  }

  /** The message with other bytes at {@code offset} of its payload. */
  public static byte[] patched(byte[] message, int offset, byte... bytes) {
    byte[] patched = message.clone();
    System.arraycopy(bytes, 0, patched, NetlinkMessage.HEADER_BYTES + offset, bytes.length);
    return patched;
  }

  private static byte[] withLength(byte[] message, int payloadHead, int type, int length) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int start = NetlinkMessage.HEADER_BYTES + payloadHead;
    out.write(message, 0, start);
    for (int at = start; at < message.length; ) {
      int present = in.getShort(at) & 0xffff;
      boolean wanted = (in.getShort(at + 2) & 0x3fff) == type;
      int kept = wanted ? Math.min(present, 4 + length) : present;
      if (!wanted || length >= 0) {
        byte[] attribute = Arrays.copyOfRange(message, at, at + AttributeReader.align(kept));
        ByteBuffer.wrap(attribute).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) kept);
        out.writeBytes(attribute);
      }
      at += AttributeReader.align(present);
    }
    byte[] edited = out.toByteArray();
    ByteBuffer.wrap(edited).order(ByteOrder.LITTLE_ENDIAN).putInt(0, edited.length);
    return edited;
  }
}
