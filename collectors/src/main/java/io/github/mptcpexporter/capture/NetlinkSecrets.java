package io.github.mptcpexporter.capture;

import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.netlink.capture.DatagramChange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Blanks the keys of TCP MD5 signatures, which the kernel shows to those who may change the network
 * ({@code INET_DIAG_MD5SIG}, {@code tcp_diag_put_md5sig()} in {@code net/ipv4/tcp_diag.c}).
 *
 * <p>A message that makes no sense stays as it is: it may be what the recording is made for.
 */
final class NetlinkSecrets implements DatagramChange {

  private static final int SOCK_DIAG_BY_FAMILY = 20;
  private static final int TYPE = 4;

  /** {@code struct inet_diag_msg}. */
  private static final int DIAG_MESSAGE_BYTES = 72;

  private static final int ATTRIBUTE_HEADER_BYTES = 4;
  private static final int INET_DIAG_MD5SIG = 18;

  private final ByteOrder order;

  NetlinkSecrets(ByteOrder order) {
    this.order = order;
  }

  @Override
  public byte[] change(NetlinkFamily family, Kind kind, byte[] bytes) {
    if (family == NetlinkFamily.SOCK_DIAG && kind != Kind.REQUEST) {
      ByteBuffer datagram = ByteBuffer.wrap(bytes).order(order);
      int start = 0;
      while (bytes.length - start >= NetlinkMessage.HEADER_BYTES) {
        int end = end(start, datagram.getInt(start), bytes.length);
        if (datagram.getShort(start + TYPE) == SOCK_DIAG_BY_FAMILY) {
          hide(bytes, datagram, start + NetlinkMessage.HEADER_BYTES + DIAG_MESSAGE_BYTES, end);
        }
        start = end;
      }
    }
    return bytes;
  }

  private static void hide(byte[] bytes, ByteBuffer datagram, int attributes, int end) {
    int start = attributes;
    while (end - start >= ATTRIBUTE_HEADER_BYTES) {
      int next = end(start, datagram.getShort(start) & 0xffff, end);
      if ((datagram.getShort(start + 2) & 0x3fff) == INET_DIAG_MD5SIG) {
        Arrays.fill(bytes, start + ATTRIBUTE_HEADER_BYTES, next, (byte) 0);
      }
      start = next;
    }
  }

  /** Where that which begins at {@code start} ends; at {@code limit} if its length is wrong. */
  private static int end(int start, int length, int limit) {
    int aligned = length + 3 & ~3;
    return aligned < ATTRIBUTE_HEADER_BYTES || aligned > limit - start ? limit : start + aligned;
  }
}
