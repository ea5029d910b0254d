package io.github.mptcpexporter.exporter.http;

import io.vertx.core.buffer.Buffer;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a page was rendered to: pieces that may be sent to any number of clients.
 *
 * @param pieces none larger than {@link #PIECE}
 * @param length bytes of all of them
 */
record Body(List<Buffer> pieces, long length) {

  static final int PIECE = 16 * 1024;

  Body {
    pieces = List.copyOf(pieces);
  }

  /** Collects what is written. */
  static final class Output extends OutputStream {

    private final List<Buffer> pieces = new ArrayList<>();
    private long length;

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      for (int at = offset; at < offset + count; ) {
        Buffer piece = piece();
        int part = Math.min(offset + count - at, PIECE - piece.length());
        piece.appendBytes(bytes, at, part);
        at += part;
      }
      length += count;
    }

    private Buffer piece() {
      if (pieces.isEmpty() || pieces.get(pieces.size() - 1).length() == PIECE) {
        pieces.add(Buffer.buffer(1024)); // grows by doubling
      }
      return pieces.get(pieces.size() - 1);
    }

    Body toBody() {
      return new Body(pieces, length);
    }
  }
}
