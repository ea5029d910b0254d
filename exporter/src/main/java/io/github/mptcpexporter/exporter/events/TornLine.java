package io.github.mptcpexporter.exporter.events;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The last line of a file whose end was never written, as after a crash or on a full disk. */
final class TornLine {

  private static final Logger LOG = System.getLogger(TornLine.class.getName());
  private static final int BLOCK = 4096;

  private TornLine() {}

  /** Cuts it off, and says so; returns how long the file is then. */
  static long cut(FileChannel file, Path path) throws IOException {
    long size = file.size();
    long end = endOfLastLine(file, size);
    if (end < size) {
      file.truncate(end);
      LOG.log(
          Level.WARNING,
          "event file " + path + ": its last line was torn; cut off " + (size - end) + " bytes");
    }
    return end;
  }

  private static long endOfLastLine(FileChannel file, long size) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    for (long begin = size; begin > 0; ) {
      int length = (int) Math.min(BLOCK, begin);
      begin -= length;
      block.clear().limit(length);
      while (block.hasRemaining() && file.read(block, begin + block.position()) >= 0) {}
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == '\n') {
          return begin + i + 1;
        }
      }
    }
    return 0;
  }
}
