package io.github.mptcpexporter.kernel.jnr;

import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.netlink.NetlinkRequest;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.netlink.ReplyHandler;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A dump of links, as much of it as tests of the transport need: index and name. */
final class LinkNames implements ReplyHandler {

  private static final int RTM_GETLINK = 18;
  private static final int IFINFOMSG_BYTES = 16;
  private static final int IFINFOMSG_INDEX = 4;
  private static final int IFLA_IFNAME = 3;

  private final Map<Integer, String> names = new TreeMap<>();
  private final AttributeReader attributes;

  private LinkNames(AttributeReader attributes) {
    this.attributes = attributes;
  }

  static Map<Integer, String> dump(NetlinkTransport transport) throws IOException {
    try (NetlinkConnection connection = NetlinkConnection.open(transport, NetlinkFamily.ROUTE)) {
      return dump(transport, connection);
    }
  }

  static Map<Integer, String> dump(NetlinkTransport transport, NetlinkConnection connection)
      throws IOException {
    LinkNames links = new LinkNames(new AttributeReader(transport.byteOrder()));
    connection.ask(
        NetlinkRequest.dump("RTM_GETLINK", RTM_GETLINK, transport.byteOrder())
            .zeroes(IFINFOMSG_BYTES),
        links);
    return links.names;
  }

  @Override
  public void begin() {
    names.clear();
  }

  @Override
  public void message(NetlinkMessage link) throws IOException {
    attributes.over(link, IFINFOMSG_BYTES);
    while (attributes.next()) {
      if (attributes.type() == IFLA_IFNAME) {
        names.put(link.s32(IFINFOMSG_INDEX), attributes.text(0));
      }
    }
  }
}
