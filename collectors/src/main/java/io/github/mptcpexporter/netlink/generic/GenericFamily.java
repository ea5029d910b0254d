package io.github.mptcpexporter.netlink.generic;

import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.netlink.NetlinkRequest;
import io.github.mptcpexporter.netlink.ReplyHandler;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A family of generic netlink.
 *
 * <p>Kernel: {@code CTRL_CMD_GETFAMILY}, {@code ctrl_fill_info()} in {@code
 * net/netlink/genetlink.c}.
 */
public final class GenericFamily {

  /** Size of {@code struct genlmsghdr}, behind which the attributes begin. */
  public static final int HEADER_BYTES = 4;

  /** {@code GENL_ID_CTRL}, and the first number that a family may have. */
  public static final int CONTROLLER_ID = 16;

  private static final int CONTROLLER_VERSION = 2;
  private static final int COMMAND_NEWFAMILY = 1;
  private static final int COMMAND_GETFAMILY = 3;

  private static final int ATTRIBUTE_ID = 1;
  private static final int ATTRIBUTE_NAME = 2;
  private static final int ATTRIBUTE_GROUPS = 7;
  private static final int GROUP_NAME = 1;
  private static final int GROUP_ID = 2;

  private final int id;
  private final Map<String, Integer> groups;

  private GenericFamily(int id, Map<String, Integer> groups) {
    this.id = id;
    this.groups = Map.copyOf(groups);
  }

  /**
   * Asks the kernel for a family.
   *
   * @param connection of {@code GENERIC}
   * @return empty if the kernel lacks it
   */
  public static Optional<GenericFamily> find(
      NetlinkConnection connection, String name, ByteOrder order) throws IOException {
    NetlinkRequest request =
        request("CTRL_CMD_GETFAMILY " + name, CONTROLLER_ID, COMMAND_GETFAMILY, order);
    Reply reply = new Reply(order);
    try {
      connection.ask(request.attributeText(ATTRIBUTE_NAME, name), reply);
    } catch (NetlinkErrnoException e) {
      if (e.is(Errno.ENOENT)) {
        return Optional.empty();
      }
      throw e;
    }
    return Optional.of(reply.family(request.name()));
  }

  /** Number of the family, the type of its messages; until the next boot. */
  public int id() {
    return id;
  }

  /** Number of a multicast group, to join; empty if the family has no such group. */
  public OptionalInt group(String name) {
    Integer group = groups.get(name);
    return group == null ? OptionalInt.empty() : OptionalInt.of(group);
  }

  /** The start of a request for one answer: {@code struct genlmsghdr}, ready for attributes. */
  private static NetlinkRequest request(String name, int id, int command, ByteOrder order) {
    return NetlinkRequest.one(name, id, order).u8(command).u8(CONTROLLER_VERSION).u16(0);
  }

  /** What the controller tells of a family. */
  private static final class Reply implements ReplyHandler {

    private final AttributeReader attributes;
    private final AttributeReader group;
    private final AttributeReader nested;
    private final Map<String, Integer> groups = new HashMap<>();
    private OptionalInt id = OptionalInt.empty();

    Reply(ByteOrder order) {
      attributes = new AttributeReader(order);
      group = new AttributeReader(order);
      nested = new AttributeReader(order);
    }

    @Override
    public void begin() {
      id = OptionalInt.empty();
      groups.clear();
    }

    @Override
    public void message(NetlinkMessage message) throws IOException {
      if (message.type() != CONTROLLER_ID || message.u8(0) != COMMAND_NEWFAMILY) {
        return;
      }
      attributes.over(message, HEADER_BYTES);
      while (attributes.next()) {
        if (attributes.type() == ATTRIBUTE_ID) {
          id = OptionalInt.of(attributes.u16(0));
        } else if (attributes.type() == ATTRIBUTE_GROUPS) {
          readGroups();
        }
      }
    }

    private void readGroups() throws NetlinkFormatException {
      group.over(attributes, 0);
      while (group.next()) {
        Optional<String> name = Optional.empty();
        OptionalInt number = OptionalInt.empty();
        nested.over(group, 0);
        while (nested.next()) {
          if (nested.type() == GROUP_NAME) {
            name = Optional.of(nested.text(0));
          } else if (nested.type() == GROUP_ID) {
            number = OptionalInt.of(nested.s32(0));
          }
        }
        if (name.isEmpty() || number.isEmpty()) {
          throw group.bad(0, "group without a name or a number");
        }
        groups.put(name.get(), number.getAsInt());
      }
    }

    GenericFamily family(String request) throws NetlinkFormatException {
      if (id.isEmpty()) {
        throw new NetlinkFormatException(request + ": an answer without CTRL_ATTR_FAMILY_ID");
      }
      return new GenericFamily(id.getAsInt(), groups);
    }
  }
}
