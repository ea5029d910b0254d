package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.KernelEvent;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.netlink.NetlinkSocket;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import java.io.IOException;
import java.util.Optional;

/** Multicast groups of one kernel family, and what their messages mean. For one thread. */
interface EventSource {

  DataSource name();

  /**
   * A socket that has joined the groups.
   *
   * @return empty if this kernel has no such groups
   * @throws IOException if it has, and they can not be joined
   */
  Optional<NetlinkSocket> join(NetlinkTransport netlink) throws IOException;

  /**
   * What a message says.
   *
   * @return empty if it is of no interest, or of a newer kernel
   */
  Optional<? extends KernelEvent> decode(NetlinkMessage message) throws NetlinkFormatException;

  /** What is missing without it: the end of a sentence for the log. */
  String missing();
}
