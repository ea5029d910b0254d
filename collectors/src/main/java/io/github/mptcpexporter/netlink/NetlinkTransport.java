package io.github.mptcpexporter.netlink;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;

/** Where netlink sockets come from: the kernel or a recording. */
public interface NetlinkTransport {

  /**
   * Opens a socket for requests and events.
   *
   * @throws NetlinkErrnoException if the kernel refuses
   */
  NetlinkSocket open(NetlinkFamily family) throws IOException;

  /**
   * Opens a socket for events, with a receive buffer as large as we may have, up to 4 MiB.
   *
   * @throws NetlinkErrnoException if the kernel refuses
   */
  NetlinkSocket openForEvents(NetlinkFamily family) throws IOException;

  /**
   * Waits until one of the sockets, all opened here, has something to receive.
   *
   * @return for each socket, in order, whether it has; all false if the time is up
   */
  boolean[] await(List<NetlinkSocket> sockets, int timeoutMillis) throws IOException;

  /** Byte order of all numbers in messages that are not of the network. */
  ByteOrder byteOrder();
}
