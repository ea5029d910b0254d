package io.github.mptcpexporter.netlink;

import java.io.Closeable;
import java.io.IOException;

/** A netlink socket: real, replayed or recorded. Not for two threads at once. */
public interface NetlinkSocket extends Closeable {

  /** Sends one request: the first {@code length} bytes. */
  void send(byte[] message, int length) throws IOException;

  /**
   * Receives what the kernel sends next, one or more whole messages.
   *
   * @param buffer at least 32 KiB, which is the most that the kernel sends at once
   * @param timeoutMillis most to wait
   * @return number of bytes received
   * @throws NetlinkErrnoException with {@code ENOBUFS} if the kernel dropped messages, {@code
   *     EAGAIN} if nothing came in time
   */
  int receive(byte[] buffer, int timeoutMillis) throws IOException;

  /**
   * Joins a multicast group, by number.
   *
   * @throws NetlinkErrnoException with {@code EPERM} if that needs a capability
   */
  void join(int group) throws IOException;

  @Override
  void close() throws IOException;
}
