package io.github.mptcpexporter.kernel.jnr;

import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkSocket;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;

/** Netlink sockets of this machine's kernel. Any thread; each socket for one thread at a time. */
public final class JnrNetlinkTransport implements NetlinkTransport {

  /** Holds some five thousand events of the path manager. */
  private static final int EVENT_BUFFER_BYTES = 4 * 1024 * 1024;

  private final LibC libc;
  private final int eventBufferBytes;

  private JnrNetlinkTransport(LibC libc, int eventBufferBytes) {
    this.libc = libc;
    this.eventBufferBytes = eventBufferBytes;
  }

  /**
   * Loads the native library.
   *
   * @throws IOException if there is none for this machine, or it can not be loaded
   */
  public static JnrNetlinkTransport load() throws IOException {
    return load(EVENT_BUFFER_BYTES);
  }

  /**
   * As above.
   *
   * @param eventBufferBytes to ask for where events are received; the kernel doubles it, for what
   *     it needs itself
   */
  public static JnrNetlinkTransport load(int eventBufferBytes) throws IOException {
    try {
      return new JnrNetlinkTransport(LibC.load(), eventBufferBytes);
    } catch (LinkageError | RuntimeException e) {
      // Broad, for this is the border to jffi: it fails with errors of the linker, of its own
      // initialisers, and with whatever made them fail. All mean the same to us.
      throw new IOException("netlink needs the native library jffi: " + lastCause(e), e);
    }
  }

  @Override
  public NetlinkSocket open(NetlinkFamily family) throws IOException {
    return JnrNetlinkSocket.open(libc, family);
  }

  @Override
  public NetlinkSocket openForEvents(NetlinkFamily family) throws IOException {
    JnrNetlinkSocket socket = JnrNetlinkSocket.open(libc, family);
    socket.sizeReceiveBuffer(eventBufferBytes);
    return socket;
  }

  @Override
  public boolean[] await(List<NetlinkSocket> sockets, int timeoutMillis) throws IOException {
    PollSet poll = new PollSet(libc, sockets.size());
    for (int i = 0; i < sockets.size(); i++) {
      if (!(sockets.get(i) instanceof JnrNetlinkSocket socket)) {
        throw new IllegalArgumentException("a socket that was not opened here");
      }
      poll.add(i, socket.descriptor());
    }
    poll.await(timeoutMillis);
    boolean[] ready = new boolean[sockets.size()];
    for (int i = 0; i < ready.length; i++) {
      ready[i] = poll.isReady(i);
    }
    return ready;
  }

  @Override
  public ByteOrder byteOrder() {
    return ByteOrder.nativeOrder();
  }

  /** The innermost complaint: the outer ones only say that a class could not be initialised. */
  private static String lastCause(Throwable e) {
    Throwable last = e;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String text = String.valueOf(last.getMessage()).strip();
    int lineEnd = text.indexOf('\n');
    return last.getClass().getSimpleName()
        + ": "
        + (lineEnd < 0 ? text : text.substring(0, lineEnd));
  }
}
