package io.github.mptcpexporter.netlink;

import io.github.mptcpexporter.model.KernelStruct;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.TcpInfo;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the numbers are in the messages that we read, so that a capture of a little-endian machine
 * can be turned into what a big-endian one would send. Written down here a second time, on purpose.
 */
final class Layouts {

  /** Turns round the numbers of a part of a message. */
  private interface Layout {
    void turn(byte[] bytes, int from, int to);
  }

  /** Type of an attribute in an array, where any counts. */
  private static final int ANY = -1;

  private static final Layout U16 = numbers(2);
  private static final Layout U32 = numbers(4);
  private static final Layout U64 = numbers(8);

  private static final Layout HEADER = head(4, 2, 2, 4, 4);

  private static final Layout SUBFLOW =
      nested()
          .with(1, U32)
          .with(2, U32)
          .with(3, U32)
          .with(4, U64)
          .with(5, U32)
          .with(6, U32)
          .with(7, U16)
          .with(8, U32);
  private static final Layout TCP =
      diag().with(2, struct(TcpInfo.Field.values())).with(19, nested().with(3, SUBFLOW));
  private static final Layout MPTCP = diag().with(2, struct(MptcpInfo.Field.values()));

  private static final Layout LINK =
      head(-2, 2, 4, 4, 4).with(4, U32).with(18, nested()).with(23, U64).with(35, U32);
  private static final Layout VIA = (bytes, from, to) -> reverse(bytes, from, 2);
  private static final Layout ROUTE =
      head(-8, 4)
          .with(4, U32)
          .with(6, U32)
          .with(9, nextHops())
          .with(15, U32)
          .with(18, VIA)
          .with(30, U32);
  private static final Layout RULE =
      head(-8, 4).with(4, U32).with(6, U32).with(10, U32).with(14, U32).with(15, U32).with(16, U32);
  private static final Map<Integer, Layout> RTNETLINK =
      Map.of(16, LINK, 20, head(-4, 4), 24, ROUTE, 28, head(-4, 4, 2, -2), 32, RULE, 33, RULE);

  private static final Layout CONTROLLER =
      head(-4).with(1, U16).with(7, nested().with(ANY, nested().with(2, U32)));
  private static final Layout PATH_MANAGER =
      head(-4)
          .with(1, nested().with(1, U16).with(5, U16).with(6, U32).with(7, U32))
          .with(2, U32)
          .with(3, U32);

  private static final Layout EVENT =
      head(-4)
          .with(1, U32)
          .with(2, U16)
          .with(13, U16)
          .with(14, U32)
          .with(15, U32)
          .with(16, U32)
          .with(17, U32);

  private Layouts() {}

  /** The same for an event, which in a generic family is not laid out like an answer. */
  static byte[] turnRoundEvent(byte[] message, NetlinkFamily family) {
    if (family != NetlinkFamily.GENERIC) {
      return turnRound(message, family);
    }
    byte[] turned = message.clone();
    HEADER.turn(turned, 0, NetlinkMessage.HEADER_BYTES);
    EVENT.turn(turned, NetlinkMessage.HEADER_BYTES, turned.length);
    return turned;
  }

  /** The message with all numbers turned round that are not of the network. */
  static byte[] turnRound(byte[] message, NetlinkFamily family) {
    byte[] turned = message.clone();
    int type = u16(message, 4);
    HEADER.turn(turned, 0, NetlinkMessage.HEADER_BYTES);
    Layout layout =
        switch (family) {
          case ROUTE -> RTNETLINK.getOrDefault(type, (bytes, from, to) -> {});
          case GENERIC -> type == 16 ? CONTROLLER : PATH_MANAGER;
          default -> isMptcp(message) ? MPTCP : TCP;
        };
    layout.turn(turned, NetlinkMessage.HEADER_BYTES, turned.length);
    return turned;
  }

  /** By the length of its struct, which is what tells them apart in the captures. */
  private static boolean isMptcp(byte[] message) {
    for (int at = NetlinkMessage.HEADER_BYTES + 72; at < message.length; ) {
      if (u16(message, at + 2) == 2) {
        return u16(message, at) == 4 + 96;
      }
      at += AttributeReader.align(u16(message, at));
    }
    return false;
  }

  private static WithAttributes diag() {
    return head(-40, 4, 4, 4, 4, 4, 4, 4, 4);
  }

  private static WithAttributes nested() {
    return head();
  }

  /** Numbers of these sizes, or bytes to leave alone where it is negative; then attributes. */
  private static WithAttributes head(int... sizes) {
    return new WithAttributes(sizes);
  }

  private static Layout numbers(int size) {
    return (bytes, from, to) -> {
      for (int at = from; at < to; at += size) {
        reverse(bytes, at, size);
      }
    };
  }

  private static Layout struct(KernelStruct.Field[] fields) {
    return (bytes, from, to) -> {
      for (KernelStruct.Field field : fields) {
        if (from + field.offset() + field.size() <= to) {
          reverse(bytes, from + field.offset(), field.size());
        }
      }
    };
  }

  private static Layout nextHops() {
    return (bytes, from, to) -> {
      for (int at = from; at < to; ) {
        int length = u16(bytes, at);
        head(2, -2, 4).with(18, VIA).turn(bytes, at, at + length);
        at += AttributeReader.align(length);
      }
    };
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  private static void reverse(byte[] bytes, int at, int size) {
    for (int i = 0; i < size / 2; i++) {
      byte kept = bytes[at + i];
      bytes[at + i] = bytes[at + size - 1 - i];
      bytes[at + size - 1 - i] = kept;
    }
  }

  private static final class WithAttributes implements Layout {

    private final int[] head;
    private final Map<Integer, Layout> attributes = new HashMap<>();

    WithAttributes(int... head) {
      this.head = head;
    }

    WithAttributes with(int type, Layout layout) {
      attributes.put(type, layout);
      return this;
    }

    @Override
    public void turn(byte[] bytes, int from, int to) {
      int at = from;
      for (int size : head) {
        if (size > 0) {
          reverse(bytes, at, size);
        }
        at += Math.abs(size);
      }
      while (at < to) {
        int length = u16(bytes, at);
        int type = u16(bytes, at + 2) & 0x3fff;
        reverse(bytes, at, 2);
        reverse(bytes, at + 2, 2);
        Layout layout = attributes.getOrDefault(type, attributes.get(ANY));
        if (layout != null) {
          layout.turn(bytes, at + 4, at + length);
        }
        at += AttributeReader.align(length);
      }
    }
  }
}
