package io.github.mptcpexporter.kernel.jnr;

import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.netlink.NetlinkRequest;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.netlink.ReplyHandler;
import java.io.IOException;

/** Number of the event group of the path manager, as {@code CTRL_CMD_GETFAMILY} tells it. */
final class PathManagerGroup implements ReplyHandler {

  private static final int GENL_ID_CTRL = 16;
  private static final int GENL_HEADER_BYTES = 4;
  private static final int CTRL_CMD_GETFAMILY = 3;
  private static final int CTRL_ATTR_FAMILY_NAME = 2;
  private static final int CTRL_ATTR_MCAST_GROUPS = 7;
  private static final int CTRL_ATTR_MCAST_GRP_NAME = 1;
  private static final int CTRL_ATTR_MCAST_GRP_ID = 2;

  private final NetlinkTransport transport;
  private int number;

  private PathManagerGroup(NetlinkTransport transport) {
    this.transport = transport;
  }

  static int number(NetlinkTransport transport) throws IOException {
    PathManagerGroup group = new PathManagerGroup(transport);
    try (NetlinkConnection connection = NetlinkConnection.open(transport, NetlinkFamily.GENERIC)) {
      connection.ask(
          NetlinkRequest.one("CTRL_CMD_GETFAMILY", GENL_ID_CTRL, transport.byteOrder())
              .u8(CTRL_CMD_GETFAMILY)
              .zeroes(GENL_HEADER_BYTES - 1)
              .attributeText(CTRL_ATTR_FAMILY_NAME, "mptcp_pm"),
          group);
    }
    return group.number;
  }

  @Override
  public void begin() {}

  @Override
  public void message(NetlinkMessage family) throws IOException {
    AttributeReader attributes = new AttributeReader(transport.byteOrder());
    AttributeReader groups = new AttributeReader(transport.byteOrder());
    attributes.over(family, GENL_HEADER_BYTES);
    while (attributes.next()) {
      if (attributes.type() == CTRL_ATTR_MCAST_GROUPS) {
        groups.over(attributes, 0);
        while (groups.next()) {
          read(groups);
        }
      }
    }
  }

  private void read(AttributeReader group) throws IOException {
    AttributeReader fields = new AttributeReader(transport.byteOrder()).over(group, 0);
    int id = 0;
    String name = "";
    while (fields.next()) {
      switch (fields.type()) {
        case CTRL_ATTR_MCAST_GRP_NAME -> name = fields.text(0);
        case CTRL_ATTR_MCAST_GRP_ID -> id = fields.s32(0);
        default -> {}
      }
    }
    if (name.equals("mptcp_pm_events")) {
      number = id;
    }
  }
}
