package io.github.mptcpexporter.model;

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

  private final byte[] array; // of other structs too
  private final int start;
  private final int length;
  private final boolean littleEndian;

  KernelStruct(byte[] array, int start, int length, boolean littleEndian) {
    this.array = array;
    this.start = start;
    this.length = length;
    this.littleEndian = littleEndian;
  }

  final byte[] array() {
    return array;
  }

  final int start() {
    return start;
  }

  final int length() {
    return length;
  }

  final boolean littleEndian() {
    return littleEndian;
  }

  /** Whether this kernel's struct is long enough to hold the field. */
  public final boolean has(F field) {
    return length >= field.offset() + field.size();
  }

  /**
   * The field's value, unsigned (u64 as the same 64 bits).
   *
   * @throws NoSuchElementException if this kernel's struct ends before the field
   */
  public final long get(F field) {
    if (!has(field)) {
      throw new NoSuchElementException(field.kernelName() + " is beyond " + length + " bytes");
    }
    int from = start + field.offset();
    return littleEndian ? little(from, field.size()) : big(from, field.size());
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
        && Arrays.equals(
            struct.array, struct.start, struct.start + struct.length, array, start, start + length);
  }

  @Override
  public final int hashCode() {
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  // By hand, byte by byte: the fields need not be aligned, and this is cheap without an optimising
  // compiler, where a VarHandle is not.
  private long little(int from, int size) {
    long value = 0;
    for (int i = from + size - 1; i >= from; i--) {
      value = value << 8 | (array[i] & 0xff);
    }
    return value;
  }

  private long big(int from, int size) {
    long value = 0;
    for (int i = from; i < from + size; i++) {
      value = value << 8 | (array[i] & 0xff);
    }
    return value;
  }
}
