package io.github.mptcpexporter.kernel.jnr;

import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A netlink socket of the kernel. One direct buffer for its whole life, from which a datagram is
 * copied once.
 */
final class JnrNetlinkSocket implements NetlinkSocket {

  /** Of {@code struct sockaddr_nl}: family, padding, port, groups. */
  private static final int ADDRESS_BYTES = 12;

  private static final int ADDRESS_PORT = 4;

  private final LibC libc;
  private final String name;
  private final int descriptor;
  private final PollSet poll;
  private final ByteBuffer buffer;
  private final ByteBuffer from;
  private final ByteBuffer fromLength;
  private boolean closed;

  private JnrNetlinkSocket(LibC libc, String name, int descriptor) {
    this.libc = libc;
    this.name = name;
    this.descriptor = descriptor;
    poll = new PollSet(libc, 1);
    poll.add(0, descriptor);
    buffer = direct(NetlinkConnection.BUFFER_BYTES);
    from = direct(ADDRESS_BYTES);
    fromLength = direct(4);
  }

  static JnrNetlinkSocket open(LibC libc, NetlinkFamily family) throws IOException {
    String name = "netlink " + family;
    LibC.Functions functions = libc.functions();
    int descriptor =
        functions.socket(LibC.AF_NETLINK, LibC.SOCK_RAW | LibC.SOCK_CLOEXEC, family.number());
    if (descriptor < 0) {
      throw new NetlinkErrnoException(name + " socket", libc.errno(), "");
    }
    ByteBuffer address = ByteBuffer.allocate(ADDRESS_BYTES).order(ByteOrder.nativeOrder());
    address.putShort((short) LibC.AF_NETLINK);
    if (functions.bind(descriptor, address.array(), ADDRESS_BYTES) < 0) {
      int errno = libc.errno();
      functions.close(descriptor);
      throw new NetlinkErrnoException(name + " bind", errno, "");
    }
    // The kernel's own words beside its errors; kernels before 4.12 have none, and refuse.
    functions.setsockopt(
        descriptor, LibC.SOL_NETLINK, LibC.NETLINK_EXT_ACK, new int[] {1}, Integer.BYTES);
    return new JnrNetlinkSocket(libc, name, descriptor);
  }

  /** Asks for such a buffer; without the right to any size, the kernel gives what it allows. */
  void sizeReceiveBuffer(int bytes) {
    int[] size = {bytes};
    LibC.Functions functions = libc.functions();
    if (functions.setsockopt(descriptor, LibC.SOL_SOCKET, LibC.SO_RCVBUFFORCE, size, Integer.BYTES)
        < 0) {
      functions.setsockopt(descriptor, LibC.SOL_SOCKET, LibC.SO_RCVBUF, size, Integer.BYTES);
    }
  }

  int descriptor() throws IOException {
    if (closed) {
      throw new IOException(name + " socket is closed");
    }
    return descriptor;
  }

  @Override
  public void send(byte[] message, int length) throws IOException {
    buffer.clear().put(message, 0, length).flip();
    while (libc.functions().send(descriptor(), buffer, length, 0) < 0) {
      if (!libc.interrupted()) {
        throw new NetlinkErrnoException(name + " send", libc.errno(), "");
      }
    }
  }

  @Override
  public int receive(byte[] target, int timeoutMillis) throws IOException {
    int length = receiveNow();
    if (length == 0) {
      poll.await(timeoutMillis);
      length = receiveNow();
    }
    if (length == 0) {
      throw new NetlinkErrnoException(name + " receive", Errno.EAGAIN.number(), "");
    }
    if (length > target.length) {
      throw new NetlinkFormatException(name + " datagram of " + length + " bytes");
    }
    buffer.clear().get(target, 0, length);
    return length;
  }

  /** Takes what is there into the buffer; 0 if nothing is. */
  private int receiveNow() throws IOException {
    buffer.clear();
    while (true) {
      fromLength.putInt(0, ADDRESS_BYTES);
      long length =
          libc.functions()
              .recvfrom(
                  descriptor(),
                  buffer,
                  buffer.capacity(),
                  LibC.MSG_DONTWAIT | LibC.MSG_TRUNC,
                  from,
                  fromLength);
      if (length > buffer.capacity()) {
        throw new NetlinkFormatException(name + " datagram of " + length + " bytes");
      }
      if (length > 0 && from.getInt(ADDRESS_PORT) == 0) { // else another process posed as kernel
        return (int) length;
      }
      if (length < 0 && libc.errno() == Errno.EAGAIN.number()) {
        return 0;
      }
      if (length < 0 && !libc.interrupted()) {
        throw new NetlinkErrnoException(name + " receive", libc.errno(), "");
      }
    }
  }

  @Override
  public void join(int group) throws IOException {
    if (libc.functions()
            .setsockopt(
                descriptor(),
                LibC.SOL_NETLINK,
                LibC.NETLINK_ADD_MEMBERSHIP,
                new int[] {group},
                Integer.BYTES)
        < 0) {
      throw new NetlinkErrnoException(name + " join group " + group, libc.errno(), "");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      libc.functions().close(descriptor);
    }
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }
}
