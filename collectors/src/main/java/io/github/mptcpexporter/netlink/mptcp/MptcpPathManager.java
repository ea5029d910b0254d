package io.github.mptcpexporter.netlink.mptcp;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.MptcpLimits;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.netlink.NetlinkRequest;
import io.github.mptcpexporter.netlink.ReplyHandler;
import io.github.mptcpexporter.netlink.generic.GenericFamily;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Endpoints and limits of the in-kernel path manager.
 *
 * <p>Kernel: {@code net/mptcp/pm_netlink.c} (5.7). Reading them needs no capability.
 */
public final class MptcpPathManager {

  /** Name of the generic netlink family. */
  public static final String FAMILY = "mptcp_pm";

  /** Name of the family's group of events (5.12). */
  public static final String GROUP_EVENTS = "mptcp_pm_events";

  private static final int VERSION = 1;
  private static final int COMMAND_GET_ADDR = 3;
  private static final int COMMAND_GET_LIMITS = 6;

  private static final int ATTRIBUTE_ADDR = 1;
  private static final int ATTRIBUTE_RCV_ADD_ADDRS = 2;
  private static final int ATTRIBUTE_SUBFLOWS = 3;

  private final NetlinkConnection connection;
  private final GenericFamily family;
  private final AttributeReader attributes;
  private final EndpointMessage endpoint;

  /**
   * @param connection of {@code GENERIC}
   * @param family {@link #FAMILY}, as found there
   */
  public MptcpPathManager(NetlinkConnection connection, GenericFamily family) {
    this.connection = connection;
    this.family = family;
    this.attributes = new AttributeReader(connection.byteOrder());
    this.endpoint = new EndpointMessage(connection.byteOrder());
  }

  /** All endpoints, ordered by id. */
  public List<Endpoint> endpoints() throws IOException {
    List<Endpoint> endpoints = new ArrayList<>();
    NetlinkRequest request =
        NetlinkRequest.dump("MPTCP_PM_CMD_GET_ADDR", family.id(), connection.byteOrder());
    connection.ask(
        head(request, COMMAND_GET_ADDR),
        new ReplyHandler() {
          @Override
          public void begin() {
            endpoints.clear();
          }

          @Override
          public void message(NetlinkMessage message) throws IOException {
            attributes.over(message, GenericFamily.HEADER_BYTES);
            while (attributes.next()) {
              if (attributes.type() == ATTRIBUTE_ADDR) {
                endpoints.add(endpoint.parse(attributes));
              }
            }
          }
        });
    endpoints.sort(Comparator.comparingInt(Endpoint::id));
    return endpoints;
  }

  /** The limits. */
  public MptcpLimits limits() throws IOException {
    NetlinkRequest request =
        NetlinkRequest.one("MPTCP_PM_CMD_GET_LIMITS", family.id(), connection.byteOrder());
    LimitsReply reply = new LimitsReply();
    connection.ask(head(request, COMMAND_GET_LIMITS), reply);
    if (reply.subflows.isEmpty() || reply.acceptedAddresses.isEmpty()) {
      throw new NetlinkFormatException(request.name() + ": an answer without both limits");
    }
    return new MptcpLimits(reply.subflows.getAsInt(), reply.acceptedAddresses.getAsInt());
  }

  private static NetlinkRequest head(NetlinkRequest request, int command) {
    return request.u8(command).u8(VERSION).u16(0);
  }

  private final class LimitsReply implements ReplyHandler {

    private OptionalInt subflows = OptionalInt.empty();
    private OptionalInt acceptedAddresses = OptionalInt.empty();

    @Override
    public void begin() {}

    @Override
    public void message(NetlinkMessage message) throws IOException {
      attributes.over(message, GenericFamily.HEADER_BYTES);
      while (attributes.next()) {
        if (attributes.type() == ATTRIBUTE_SUBFLOWS) {
          subflows = OptionalInt.of(attributes.s32(0));
        } else if (attributes.type() == ATTRIBUTE_RCV_ADD_ADDRS) {
          acceptedAddresses = OptionalInt.of(attributes.s32(0));
        }
      }
    }
  }
}
