package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkSocket;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers requests for single connections as {@code mptcp_diag_dump_one()} does. */
public final class OneByOne implements NetlinkTransport {

  private static final int TOKEN_IN_REQUEST = 16 + 48;
  private static final int ROW_BYTES = 16 + 72;

  private final Map<Integer, Busy> connections = new HashMap<>();
  private Errno error = Errno.ENOENT;
  private Runnable act = () -> {};
  private int requests;

  /** From now on there are these and no others. */
  public void has(Busy... all) {
    connections.clear();
    for (Busy each : all) {
      connections.put((int) each.token(), each);
    }
  }

  /** From now on that happens with each request. */
  public void onRequest(Runnable act) {
    this.act = act;
  }

  /** From now on all is refused. */
  void fails() {
    connections.clear();
    error = Errno.EPERM;
  }

  public int requests() {
    return requests;
  }

  @Override
  public NetlinkSocket open(NetlinkFamily family) {
    return new Socket();
  }

  @Override
  public NetlinkSocket openForEvents(NetlinkFamily family) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean[] await(List<NetlinkSocket> sockets, int timeoutMillis) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ByteOrder byteOrder() {
    return ByteOrder.LITTLE_ENDIAN;
  }

  private ByteBuffer answer(ByteBuffer request) {
    requests++;
    act.run();
    Busy found = connections.get(request.getInt(TOKEN_IN_REQUEST));
    return found == null ? refusal(request) : row(request, found);
  }

  private ByteBuffer refusal(ByteBuffer request) {
    return message(36, 2, request).putInt(16, -error.number());
  }

  private static ByteBuffer row(ByteBuffer request, Busy found) {
    byte[] info = found.info();
    ByteBuffer row = message(ROW_BYTES + 4 + info.length, 20, request);
    row.put(16, (byte) 2).put(17, (byte) found.state().number());
    row.putInt(16 + 56, (int) found.receiveQueue()).putInt(16 + 68, (int) found.inode());
    row.putShort(ROW_BYTES, (short) (4 + info.length)).putShort(ROW_BYTES + 2, (short) 2);
    return row.put(ROW_BYTES + 4, info);
  }

  private static ByteBuffer message(int length, int type, ByteBuffer request) {
    return ByteBuffer.allocate(length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0, length)
        .putShort(4, (short) type)
        .putInt(8, request.getInt(8));
  }

  /** Holds one answer. */
  private final class Socket implements NetlinkSocket {
    private byte[] answer = {};

    @Override
    public void send(byte[] message, int length) {
      answer = answer(ByteBuffer.wrap(message).order(byteOrder())).array();
    }

    @Override
    public int receive(byte[] buffer, int timeoutMillis) {
      System.arraycopy(answer, 0, buffer, 0, answer.length);
      return answer.length;
    }

    @Override
    public void join(int group) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
