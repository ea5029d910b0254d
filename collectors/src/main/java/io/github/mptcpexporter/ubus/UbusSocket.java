package io.github.mptcpexporter.ubus;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A conversation with ubusd, over before its deadline whatever the other side does.
 *
 * <p>ubus: {@code ubusmsg.h}, {@code libubus-io.c}. A message is a header of eight bytes and one
 * blob.
 */
final class UbusSocket implements Closeable {

  private static final int HELLO = 0;
  private static final int STATUS = 1;
  private static final int DATA = 2;
  private static final int LOOKUP = 4;
  private static final int INVOKE = 5;

  private static final int ATTRIBUTE_STATUS = 1;
  private static final int ATTRIBUTE_OBJECT_PATH = 2;
  private static final int ATTRIBUTE_OBJECT_ID = 3;
  private static final int ATTRIBUTE_METHOD = 4;
  private static final int ATTRIBUTE_DATA = 7;

  private static final int STATUS_NOT_FOUND = 4;
  private static final int STATUS_PERMISSION_DENIED = 6;

  private static final int HEADER = 8;
  private static final int MOST_BYTES = 1 << 20;

  private final SocketChannel channel;
  private final Selector selector;
  private final LongSupplier nanoTime;
  private final long deadlineNanos;
  private int sequence;

  /** A message without its header. */
  private record Message(int type, int sequence, ByteBuffer attributes) {

    Optional<Blob> attribute(int id) throws IOException {
      return Blob.all(attributes).stream().filter(each -> each.id() == id).findFirst();
    }
  }

  /**
   * Connects.
   *
   * @throws IOException if nobody listens there, or we may not
   */
  UbusSocket(Path path, Duration most, LongSupplier nanoTime) throws IOException {
    this.nanoTime = nanoTime;
    this.deadlineNanos = nanoTime.getAsLong() + most.toNanos();
    this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    this.selector = Selector.open();
    try {
      channel.configureBlocking(false);
      if (!channel.connect(UnixDomainSocketAddress.of(path))) {
        await(SelectionKey.OP_CONNECT);
        channel.finishConnect();
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /**
   * Calls a method without arguments.
   *
   * @return empty if there is no such object, or we may not call it, which ubusd does not tell
   *     apart
   * @throws IOException if the answer makes no sense, is another status, or comes late
   */
  Optional<Map<String, Object>> call(String object, String method) throws IOException {
    Message hello = receive();
    if (hello.type() != HELLO) {
      throw new IOException("ubus: message of type " + hello.type() + " in place of a greeting");
    }
    send(LOOKUP, 0, Blob.ofText(ATTRIBUTE_OBJECT_PATH, object));
    Optional<Message> found = answer();
    Optional<Blob> id =
        found.isEmpty() ? Optional.empty() : found.get().attribute(ATTRIBUTE_OBJECT_ID);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    long number = id.get().number();
    send(
        INVOKE,
        number,
        Blob.ofNumber(ATTRIBUTE_OBJECT_ID, number),
        Blob.ofText(ATTRIBUTE_METHOD, method),
        Blob.of(ATTRIBUTE_DATA, false, new byte[0]));
    Optional<Message> answer = answer();
    Optional<Blob> data =
        answer.isEmpty() ? Optional.empty() : answer.get().attribute(ATTRIBUTE_DATA);
    return data.isEmpty() ? Optional.empty() : Optional.of(BlobMessage.table(data.get().data()));
  }

  /** The data of an answer, which ends with a status. */
  private Optional<Message> answer() throws IOException {
    Optional<Message> data = Optional.empty();
    while (true) {
      Message message = receive();
      if (message.sequence() != sequence) {
        continue; // of something that nobody asked for
      }
      if (message.type() == DATA && data.isEmpty()) {
        data = Optional.of(message);
      } else if (message.type() == STATUS) {
        Optional<Blob> status = message.attribute(ATTRIBUTE_STATUS);
        long code = status.isEmpty() ? 0 : status.get().number();
        if (code == STATUS_NOT_FOUND || code == STATUS_PERMISSION_DENIED) {
          return Optional.empty();
        }
        if (code != 0) {
          throw new IOException("ubus: status " + code);
        }
        return data;
      }
    }
  }

  private void send(int type, long peer, byte[]... attributes) throws IOException {
    int length = Arrays.stream(attributes).mapToInt(each -> each.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + Blob.HEADER + length);
    bytes.put((byte) 0).put((byte) type).putShort((short) ++sequence).putInt((int) peer);
    bytes.putInt(length + Blob.HEADER);
    for (byte[] attribute : attributes) {
      bytes.put(attribute);
    }
    bytes.flip();
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        await(SelectionKey.OP_WRITE);
      }
    }
  }

  private Message receive() throws IOException {
    ByteBuffer header = read(HEADER + Blob.HEADER);
    int type = header.get(1);
    int answered = header.getShort(2) & 0xffff;
    int length = (header.getInt(HEADER) & 0xffffff) - Blob.HEADER;
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("ubus: a message of " + length + " bytes");
    }
    return new Message(type, answered, read(length));
  }

  private ByteBuffer read(int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      int count = channel.read(bytes);
      if (count < 0) {
        throw new EOFException("ubus: closed by ubusd");
      }
      if (count == 0) {
        await(SelectionKey.OP_READ);
      }
    }
    return bytes.flip();
  }

  private void await(int operation) throws IOException {
    long left = deadlineNanos - nanoTime.getAsLong();
    channel.register(selector, operation);
    if (left <= 0 || selector.select(1 + left / 1_000_000) == 0) {
      throw new IOException("ubus: no answer in time");
    }
    selector.selectedKeys().clear();
  }

  @Override
  public void close() throws IOException {
    try {
      selector.close();
    } finally {
      channel.close();
    }
  }
}
