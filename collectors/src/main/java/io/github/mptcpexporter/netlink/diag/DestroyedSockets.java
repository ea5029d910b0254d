package io.github.mptcpexporter.netlink.diag;

import io.github.mptcpexporter.model.SocketDestroyed;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import java.util.Optional;

/**
 * Last words of TCP sockets, which the kernel sends to its destroy groups. No capability is needed.
 *
 * <p>Kernel: {@code sock_diag_broadcast_destroy_work()} in {@code net/core/sock_diag.c}, {@code
 * inet_diag_handler_get_info()} in {@code net/ipv4/inet_diag.c} (4.7).
 */
public final class DestroyedSockets {

  /** {@code SKNLGRP_INET_TCP_DESTROY}. */
  public static final int GROUP_TCP_V4 = 1;

  /** {@code SKNLGRP_INET6_TCP_DESTROY}. */
  public static final int GROUP_TCP_V6 = 3;

  /** {@code INET_DIAG_PROTOCOL}. */
  private static final int ATTRIBUTE_PROTOCOL = 10;

  private static final int PROTOCOL_TCP = 6;

  private DestroyedSockets() {}

  /**
   * Makes sense of a message of the groups.
   *
   * @param attributes reused from message to message
   * @return empty if it is about something else
   */
  public static Optional<SocketDestroyed> decode(NetlinkMessage message, AttributeReader attributes)
      throws NetlinkFormatException {
    if (message.type() != SockDiag.TYPE) {
      return Optional.empty();
    }
    Optional<TcpInfo> info = Optional.empty();
    attributes.over(message, InetDiagMessage.BYTES);
    while (attributes.next()) {
      if (attributes.type() == ATTRIBUTE_PROTOCOL && attributes.u8(0) != PROTOCOL_TCP) {
        return Optional.empty();
      }
      if (attributes.type() == InetDiagMessage.ATTRIBUTE_INFO) {
        info =
            Optional.of(
                TcpInfo.copyOf(
                    attributes.array(),
                    attributes.position(0),
                    attributes.position(attributes.length()),
                    attributes.order()));
      }
    }
    return Optional.of(
        new SocketDestroyed(
            InetDiagMessage.cookie(message), InetDiagMessage.addresses(message), info));
  }
}
