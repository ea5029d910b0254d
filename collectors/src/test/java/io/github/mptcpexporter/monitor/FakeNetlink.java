package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkSocket;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hands out recorded messages. Waiting for what does not come is over at once, unless this {@link
 * #waits}.
 */
final class FakeNetlink implements NetlinkTransport {

  private final byte[] familyReply;
  private final Map<NetlinkFamily, Errno> refusedJoins = new EnumMap<>(NetlinkFamily.class);
  private final Set<NetlinkFamily> unknown = EnumSet.noneOf(NetlinkFamily.class);
  private final List<Socket> opened = new ArrayList<>();
  private boolean waits;

  /**
   * @param familyReply what is answered to each request
   */
  FakeNetlink(byte[] familyReply) {
    this.familyReply = familyReply;
  }

  /** From now on, waiting takes its time. */
  synchronized void waits() {
    waits = true;
  }

  synchronized void refuseJoins(NetlinkFamily family, Errno errno) {
    refusedJoins.put(family, errno);
  }

  synchronized void allowJoins(NetlinkFamily family) {
    refusedJoins.remove(family);
  }

  /** A kernel built without the family. */
  synchronized void lacks(NetlinkFamily family) {
    unknown.add(family);
  }

  /** The socket that is open for events of the family. */
  synchronized Optional<Socket> listening(NetlinkFamily family) {
    return opened.stream()
        .filter(socket -> socket.family == family && !socket.groups.isEmpty() && !socket.closed)
        .findFirst();
  }

  synchronized long openSockets() {
    return opened.stream().filter(socket -> !socket.closed).count();
  }

  void arrives(NetlinkFamily family, byte[] datagram) {
    arrives(family, (buffer) -> fill(buffer, datagram));
  }

  /** The next reception fails. */
  void fails(NetlinkFamily family, Errno errno) {
    arrives(
        family,
        (buffer) -> {
          throw new NetlinkErrnoException("netlink receive", errno.number(), "");
        });
  }

  private synchronized void arrives(NetlinkFamily family, Reception reception) {
    listening(family).orElseThrow().incoming.add(reception);
    notifyAll();
  }

  @Override
  public NetlinkSocket open(NetlinkFamily family) throws IOException {
    return openForEvents(family);
  }

  @Override
  public synchronized NetlinkSocket openForEvents(NetlinkFamily family) throws IOException {
    if (unknown.contains(family)) {
      throw error("socket", Errno.EPROTONOSUPPORT);
    }
    Socket socket = new Socket(family);
    opened.add(socket);
    return socket;
  }

  @Override
  public synchronized boolean[] await(List<NetlinkSocket> sockets, int timeoutMillis)
      throws IOException {
    boolean[] ready = ready(sockets);
    try {
      long end = System.nanoTime() + timeoutMillis * 1_000_000L;
      for (long left = 1; waits && left > 0 && none(ready); ready = ready(sockets)) {
        left = (end - System.nanoTime()) / 1_000_000;
        wait(Math.max(1, left));
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return ready;
  }

  @Override
  public ByteOrder byteOrder() {
    return ByteOrder.LITTLE_ENDIAN;
  }

  private static boolean[] ready(List<NetlinkSocket> sockets) {
    boolean[] ready = new boolean[sockets.size()];
    for (int i = 0; i < ready.length; i++) {
      ready[i] = sockets.get(i) instanceof Socket socket && !socket.incoming.isEmpty();
    }
    return ready;
  }

  private static boolean none(boolean[] ready) {
    for (boolean one : ready) {
      if (one) {
        return false;
      }
    }
    return true;
  }

  private static int fill(byte[] buffer, byte[] datagram) {
    System.arraycopy(datagram, 0, buffer, 0, datagram.length);
    return datagram.length;
  }

  private static NetlinkErrnoException error(String attempt, Errno errno) {
    return new NetlinkErrnoException("netlink " + attempt, errno.number(), "");
  }

  /** What comes of receiving. */
  private interface Reception {
    int into(byte[] buffer) throws IOException;
  }

  /** One of its sockets. */
  final class Socket implements NetlinkSocket {
    private final NetlinkFamily family;
    private final List<Integer> groups = new ArrayList<>();
    private final Deque<Reception> incoming = new ArrayDeque<>();
    private boolean closed;

    Socket(NetlinkFamily family) {
      this.family = family;
    }

    List<Integer> groups() {
      synchronized (FakeNetlink.this) {
        return List.copyOf(groups);
      }
    }

    @Override
    public void send(byte[] message, int length) {
      byte[] reply = Arrays.copyOf(familyReply, familyReply.length);
      int sequence = ByteBuffer.wrap(message).order(byteOrder()).getInt(8);
      ByteBuffer.wrap(reply).order(byteOrder()).putInt(8, sequence);
      synchronized (FakeNetlink.this) {
        incoming.add(buffer -> fill(buffer, reply));
      }
    }

    @Override
    public int receive(byte[] buffer, int timeoutMillis) throws IOException {
      Reception next;
      synchronized (FakeNetlink.this) {
        if (closed || incoming.isEmpty()) {
          throw error("receive", Errno.EAGAIN);
        }
        next = incoming.remove();
      }
      return next.into(buffer);
    }

    @Override
    public void join(int group) throws IOException {
      synchronized (FakeNetlink.this) {
        Errno refusal = refusedJoins.get(family);
        if (refusal != null) {
          throw error(family + " join group " + group, refusal);
        }
        groups.add(group);
      }
    }

    @Override
    public void close() {
      synchronized (FakeNetlink.this) {
        closed = true;
      }
    }
  }
}
