package io.github.mptcpexporter.network;

import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.netlink.route.Rtnetlink;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Links and addresses from rtnetlink. */
public final class KernelLinks implements LinkSource, Closeable {

  private final NetlinkConnection connection;
  private final Rtnetlink rtnetlink;

  public KernelLinks(NetlinkTransport transport) {
    connection = new NetlinkConnection(transport, NetlinkFamily.ROUTE);
    rtnetlink = new Rtnetlink(connection);
  }

  @Override
  public Optional<Links> read() throws IOException {
    try {
      return Optional.of(new Links(rtnetlink.links()));
    } catch (NetlinkErrnoException e) {
      if (e.is(Errno.EPROTONOSUPPORT)) {
        return Optional.empty(); // no rtnetlink at all
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
