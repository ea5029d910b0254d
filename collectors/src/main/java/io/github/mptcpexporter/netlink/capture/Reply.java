package io.github.mptcpexporter.netlink.capture;

/** What came of waiting on a netlink socket. */
public sealed interface Reply permits Datagram, Reply.Errno {

  /**
   * Nothing but an error of the socket, such as {@code ENOBUFS} or no answer in time.
   *
   * @param number as in {@link io.github.mptcpexporter.netlink.Errno}
   */
  record Errno(int number) implements Reply {}
}
