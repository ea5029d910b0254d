package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.netlink.diag.SockDiag;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * From dumps of TCP sockets, among which the out-of-tree kernel shows its subflows as sockets like
 * any other ({@code tcp_diag}, where the kernel has it): times, bytes and retransmissions, of which
 * its files know nothing.
 */
public final class DiagSubflowDetails implements SubflowDetails, Closeable {

  private final NetlinkConnection connection;
  private final SockDiag sockDiag;

  /**
   * @param congestionControl whether to read the name of each subflow's algorithm too
   */
  public DiagSubflowDetails(NetlinkTransport transport, boolean congestionControl) {
    connection = new NetlinkConnection(transport, NetlinkFamily.SOCK_DIAG);
    sockDiag = new SockDiag(connection, congestionControl);
  }

  @Override
  public Map<FourTuple, Subflow> of(Set<FourTuple> wanted) throws IOException {
    Map<FourTuple, Subflow> found = new HashMap<>();
    try {
      for (AddressFamily family : AddressFamily.values()) {
        sockDiag.tcpSockets(
            family,
            row -> {
              Subflow flow = row.subflow();
              if (wanted.contains(flow.addresses())) {
                found.put(flow.addresses(), flow);
              }
            });
      }
    } catch (NetlinkErrnoException e) {
      if (e.is(Errno.ENOENT) || e.is(Errno.EPROTONOSUPPORT)) {
        return Map.of(); // a kernel without tcp_diag, or without sock_diag at all
      }
      throw e;
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
