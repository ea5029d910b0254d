package io.github.mptcpexporter.netlink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** A kernel that answers each request with a list of messages. */
public abstract class FakeKernel implements NetlinkTransport {

  private final ByteOrder order;
  private int opened;
  private int closed;

  protected FakeKernel(ByteOrder order) {
    this.order = order;
  }

  /** The datagrams that answer a request, without regard to sequence numbers. */
  protected abstract List<byte[]> answer(Request request) throws IOException;

  /** A request as it came in. */
  public static final class Request {

    private final NetlinkFamily family;
    private final byte[] bytes;
    private final ByteOrder order;

    Request(NetlinkFamily family, byte[] bytes, ByteOrder order) {
      this.family = family;
      this.bytes = bytes;
      this.order = order;
    }

    public NetlinkFamily family() {
      return family;
    }

    public int type() {
      return ByteBuffer.wrap(bytes).order(order).getShort(4);
    }

    public boolean dump() {
      return (ByteBuffer.wrap(bytes).order(order).getShort(6) & NetlinkRequest.FLAG_DUMP) != 0;
    }

    /** The payload from {@code offset} on. */
    public ByteBuffer payload(int offset) {
      return ByteBuffer.wrap(bytes).order(order).position(NetlinkMessage.HEADER_BYTES + offset);
    }

    public int u8(int offset) {
      return payload(offset).get() & 0xff;
    }
  }

  /** The message that ends a dump. */
  protected final byte[] done() {
    return Captures.done(order);
  }

  /** A refusal. */
  protected final byte[] error(Errno errno) {
    return Captures.error(errno, order);
  }

  /** Sockets opened so far. */
  public final int opened() {
    return opened;
  }

  /** Sockets that are open now. */
  public final int open() {
    return opened - closed;
  }

  @Override
  public NetlinkSocket open(NetlinkFamily family) throws IOException {
    opened++;
    return new Socket(family);
  }

  @Override
  public NetlinkSocket openForEvents(NetlinkFamily family) throws IOException {
    return open(family);
  }

  @Override
  public boolean[] await(List<NetlinkSocket> sockets, int timeoutMillis) {
    return new boolean[sockets.size()];
  }

  @Override
  public ByteOrder byteOrder() {
    return order;
  }

  private final class Socket implements NetlinkSocket {

    private final NetlinkFamily family;
    private final Deque<byte[]> waiting = new ArrayDeque<>();

    Socket(NetlinkFamily family) {
      this.family = family;
    }

    @Override
    public void send(byte[] message, int length) throws IOException {
      byte[] request = Arrays.copyOf(message, length);
      int sequence = ByteBuffer.wrap(request).order(order).getInt(8);
      for (byte[] datagram : new ArrayList<>(answer(new Request(family, request, order)))) {
        waiting.add(withSequence(datagram, sequence));
      }
    }

    @Override
    public int receive(byte[] buffer, int timeoutMillis) throws IOException {
      byte[] datagram = waiting.poll();
      if (datagram == null) {
        throw new NetlinkErrnoException("receive", Errno.EAGAIN.number(), "");
      }
      System.arraycopy(datagram, 0, buffer, 0, datagram.length);
      return datagram.length;
    }

    @Override
    public void join(int group) {}

    @Override
    public void close() {
      closed++;
    }
  }

  /** Sets the sequence number of each message, as far as they look like messages. */
  private byte[] withSequence(byte[] datagram, int sequence) {
    byte[] copy = datagram.clone();
    ByteBuffer buffer = ByteBuffer.wrap(copy).order(order);
    for (int start = 0; copy.length - start >= NetlinkMessage.HEADER_BYTES; ) {
      buffer.putInt(start + 8, sequence);
      int length = buffer.getInt(start);
      if (length < NetlinkMessage.HEADER_BYTES || length > copy.length - start) {
        break;
      }
      start += AttributeReader.align(length);
    }
    return copy;
  }
}
