package io.github.mptcpexporter.ubus;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Stands in for ubusd, with one object that has one method: greets, finds the object, answers the
 * call, as {@code ubusd_proto.c} does. It can be told to misbehave.
 */
final class UbusDaemon implements Closeable {

  /** What it does. */
  enum Manner {
    ANSWERS,
    /** Each byte alone. */
    DRIBBLES,
    /** As it treats a user that no access list names: the object is not there. */
    HIDES,
    /** As above, once it has shown the object. */
    DENIES,
    SAYS_NOTHING,
    HANGS_UP,
    TALKS_NONSENSE
  }

  private static final long OBJECT = 0x5ca1ab1eL;
  private static final Charset UTF_8 = StandardCharsets.UTF_8;

  private final ServerSocketChannel server;
  private final String object;
  private final Map<String, Object> answer;
  private final Manner manner;

  UbusDaemon(Path socket, String object, Map<String, Object> answer, Manner manner)
      throws IOException {
    this.object = object;
    this.answer = answer;
    this.manner = manner;
    Files.createDirectories(Objects.requireNonNull(socket.getParent()));
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread thread = new Thread(this::serve, "ubusd");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        converse(client);
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        // the client has had enough
      }
    }
  }

  private void converse(SocketChannel client) throws IOException {
    switch (manner) {
      case SAYS_NOTHING -> client.read(ByteBuffer.allocate(1)); // until it goes
      case HANGS_UP -> say(client, 0, 0, new byte[0]);
      case TALKS_NONSENSE -> write(client, "this is no ubusd, is it?".repeat(9).getBytes(UTF_8));
      default -> {
        say(client, 0, 0, new byte[0]);
        request(client);
      }
    }
  }

  private void request(SocketChannel client) throws IOException {
    while (true) {
      ByteBuffer header = read(client, 12);
      int type = header.get(1);
      int sequence = header.getShort(2);
      List<Blob> attributes = Blob.all(read(client, (header.getInt(8) & 0xffffff) - 4));
      if (type == 4) { // LOOKUP by path
        boolean found =
            manner != Manner.HIDES && Blob.text(attributes.get(0).data()).equals(object);
        if (found) {
          say(client, 2, sequence, join(Blob.ofNumber(3, OBJECT), Blob.ofText(2, object)));
        }
        say(client, 1, sequence, Blob.ofNumber(1, found ? 0 : 4));
      } else { // INVOKE
        boolean allowed = manner != Manner.DENIES;
        boolean known =
            header.getInt(4) == (int) OBJECT
                && attributes.get(0).number() == OBJECT
                && Blob.text(attributes.get(1).data()).equals("dump");
        if (allowed && known) {
          byte[] data = Blob.of(7, false, table(answer));
          say(client, 1, sequence + 7, Blob.ofNumber(1, 5)); // of another conversation
          say(client, 2, sequence, join(Blob.ofNumber(3, OBJECT), data));
        }
        say(client, 1, sequence, Blob.ofNumber(1, allowed ? known ? 0 : 3 : 6));
      }
    }
  }

  private void say(SocketChannel client, int type, int sequence, byte[] attributes)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(12 + attributes.length);
    bytes.put((byte) 0).put((byte) type).putShort((short) sequence).putInt((int) OBJECT);
    bytes.putInt(attributes.length + 4).put(attributes);
    write(client, bytes.array());
  }

  private void write(SocketChannel client, byte[] bytes) throws IOException {
    int step = manner == Manner.DRIBBLES ? 1 : bytes.length;
    for (int start = 0; start < bytes.length; start += step) {
      ByteBuffer part = ByteBuffer.wrap(bytes, start, Math.min(step, bytes.length - start));
      while (part.hasRemaining()) {
        client.write(part);
      }
    }
  }

  private static ByteBuffer read(SocketChannel client, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (client.read(bytes) < 0) {
        throw new ClosedChannelException();
      }
    }
    return bytes.flip();
  }

  /** Members as {@code blobmsg_add_field()} writes them. */
  static byte[] table(Map<String, Object> members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    members.forEach((name, value) -> bytes.writeBytes(value(name, value)));
    return bytes.toByteArray();
  }

  @SuppressWarnings("unchecked") // of JSON
  private static byte[] value(String name, Object value) {
    if (value instanceof Map<?, ?> object) {
      return named(2, name, table((Map<String, Object>) object));
    } else if (value instanceof List<?> list) {
      return named(
          1, name, join(list.stream().map(item -> value("", item)).toArray(byte[][]::new)));
    } else if (value instanceof String text) {
      return named(3, name, (text + "\0").getBytes(UTF_8));
    } else if (value instanceof Boolean flag) {
      return named(7, name, new byte[] {(byte) (flag ? 1 : 0)});
    } else if (value instanceof Long number && number == number.intValue()) {
      return named(5, name, ByteBuffer.allocate(4).putInt(number.intValue()).array());
    } else if (value instanceof Long number) {
      return named(4, name, ByteBuffer.allocate(8).putLong(number).array());
    }
    return named(8, name, ByteBuffer.allocate(8).putDouble((Double) value).array());
  }

  private static byte[] named(int type, String name, byte[] data) {
    byte[] bytes = name.getBytes(UTF_8);
    ByteBuffer header = ByteBuffer.allocate(Blob.padded(bytes.length + 3));
    header.putShort((short) bytes.length).put(bytes);
    return Blob.of(type, true, join(header.array(), data));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
