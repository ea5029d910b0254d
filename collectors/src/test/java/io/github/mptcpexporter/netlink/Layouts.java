package io.github.mptcpexporter.netlink;

import io.github.mptcpexporter.model.KernelStruct;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.TcpInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the numbers are in the messages that we read, so that a capture of a little-endian machine
 * can be turned into what a big-endian one would send. Written down here a second time, on purpose.
 */
final class Layouts {

  /** Type of an attribute in an array, where any counts. */
  private static final int ANY = -1;

  private static final Layout TCP =
      diag(TcpInfo.Field.values())
          .with(
              19,
              nested()
                  .with(
                      3,
                      nested()
                          .with(1, numbers(4))
                          .with(2, numbers(4))
                          .with(3, numbers(4))
                          .with(4, numbers(8))
                          .with(5, numbers(4))
                          .with(6, numbers(4))
                          .with(7, numbers(2))
                          .with(8, numbers(4))));
  private static final Layout MPTCP = diag(MptcpInfo.Field.values());

  private static final Map<Integer, Layout> ROUTE =
      Map.of(
          16,
          head(-2, 2, 4, 4, 4)
              .with(4, numbers(4))
              .with(18, nested())
              .with(23, numbers(8))
              .with(35, numbers(4)),
          20,
          head(-4, 4),
          24,
          head(-8, 4)
              .with(4, numbers(4))
              .with(6, numbers(4))
              .with(15, numbers(4))
              .with(30, numbers(4)),
          28,
          head(-4, 4, 2, -2),
          32,
          head(-8, 4)
              .with(4, numbers(4))
              .with(6, numbers(4))
              .with(10, numbers(4))
              .with(14, numbers(4))
              .with(15, numbers(4))
              .with(16, numbers(4)));

  private static final Layout CONTROLLER =
      head(-4).with(1, numbers(2)).with(7, nested().with(ANY, nested().with(2, numbers(4))));
  private static final Layout PATH_MANAGER =
      head(-4)
          .with(
              1,
              nested()
                  .with(1, numbers(2))
                  .with(5, numbers(2))
                  .with(6, numbers(4))
                  .with(7, numbers(4)))
          .with(2, numbers(4))
          .with(3, numbers(4));

  private Layouts() {}

  /** The message with all numbers turned round that are not of the network. */
  static byte[] turnRound(byte[] message, NetlinkFamily family) {
    byte[] turned = message.clone();
    int type = u16(message, 4);
    Layout layout =
        switch (family) {
          case ROUTE -> ROUTE.getOrDefault(type, head());
          case GENERIC -> type == 16 ? CONTROLLER : PATH_MANAGER;
          default -> isMptcp(message) ? MPTCP : TCP;
        };
    head(4, 2, 2, 4, 4).turn(turned, 0, NetlinkMessage.HEADER_BYTES);
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

  private static Layout diag(KernelStruct.Field[] fields) {
    return head(-40, 4, 4, 4, 4, 4, 4, 4, 4).with(2, new Layout(0, List.of(), fields));
  }

  private static Layout head(int... sizes) {
    return new Layout(0, Arrays.stream(sizes).boxed().toList());
  }

  private static Layout nested() {
    return head();
  }

  private static Layout numbers(int size) {
    return new Layout(size, List.of());
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  /** Of a message or an attribute: numbers of one size, or a head and attributes, or a struct. */
  private static final class Layout {

    private final int uniform;
    private final List<Integer> head; // sizes; negative for bytes to leave alone
    private final KernelStruct.Field[] struct;
    private final Map<Integer, Layout> attributes = new HashMap<>();

    Layout(int uniform, List<Integer> head, KernelStruct.Field... struct) {
      this.uniform = uniform;
      this.head = head;
      this.struct = struct;
    }

    Layout with(int type, Layout layout) {
      attributes.put(type, layout);
      return this;
    }

    void turn(byte[] bytes, int from, int to) {
      if (uniform > 0) {
        for (int at = from; at < to; at += uniform) {
          reverse(bytes, at, uniform);
        }
        return;
      }
      if (struct.length > 0) {
        for (KernelStruct.Field field : struct) {
          if (from + field.offset() + field.size() <= to) {
            reverse(bytes, from + field.offset(), field.size());
          }
        }
        return;
      }
      int at = from;
      for (int size : head) {
        if (size > 0) {
          reverse(bytes, at, size);
        }
        at += Math.abs(size);
      }
      turnAttributes(bytes, at, to);
    }

    private void turnAttributes(byte[] bytes, int from, int to) {
      for (int at = from; at < to; ) {
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

    private static void reverse(byte[] bytes, int at, int size) {
      for (int i = 0; i < size / 2; i++) {
        byte kept = bytes[at + i];
        bytes[at + i] = bytes[at + size - 1 - i];
        bytes[at + size - 1 - i] = kept;
      }
    }
  }
}
