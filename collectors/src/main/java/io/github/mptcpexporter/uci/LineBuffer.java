package io.github.mptcpexporter.uci;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The statement that is being read, in one buffer that grows by further lines, as libuci keeps it
 * ({@code struct uci_parse_context}, {@code uci_getln()} in {@code file.c}). A word is written back
 * over its own quotes, and ended by a NUL, in place: libuci's oddities follow from that, so this
 * does the same.
 *
 * <p>A byte is a character here; whoever keeps a value decodes it.
 */
final class LineBuffer {

  private static final int FIRST_CAPACITY = 32;
  private static final long MOST_CAPACITY = 1L << 40;

  private final byte[] file;
  private int next;
  private boolean atEnd;

  private byte[] buffer = new byte[FIRST_CAPACITY];
  // What libuci has allocated: decides how much it takes in at once, and so what a NUL costs.
  private long capacity = FIRST_CAPACITY;
  private int filled;
  private int line;
  private int position;

  LineBuffer(byte[] file) {
    this.file = file;
  }

  /** Whether a read has met the end of the file. */
  boolean atEnd() {
    return atEnd;
  }

  /** Lines read so far; one that holds a NUL byte is not counted. */
  int line() {
    return line;
  }

  int position() {
    return position;
  }

  void moveTo(int newPosition) {
    position = newPosition;
  }

  void advance() {
    position++;
  }

  /** The byte at the position; 0 at the end. */
  int current() {
    return at(position);
  }

  int at(int index) {
    return index < buffer.length ? buffer[index] & 0xff : 0;
  }

  void put(int index, int value) {
    if (index < buffer.length) {
      buffer[index] = (byte) value;
    }
  }

  /** The bytes from an index to the next NUL, a character each. */
  String text(int start) {
    int end = start;
    while (at(end) != 0) {
      end++;
    }
    return new String(buffer, start, end - start, StandardCharsets.ISO_8859_1);
  }

  /** Goes behind the NUL that ends the word at the position; false if that is not in the line. */
  boolean skipWord() {
    int end = position;
    while (at(end) != 0) {
      end++;
    }
    if (end + 1 > filled) {
      return false;
    }
    position = end + 1;
    return true;
  }

  /** Reads the next line of the file to {@code offset}; puts a NUL there if there is none. */
  void readLine(int offset) {
    int end = offset;
    if (end >= capacity - 1) {
      grow();
    }
    while (true) {
      ensure(end + 1);
      buffer[end] = 0;
      if (!readChunk(end) || buffer[end] == 0) {
        return;
      }
      while (buffer[end] != 0) {
        end++;
      }
      filled = end;
      if (buffer[end - 1] == '\n') {
        line++;
        return;
      }
      grow();
    }
  }

  /** As fgets(3): up to a newline, or as much as fits; false if there is nothing left. */
  private boolean readChunk(int offset) {
    if (next >= file.length) {
      atEnd = true;
      return false;
    }
    long most = capacity - offset - 1;
    int start = next;
    while (next < file.length && next - start < most) {
      if (file[next++] == '\n') {
        break;
      }
    }
    int length = next - start;
    ensure(offset + length + 1);
    System.arraycopy(file, start, buffer, offset, length);
    buffer[offset + length] = 0;
    if (length < most && file[next - 1] != '\n') {
      atEnd = true;
    }
    return true;
  }

  private void grow() {
    capacity = Math.min(capacity * 2, MOST_CAPACITY);
  }

  private void ensure(int length) {
    if (length > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(length, buffer.length * 2));
    }
  }
}
