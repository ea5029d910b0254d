package io.github.mptcpexporter.netlink.capture;

import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Says in the kernel's words what a message is, for comments and complaints. */
final class MessageName {

  private static final int TYPE = 4;
  private static final int FLAGS = 6;
  private static final int PAYLOAD = NetlinkMessage.HEADER_BYTES;
  private static final int FLAG_DUMP = 0x300;

  private static final int GENL_ID_CTRL = 16;
  private static final int CTRL_NAME = PAYLOAD + 8;
  private static final int DIAG_STATES = PAYLOAD + 4;
  private static final int DIAG_COOKIE = PAYLOAD + 48;
  private static final int DIAG_ATTRIBUTES = PAYLOAD + 56;

  private MessageName() {}

  static String request(NetlinkFamily family, ByteOrder order, byte[] message) {
    ByteBuffer bytes = ByteBuffer.wrap(message).order(order);
    if (message.length <= PAYLOAD) {
      return family + " message " + type(bytes);
    }
    String dump = (bytes.getShort(FLAGS) & FLAG_DUMP) == FLAG_DUMP ? " dump" : "";
    return switch (family) {
      case ROUTE -> route(bytes) + dump + ", " + addressFamily(bytes);
      case SOCK_DIAG -> "SOCK_DIAG_BY_FAMILY" + dump + sockets(bytes);
      case GENERIC -> generic(bytes) + dump;
      case NETFILTER -> "NETFILTER message " + type(bytes) + dump;
    };
  }

  /** Name of the first message of an event's datagram. */
  static String event(EventSource source, ByteOrder order, byte[] datagram) {
    ByteBuffer bytes = ByteBuffer.wrap(datagram).order(order);
    if (datagram.length <= PAYLOAD) {
      return source.label() + " message " + type(bytes);
    }
    return switch (source) {
      case ROUTE_NETLINK -> route(bytes) + ", " + addressFamily(bytes);
      case PM_EVENTS -> pathManagerEvent(bytes.get(PAYLOAD) & 0xff);
      case TCP_DESTROY -> "TCP socket destroyed, " + addressFamily(bytes);
    };
  }

  /** {@code enum mptcp_event_type}, {@code include/uapi/linux/mptcp_pm.h}. */
  private static String pathManagerEvent(int number) {
    return "MPTCP_EVENT_"
        + switch (number) {
          case 1 -> "CREATED";
          case 2 -> "ESTABLISHED";
          case 3 -> "CLOSED";
          case 6 -> "ANNOUNCED";
          case 7 -> "REMOVED";
          case 10 -> "SUB_ESTABLISHED";
          case 11 -> "SUB_CLOSED";
          case 13 -> "SUB_PRIORITY";
          case 15 -> "LISTENER_CREATED";
          case 16 -> "LISTENER_CLOSED";
          default -> Integer.toString(number);
        };
  }

  private static int type(ByteBuffer bytes) {
    return bytes.getShort(TYPE) & 0xffff;
  }

  private static String route(ByteBuffer bytes) {
    int type = type(bytes);
    return RouteMessageType.of(type).map(kind -> kind.name(type)).orElse("RTM message " + type);
  }

  private static String addressFamily(ByteBuffer bytes) {
    int family = bytes.get(PAYLOAD) & 0xff;
    return switch (family) {
      case 0 -> "any family";
      case 2 -> "IPv4";
      case 10 -> "IPv6";
      default -> "family " + family;
    };
  }

  private static String sockets(ByteBuffer bytes) {
    if (bytes.capacity() < DIAG_ATTRIBUTES) {
      return "";
    }
    int protocol = bytes.get(PAYLOAD + 1) & 0xff;
    boolean inAttribute = bytes.capacity() >= DIAG_ATTRIBUTES + 8;
    int wide = inAttribute ? bytes.getInt(DIAG_ATTRIBUTES + 4) : protocol;
    String what =
        wide == 6 ? "TCP" : wide == 262 ? "MPTCP" : "protocol " + Integer.toUnsignedString(wide);
    String states = ", states 0x" + Integer.toHexString(bytes.getInt(DIAG_STATES));
    long cookie = bytes.getLong(DIAG_COOKIE);
    String one = cookie == -1 ? "" : ", cookie " + Long.toHexString(cookie);
    return ", " + addressFamily(bytes) + " " + what + states + one;
  }

  private static String generic(ByteBuffer bytes) {
    int type = type(bytes);
    int command = bytes.get(PAYLOAD) & 0xff;
    if (type != GENL_ID_CTRL) {
      return "generic family " + type + " command " + command + pathManager(command);
    }
    return command == 3 ? "CTRL_CMD_GETFAMILY" + name(bytes) : "CTRL command " + command;
  }

  /** Commands of {@code include/uapi/linux/mptcp_pm.h}; which family it is only the reply says. */
  private static String pathManager(int command) {
    return switch (command) {
      case 3 -> " (of mptcp_pm: GET_ADDR)";
      case 6 -> " (of mptcp_pm: GET_LIMITS)";
      default -> "";
    };
  }

  private static String name(ByteBuffer bytes) {
    StringBuilder name = new StringBuilder();
    for (int i = CTRL_NAME; i < bytes.capacity() && bytes.get(i) > ' '; i++) {
      name.append((char) bytes.get(i));
    }
    return name.isEmpty() ? "" : " " + name;
  }
}
