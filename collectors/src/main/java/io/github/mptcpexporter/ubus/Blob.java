package io.github.mptcpexporter.ubus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One attribute of a blob: four bytes of header, big-endian, then data, padded to four bytes.
 *
 * <p>libubox: {@code struct blob_attr}, {@code blob.h}.
 *
 * @param id which attribute, or the type of a named value
 * @param extended whether a name stands before the data
 * @param data without header and padding
 */
record Blob(int id, boolean extended, ByteBuffer data) {

  static final int HEADER = 4;

  private static final int EXTENDED = 1 << 31;
  private static final int ID_SHIFT = 24;
  private static final int ID_MASK = 0x7f;
  private static final int LENGTH_MASK = 0xffffff;

  /** All attributes that fill the bytes. */
  static List<Blob> all(ByteBuffer bytes) throws IOException {
    ByteBuffer rest = bytes.duplicate();
    List<Blob> attributes = new ArrayList<>();
    while (rest.remaining() > 0) {
      int offset = rest.position();
      if (rest.remaining() < HEADER) {
        throw bad(offset, rest.remaining() + " bytes left, no header");
      }
      int header = rest.getInt();
      int length = (header & LENGTH_MASK) - HEADER;
      if (length < 0 || length > rest.remaining()) {
        throw bad(offset, "attribute of " + (length + HEADER) + " bytes");
      }
      attributes.add(
          new Blob(
              header >>> ID_SHIFT & ID_MASK,
              (header & EXTENDED) != 0,
              rest.slice(rest.position(), length)));
      rest.position(Math.min(rest.position() + padded(length), rest.limit()));
    }
    return attributes;
  }

  /** An unsigned number of four bytes. */
  long number() throws IOException {
    if (data.remaining() < Integer.BYTES) {
      throw bad(0, "attribute " + id + " of " + data.remaining() + " bytes is no number");
    }
    return data.getInt(0) & 0xffffffffL;
  }

  /** A text, up to its NUL. */
  static String text(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  static int padded(int length) {
    return (length + 3) & ~3;
  }

  /** An attribute with its header and padding. */
  static byte[] of(int id, boolean extended, byte[] data) {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + padded(data.length));
    bytes.putInt((extended ? EXTENDED : 0) | id << ID_SHIFT | (data.length + HEADER));
    bytes.put(data);
    return bytes.array();
  }

  /** A text attribute, which ends with a NUL. */
  static byte[] ofText(int id, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return of(id, false, Arrays.copyOf(bytes, bytes.length + 1));
  }

  static byte[] ofNumber(int id, long number) {
    return of(id, false, ByteBuffer.allocate(Integer.BYTES).putInt((int) number).array());
  }

  static IOException bad(int offset, String complaint) {
    return new IOException("ubus blob at offset " + offset + ": " + complaint);
  }
}
