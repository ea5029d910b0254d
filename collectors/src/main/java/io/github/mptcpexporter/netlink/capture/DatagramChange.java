package io.github.mptcpexporter.netlink.capture;

import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkFormatException;

/** Changes datagrams of a recording, such as by hiding what is in them. */
@FunctionalInterface
public interface DatagramChange {

  /** What a datagram is. */
  enum Kind {
    REQUEST,
    REPLY,
    EVENT
  }

  /** The datagram as it is to be; {@code bytes} is a copy and may be changed and returned. */
  byte[] change(NetlinkFamily family, Kind kind, byte[] bytes) throws NetlinkFormatException;
}
