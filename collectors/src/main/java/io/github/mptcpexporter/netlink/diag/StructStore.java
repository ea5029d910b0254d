package io.github.mptcpexporter.netlink.diag;

/**
 * Bytes of many structs in few arrays. A round of a busy router has thousands of structs, all of
 * which live until the next: an array for each would cost the garbage collector more than it costs
 * to read them.
 *
 * <p>An array lives as long as the last struct in it, so a struct is not to be kept beyond its
 * round.
 */
final class StructStore {

  private static final int ARRAY_BYTES = 16 * 1024;

  private byte[] array = new byte[ARRAY_BYTES];
  private int used;

  /** Adds a copy of some bytes; returns where it begins in {@link #array}. */
  int add(byte[] buffer, int from, int length) {
    if (length > array.length - used) {
      array = new byte[Math.max(ARRAY_BYTES, length)];
      used = 0;
    }
    int start = used;
    System.arraycopy(buffer, from, array, start, length);
    used += length;
    return start;
  }

  /** Where the last copy is. */
  byte[] array() {
    return array;
  }
}
