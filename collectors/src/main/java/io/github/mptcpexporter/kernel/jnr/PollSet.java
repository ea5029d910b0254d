package io.github.mptcpexporter.kernel.jnr;

import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/** Waits with {@code poll(2)}: closing a descriptor does not wake a thread blocked in a read. */
final class PollSet {

  /** Of {@code struct pollfd}: descriptor, then what to wait for, then what came. */
  private static final int ENTRY_BYTES = 8;

  private static final int WANTED = 4;
  private static final int CAME = 6;

  private final LibC libc;
  private final int count;
  private final ByteBuffer entries;

  PollSet(LibC libc, int count) {
    this.libc = libc;
    this.count = count;
    entries = ByteBuffer.allocate(count * ENTRY_BYTES).order(ByteOrder.nativeOrder());
  }

  void add(int index, int descriptor) {
    entries.putInt(index * ENTRY_BYTES, descriptor);
    entries.putShort(index * ENTRY_BYTES + WANTED, (short) LibC.POLLIN);
  }

  /** Waits until something has come or the time is up. */
  void await(int timeoutMillis) throws NetlinkErrnoException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    int left = timeoutMillis;
    while (libc.functions().poll(entries.array(), count, left) < 0) {
      if (!libc.interrupted()) {
        throw new NetlinkErrnoException("netlink poll", libc.errno(), "");
      }
      left = (int) Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
    }
  }

  /** Whether there is something to receive, be it an error. */
  boolean isReady(int index) {
    return entries.getShort(index * ENTRY_BYTES + CAME) != 0;
  }
}
