package io.github.mptcpexporter.netlink.capture;

import io.github.mptcpexporter.netlink.NetlinkMessage;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes bytes as hex, a line for each message or each 32 bytes. */
final class HexWriter {

  private static final int ROW = 32;
  private static final int GROUP = 4;
  private static final String DIGITS = "0123456789abcdef";

  private final Writer out;
  private final ByteOrder order;

  HexWriter(Writer out, ByteOrder order) {
    this.out = out;
    this.order = order;
  }

  /** Writes {@code before}, then the content, then a line end. */
  void write(String before, Reply content) throws IOException {
    out.write(before);
    if (content instanceof Reply.Errno errno) {
      out.write(" " + CaptureText.ERRNO + " " + errno.number() + "\n");
    } else if (content instanceof Datagram datagram) {
      write(datagram.array());
    }
  }

  private void write(byte[] bytes) throws IOException {
    int start = 0;
    while (start < bytes.length) {
      int end = endOfMessage(bytes, start);
      for (int row = start; row < end; row += ROW) {
        if (row > 0) {
          out.write(' ');
        }
        writeRow(bytes, row, Math.min(row + ROW, end));
      }
      start = end;
    }
  }

  private void writeRow(byte[] bytes, int start, int end) throws IOException {
    for (int i = start; i < end; i++) {
      if ((i - start) % GROUP == 0) {
        out.write(' ');
      }
      out.write(DIGITS.charAt(bytes[i] >> 4 & 0xf));
      out.write(DIGITS.charAt(bytes[i] & 0xf));
    }
    out.write('\n');
  }

  /** Where the message ends that begins at {@code start}; the end of all if it makes no sense. */
  private int endOfMessage(byte[] bytes, int start) {
    if (bytes.length - start < NetlinkMessage.HEADER_BYTES) {
      return bytes.length;
    }
    long length = ByteBuffer.wrap(bytes).order(order).getInt(start) & 0xffff_ffffL;
    long aligned = length + 3 & ~3L;
    return length < NetlinkMessage.HEADER_BYTES || aligned > bytes.length - start
        ? bytes.length
        : start + (int) aligned;
  }
}
