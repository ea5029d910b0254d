package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.netlink.diag.InetDiagMessage;
import io.github.mptcpexporter.netlink.diag.SockDiag;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From socket dumps of which the kernel leaves out all other ports. */
public final class DiagTcpSockets implements TcpSockets, Closeable {

  private final NetlinkConnection connection;
  private final SockDiag sockDiag;

  public DiagTcpSockets(NetlinkTransport transport) {
    connection = new NetlinkConnection(transport, NetlinkFamily.SOCK_DIAG);
    sockDiag = new SockDiag(connection, false);
  }

  @Override
  public Optional<List<Subflow>> at(int localPort, int remotePort) throws IOException {
    List<Subflow> found = new ArrayList<>();
    try {
      for (AddressFamily family : AddressFamily.values()) {
        sockDiag.tcpSockets(
            family, localPort, remotePort, row -> add(row, localPort, remotePort, found));
      }
    } catch (NetlinkErrnoException e) {
      if (e.is(Errno.ENOENT) || e.is(Errno.EPROTONOSUPPORT)) {
        return Optional.empty(); // a kernel without tcp_diag, or without sock_diag at all
      }
      throw e;
    }
    return Optional.of(found);
  }

  private static void add(InetDiagMessage row, int localPort, int remotePort, List<Subflow> found)
      throws IOException {
    if (row.isSubflow() || row.isListener()) {
      return;
    }
    Subflow socket = row.subflow();
    FourTuple ends = socket.addresses();
    // A recording of all ports answers, too.
    boolean wanted =
        (localPort == 0 || ends.localPort() == localPort)
            && (remotePort == 0 || ends.remotePort() == remotePort);
    // A dump is not atomic and may show a socket twice.
    if (wanted && found.stream().noneMatch(one -> one.cookie().equals(socket.cookie()))) {
      found.add(socket);
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
