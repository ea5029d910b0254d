package io.github.mptcpexporter.netlink.diag;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.ConnectionWatched;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.netlink.NetlinkRequest;
import io.github.mptcpexporter.netlink.ReplyHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Dumps of sockets.
 *
 * <p>Kernel: {@code net/ipv4/inet_diag.c}, {@code net/ipv4/tcp_diag.c}, {@code
 * net/mptcp/mptcp_diag.c} (5.9). A dump of an unspecified address family is refused, and the number
 * of MPTCP does not fit its field of the request, so each protocol and family is asked for alone,
 * MPTCP by an attribute.
 */
public final class SockDiag {

  /** {@code SOCK_DIAG_BY_FAMILY}, of requests, rows and {@link DestroyedSockets}. */
  static final int TYPE = 20;

  private static final int PROTOCOL_TCP = 6;
  private static final int PROTOCOL_MPTCP = 262;

  /** {@code INET_DIAG_REQ_PROTOCOL}. */
  private static final int ATTRIBUTE_PROTOCOL = 3;

  private static final int EXTENSION_INFO = 1 << (InetDiagMessage.ATTRIBUTE_INFO - 1);
  private static final int EXTENSION_CONGESTION = 1 << (InetDiagMessage.ATTRIBUTE_CONGESTION - 1);

  /** All but LISTEN, TIME_WAIT and what newer kernels add: those cost a walk over other tables. */
  private static final int STATES = 0x0bbe;

  private static final int ADDRESSES_LINK_BYTES = 36;
  private static final int PORTS_ADDRESSES_LINK_BYTES = 4 + ADDRESSES_LINK_BYTES;
  private static final int COOKIE = 8 + PORTS_ADDRESSES_LINK_BYTES;
  private static final long NO_COOKIE = 0xffff_ffffL;

  private final NetlinkConnection connection;
  private final int tcpExtensions;
  private final InetDiagMessage message;
  private final NetlinkRequest one; // for any connection, by its token

  /**
   * @param connection of {@code SOCK_DIAG}
   * @param congestionControl whether to ask for the name of each TCP socket's algorithm
   */
  public SockDiag(NetlinkConnection connection, boolean congestionControl) {
    this.connection = connection;
    this.tcpExtensions = EXTENSION_INFO | (congestionControl ? EXTENSION_CONGESTION : 0);
    this.message = new InetDiagMessage(connection.byteOrder());
    this.one = NetlinkRequest.one("SOCK_DIAG_BY_FAMILY mptcp", TYPE, connection.byteOrder());
    // The kernel looks for the token in the place of the cookie, in both families at once.
    mptcp(one, AddressFamily.IPV4, 0, 0);
  }

  /**
   * All multipath connections, those that fell back to TCP included.
   *
   * @throws NetlinkErrnoException with {@code ENOENT} if this kernel can not show them
   */
  public void connections(AddressFamily family, SocketHandler handler) throws IOException {
    String name = "SOCK_DIAG_BY_FAMILY mptcp " + family.label();
    NetlinkRequest request = NetlinkRequest.dump(name, TYPE, connection.byteOrder());
    mptcp(request, family, NO_COOKIE, NO_COOKIE);
    ask(request, handler);
  }

  /** All TCP sockets, most of which may have nothing to do with MPTCP. */
  public void tcpSockets(AddressFamily family, SocketHandler handler) throws IOException {
    String name = "SOCK_DIAG_BY_FAMILY tcp " + family.label();
    NetlinkRequest request = NetlinkRequest.dump(name, TYPE, connection.byteOrder());
    body(request, family, PROTOCOL_TCP, tcpExtensions, NO_COOKIE, NO_COOKIE);
    ask(request, handler);
  }

  /**
   * TCP sockets of these ports. The kernel leaves the others out before it makes rows of them
   * ({@code inet_diag_dump_icsk()}).
   *
   * @param localPort 0 for any
   * @param remotePort 0 for any
   */
  public void tcpSockets(AddressFamily family, int localPort, int remotePort, SocketHandler handler)
      throws IOException {
    String name = "SOCK_DIAG_BY_FAMILY tcp " + family.label();
    NetlinkRequest request = NetlinkRequest.dump(name, TYPE, connection.byteOrder());
    head(request, family, PROTOCOL_TCP, tcpExtensions);
    port(request, localPort);
    port(request, remotePort);
    request.zeroes(ADDRESSES_LINK_BYTES).u32(NO_COOKIE).u32(NO_COOKIE);
    ask(request, handler);
  }

  /**
   * The connection with this token, without its subflows; costs a thousandth of a dump.
   *
   * @return empty if there is none
   */
  public Optional<MptcpConnection> connection(long token) throws IOException {
    List<MptcpConnection> found = new ArrayList<>(1);
    one(token, row -> found.add(row.connection()));
    return found.stream().findFirst();
  }

  /**
   * What moves of the connection with this token.
   *
   * @return empty if there is none, if it is not established, or the application has closed it
   */
  public Optional<ConnectionWatched> watched(long token) throws IOException {
    List<ConnectionWatched> found = new ArrayList<>(1);
    one(token, row -> row.watched(token).ifPresent(found::add));
    return found.stream().findFirst();
  }

  private void one(long token, SocketHandler handler) throws IOException {
    try {
      ask(one.replaceU32(COOKIE, token), handler);
    } catch (NetlinkErrnoException e) {
      if (!e.is(Errno.ENOENT)) {
        throw e;
      }
    }
  }

  private static void mptcp(
      NetlinkRequest request, AddressFamily family, long firstCookie, long secondCookie) {
    body(request, family, 0, EXTENSION_INFO, firstCookie, secondCookie);
    request.attributeU32(ATTRIBUTE_PROTOCOL, PROTOCOL_MPTCP);
  }

  /** {@code struct inet_diag_req_v2}. */
  private static void body(
      NetlinkRequest request,
      AddressFamily family,
      int protocol,
      int extensions,
      long firstCookie,
      long secondCookie) {
    head(request, family, protocol, extensions);
    request.zeroes(PORTS_ADDRESSES_LINK_BYTES).u32(firstCookie).u32(secondCookie);
  }

  private static void head(
      NetlinkRequest request, AddressFamily family, int protocol, int extensions) {
    request.u8(family.number()).u8(protocol).u8(extensions).u8(0).u32(STATES);
  }

  /** In network order. */
  private static void port(NetlinkRequest request, int port) {
    request.u8(port >> 8).u8(port & 0xff);
  }

  private void ask(NetlinkRequest request, SocketHandler handler) throws IOException {
    connection.ask(
        request,
        new ReplyHandler() {
          @Override
          public void begin() {
            // Sockets are told apart by their cookies, so a repeated dump needs no fresh start.
          }

          @Override
          public void message(NetlinkMessage row) throws IOException {
            if (row.type() == TYPE) {
              handler.socket(message.over(row));
            }
          }
        });
  }
}
