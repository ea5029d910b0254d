package io.github.mptcpexporter.ubus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values in a blob, each with a type and a name: what ubus shows as JSON. An object is a map, an
 * array a list, a whole number a {@code Long}.
 *
 * <p>libubox: {@code blobmsg.h}. A type of a newer libubox is skipped.
 */
final class BlobMessage {

  private static final int ARRAY = 1;
  private static final int TABLE = 2;
  private static final int STRING = 3;
  private static final int INT64 = 4;
  private static final int INT32 = 5;
  private static final int INT16 = 6;
  private static final int BOOL = 7;
  private static final int DOUBLE = 8;

  private static final int DEEPEST = 32;

  private BlobMessage() {}

  /** The members of a table. */
  static Map<String, Object> table(ByteBuffer bytes) throws IOException {
    return table(bytes, 0);
  }

  private static Map<String, Object> table(ByteBuffer bytes, int depth) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    for (Blob blob : Blob.all(bytes)) {
      if (blob.extended()) {
        int length = nameLength(blob);
        String name = Blob.text(blob.data().slice(2, length));
        value(blob, length, depth).forEach(value -> members.put(name, value));
      }
    }
    return members;
  }

  private static List<Object> array(ByteBuffer bytes, int depth) throws IOException {
    List<Object> items = new ArrayList<>();
    for (Blob blob : Blob.all(bytes)) {
      if (blob.extended()) {
        items.addAll(value(blob, nameLength(blob), depth));
      }
    }
    return items;
  }

  private static int nameLength(Blob blob) throws IOException {
    ByteBuffer data = blob.data();
    int length = data.remaining() < 2 ? -1 : data.getShort(0) & 0xffff;
    if (length < 0 || Blob.padded(length + 3) > data.remaining()) {
      throw Blob.bad(0, "a name of " + length + " bytes in " + data.remaining());
    }
    return length;
  }

  /** None for a type that is not known. */
  private static List<Object> value(Blob blob, int nameLength, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw Blob.bad(0, "values within values, deeper than " + DEEPEST);
    }
    int header = Blob.padded(nameLength + 3);
    ByteBuffer data = blob.data().slice(header, blob.data().remaining() - header);
    return switch (blob.id()) {
      case ARRAY -> List.of(array(data, depth + 1));
      case TABLE -> List.of(table(data, depth + 1));
      case STRING -> List.of(Blob.text(data));
      case INT64 -> List.of(sized(data, Long.BYTES).getLong(0));
      case INT32 -> List.of((long) sized(data, Integer.BYTES).getInt(0));
      case INT16 -> List.of((long) sized(data, Short.BYTES).getShort(0));
      case BOOL -> List.of(sized(data, 1).get(0) != 0);
      case DOUBLE -> List.of(sized(data, Double.BYTES).getDouble(0));
      default -> List.of();
    };
  }

  private static ByteBuffer sized(ByteBuffer data, int bytes) throws IOException {
    if (data.remaining() < bytes) {
      throw Blob.bad(0, data.remaining() + " bytes, not " + bytes);
    }
    return data;
  }
}
