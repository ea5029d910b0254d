package io.github.mptcpexporter.model;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A struct as the kernel sent it: a copy of its bytes, read field by field.
 *
 * <p>Kernels append to these structs. What lies beyond the end of the bytes is a field that this
 * kernel does not know, and absent; bytes beyond our last field are not kept. Nothing is decoded
 * before it is asked for, since most sockets of a round are only added up.
 *
 * @param <F> the fields that we know
 */
public abstract class KernelStruct<F extends KernelStruct.Field> {

  /** Place of a field in its struct. */
  public interface Field {
    /** The kernel's name, without the prefix of its struct. */
    String kernelName();

    /** Bytes from the start of the struct. */
    int offset();

    /** Size in bytes: 1, 2, 4 or 8; all fields are unsigned. */
    int size();
  }

  private final byte[] bytes;
  private final boolean littleEndian;

  KernelStruct(byte[] bytes, ByteOrder order) {
    this.bytes = bytes;
    this.littleEndian = order == ByteOrder.LITTLE_ENDIAN;
  }

  /** Whether this kernel's struct is long enough to hold the field. */
  public final boolean has(F field) {
    return bytes.length >= field.offset() + field.size();
  }

  /**
   * The field's value, unsigned (u64 as the same 64 bits).
   *
   * @throws NoSuchElementException if this kernel's struct ends before the field
   */
  public final long get(F field) {
    if (!has(field)) {
      throw new NoSuchElementException(
          field.kernelName() + " is beyond " + bytes.length + " bytes");
    }
    return littleEndian ? little(field.offset(), field.size()) : big(field.offset(), field.size());
  }

  /** The field's value, empty if this kernel's struct ends before it. */
  public final OptionalLong find(F field) {
    return has(field) ? OptionalLong.of(get(field)) : OptionalLong.empty();
  }

  /** The field's value, or {@code fallback} if this kernel's struct ends before it. */
  public final long getOr(F field, long fallback) {
    return has(field) ? get(field) : fallback;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof KernelStruct<?> struct
        && struct.getClass() == getClass()
        && struct.littleEndian == littleEndian
        && Arrays.equals(struct.bytes, bytes);
  }

  @Override
  public final int hashCode() {
    return Arrays.hashCode(bytes);
  }

  // By hand, byte by byte: the fields need not be aligned, and this is cheap without an optimising
  // compiler, where a VarHandle is not.
  private long little(int offset, int size) {
    long value = 0;
    for (int i = offset + size - 1; i >= offset; i--) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  private long big(int offset, int size) {
    long value = 0;
    for (int i = offset; i < offset + size; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }
}
