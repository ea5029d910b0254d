package io.github.mptcpexporter.netlink.capture;

import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.netlink.NetlinkSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** A socket whose kernel is a recording. */
final class ReplaySocket implements NetlinkSocket {

  private static final int SEQUENCE = 8;

  private final ReplayTransport transport;
  private final NetlinkFamily family;
  private final Deque<Reply> pending = new ArrayDeque<>();
  private int recordedSequence;
  private int askedSequence;

  ReplaySocket(ReplayTransport transport, NetlinkFamily family) {
    this.transport = transport;
    this.family = family;
  }

  @Override
  public void send(byte[] message, int length) throws IOException {
    Datagram request = new Datagram(message, length);
    pending.clear();
    Exchange exchange = transport.find(family, request);
    pending.addAll(exchange.replies());
    recordedSequence = sequence(exchange.request());
    askedSequence = sequence(request);
  }

  @Override
  public int receive(byte[] buffer, int timeoutMillis) throws IOException {
    Reply reply = pending.poll();
    if (!(reply instanceof Datagram datagram)) {
      int number = reply instanceof Reply.Errno errno ? errno.number() : Errno.EAGAIN.number();
      throw new NetlinkErrnoException("netlink " + family + " receive", number, "");
    }
    if (datagram.length() > buffer.length) {
      throw new NetlinkFormatException(
          "netlink " + family + " datagram of " + datagram.length() + " bytes");
    }
    System.arraycopy(datagram.array(), 0, buffer, 0, datagram.length());
    answerToAsked(buffer, datagram.length());
    return datagram.length();
  }

  /** Puts the sequence number of the present request into each message that answers it. */
  private void answerToAsked(byte[] buffer, int end) {
    ByteBuffer bytes = ByteBuffer.wrap(buffer).order(transport.byteOrder());
    int start = 0;
    while (end - start >= NetlinkMessage.HEADER_BYTES) {
      if (bytes.getInt(start + SEQUENCE) == recordedSequence) {
        bytes.putInt(start + SEQUENCE, askedSequence);
      }
      long length = (bytes.getInt(start) & 0xffff_ffffL) + 3 & ~3L;
      if (length < NetlinkMessage.HEADER_BYTES || length > end - start) {
        return;
      }
      start += (int) length;
    }
  }

  private int sequence(Datagram message) {
    return ByteBuffer.wrap(message.array()).order(transport.byteOrder()).getInt(SEQUENCE);
  }

  @Override
  public void join(int group) throws IOException {
    throw new NetlinkErrnoException(
        "netlink " + family + " join group " + group, Errno.EOPNOTSUPP.number(), "");
  }

  @Override
  public void close() {
    pending.clear();
  }
}
