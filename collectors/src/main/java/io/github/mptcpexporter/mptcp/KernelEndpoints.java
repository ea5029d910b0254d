package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.netlink.generic.GenericFamily;
import io.github.mptcpexporter.netlink.mptcp.MptcpPathManager;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Endpoints and limits from the path manager. */
public final class KernelEndpoints implements EndpointSource, Closeable {

  private final NetlinkConnection connection;

  public KernelEndpoints(NetlinkTransport transport) {
    connection = new NetlinkConnection(transport, NetlinkFamily.GENERIC);
  }

  @Override
  public Optional<PathManager> read() throws IOException {
    try {
      Optional<GenericFamily> family =
          GenericFamily.find(connection, MptcpPathManager.FAMILY, connection.byteOrder());
      return family.isEmpty() ? Optional.empty() : Optional.of(read(family.get()));
    } catch (NetlinkErrnoException e) {
      if (e.is(Errno.EPROTONOSUPPORT)) {
        return Optional.empty(); // no generic netlink at all
      }
      if (e.is(Errno.EPERM)) {
        throw new IOException(
            e.getMessage() + "; this kernel wants CAP_NET_ADMIN for it: run as root", e);
      }
      throw e;
    }
  }

  private PathManager read(GenericFamily family) throws IOException {
    MptcpPathManager pathManager = new MptcpPathManager(connection, family);
    return new PathManager(pathManager.endpoints(), Optional.of(pathManager.limits()));
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
