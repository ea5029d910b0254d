package io.github.mptcpexporter.netlink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Messages as a kernel sent them, one file for each datagram. */
public final class Captures {

  /** Dumps of a router with two uplinks on kernel 6.18, one directory for each state it was in. */
  public static final Path UPSTREAM_6_18 = Path.of("src/test/resources/netlink/upstream-6.18");

  /** Events of the same router. */
  public static final Path EVENTS_6_18 = Path.of("src/test/resources/netlink/upstream-6.18-events");

  /** The states in {@link #UPSTREAM_6_18} that have dumps of all kinds. */
  public static final List<String> STATES =
      List.of("steady", "wan1-down", "failover-to-backup", "fallback-tcp");

  private Captures() {}

  /** The messages of the answer {@code name}, without those that end a dump. */
  public static List<byte[]> messages(Path directory, String name) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> replies =
        Files.newDirectoryStream(directory, name + ".reply-*.bin")) {
      replies.forEach(files::add);
    }
    Collections.sort(files);
    List<byte[]> messages = new ArrayList<>();
    for (Path file : files) {
      messages.addAll(split(Files.readAllBytes(file)));
    }
    messages.removeIf(message -> header(message).getShort(4) == NetlinkMessage.TYPE_DONE);
    return messages;
  }

  /** All messages of all answers in the directory. */
  public static List<byte[]> allMessages(Path directory, String glob) throws IOException {
    List<byte[]> messages = new ArrayList<>();
    try (DirectoryStream<Path> replies = Files.newDirectoryStream(directory, glob)) {
      for (Path reply : replies) {
        messages.addAll(split(Files.readAllBytes(reply)));
      }
    }
    return messages;
  }

  /** The messages of a datagram of this machine's usual byte order. */
  public static List<byte[]> split(byte[] datagram) {
    List<byte[]> messages = new ArrayList<>();
    ByteBuffer buffer = header(datagram);
    for (int start = 0; start < datagram.length; ) {
      int length = buffer.getInt(start);
      messages.add(Arrays.copyOfRange(datagram, start, start + length));
      start += (length + 3) & ~3;
    }
    return messages;
  }

  /** A message that ends a dump. */
  static byte[] done(ByteOrder order) {
    byte[] done = new byte[NetlinkMessage.HEADER_BYTES + 4];
    ByteBuffer.wrap(done)
        .order(order)
        .putInt(done.length)
        .putShort((short) NetlinkMessage.TYPE_DONE)
        .putShort((short) NetlinkMessage.FLAG_MULTI);
    return done;
  }

  /** A refusal. */
  static byte[] error(Errno errno, ByteOrder order) {
    byte[] error = new byte[2 * NetlinkMessage.HEADER_BYTES + 4];
    ByteBuffer.wrap(error)
        .order(order)
        .putInt(error.length)
        .putShort((short) NetlinkMessage.TYPE_ERROR)
        .putShort((short) NetlinkMessage.FLAG_CAPPED)
        .putLong(0)
        .putInt(-errno.number());
    return error;
  }

  private static ByteBuffer header(byte[] message) {
    return ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
  }
}
