package io.github.mptcpexporter.capture;

import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.capture.Datagram;
import io.github.mptcpexporter.netlink.capture.Exchange;
import io.github.mptcpexporter.netlink.capture.NetlinkCapture;
import io.github.mptcpexporter.netlink.capture.NetlinkRecording;
import io.github.mptcpexporter.netlink.capture.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Makes a recording of dumps that were taken with other tools: a directory with, for each dump,
 * {@code NAME.req.bin}, the request, and {@code NAME.reply-NN.bin}, one file for each datagram;
 * beside them {@code proc-net-*.txt} and the texts of {@code ip}, {@code ss} and {@code nstat}.
 *
 * <p>Those dumps asked for more than this program does: all socket states, all extensions, each
 * address family alone. So their requests are replaced by those that this program sends, rows in
 * states that it does not ask for are left out, and the two dumps of addresses become one. The rows
 * that stay are the kernel's bytes.
 */
final class RawDumps {

  /** The states that the program asks for; no TIME_WAIT, no LISTEN. */
  private static final int STATES = 0x0bbe;

  private static final int HEADER = 16;
  private static final int SEQUENCE = 8;
  private static final int TYPE_DONE = 3;
  private static final int SOCK_DIAG_BY_FAMILY = 20;

  /** Files that the program may read. */
  private static final List<String> PROC_NET =
      List.of(
          "arp",
          "dev",
          "fib_trie",
          "if_inet6",
          "ipv6_route",
          "netstat",
          "route",
          "snmp",
          "tcp",
          "tcp6");

  private final Path raw;

  private RawDumps(Path raw) {
    this.raw = raw;
  }

  /** Converts the dumps in directory {@code args[0]} to the new directory {@code args[1]}. */
  public static void main(String[] args) throws IOException {
    RawDumps dumps = new RawDumps(Path.of(args[0]));
    Path target = Path.of(args[1]);
    dumps.recording().write(target);
    dumps.copyFiles(target);
    dumps.copyOracles(Files.createDirectories(target.resolve("cmd")));
  }

  private NetlinkRecording recording() throws IOException {
    Map<NetlinkFamily, NetlinkCapture> captures = new EnumMap<>(NetlinkFamily.class);
    captures.put(NetlinkFamily.SOCK_DIAG, capture(sockets()));
    captures.put(NetlinkFamily.ROUTE, capture(network()));
    captures.put(NetlinkFamily.GENERIC, capture(pathManager()));
    return new NetlinkRecording(ByteOrder.LITTLE_ENDIAN, captures, Optional.empty());
  }

  private static NetlinkCapture capture(List<Exchange> exchanges) {
    return new NetlinkCapture(ByteOrder.LITTLE_ENDIAN, OptionalInt.empty(), exchanges);
  }

  private List<Exchange> sockets() throws IOException {
    List<Exchange> exchanges = new ArrayList<>();
    for (int family : new int[] {2, 10}) {
      String name = "-v" + (family == 2 ? 4 : 6);
      exchanges.add(exchange(socketRequest(family, 0, 0x02, true), "sockdiag-mptcp" + name));
      exchanges.add(exchange(socketRequest(family, 6, 0x0a, false), "sockdiag-tcp" + name));
    }
    return exchanges;
  }

  private List<Exchange> network() throws IOException {
    List<Exchange> exchanges = new ArrayList<>();
    exchanges.add(exchange(dump(22, 0, 8), "rtnl-addr-v4", "rtnl-addr-v6"));
    exchanges.add(exchange(dump(18, 0, 16), "rtnl-link-v4dev"));
    for (int family : new int[] {2, 10}) {
      String name = "-v" + (family == 2 ? 4 : 6);
      exchanges.add(exchange(dump(26, family, 12), "rtnl-route" + name));
      exchanges.add(exchange(dump(34, family, 12), "rtnl-rule" + name));
      exchanges.add(exchange(dump(30, family, 12), "rtnl-neigh" + name));
    }
    return exchanges;
  }

  private List<Exchange> pathManager() throws IOException {
    byte[] getFamily = Files.readAllBytes(raw.resolve("genl-getfamily-mptcp_pm.req.bin"));
    getFamily[HEADER + 1] = 2; // version of the controller
    byte[] endpoints = Files.readAllBytes(raw.resolve("genl-mptcp_pm-endpoints.req.bin"));
    byte[] limits = Files.readAllBytes(raw.resolve("genl-mptcp_pm-limits.req.bin"));
    return List.of(
        exchange(ByteBuffer.wrap(getFamily), "genl-getfamily-mptcp_pm"),
        exchange(ByteBuffer.wrap(endpoints), "genl-mptcp_pm-endpoints"),
        exchange(ByteBuffer.wrap(limits), "genl-mptcp_pm-limits"));
  }

  /** {@code struct inet_diag_req_v2}, for MPTCP with its number in an attribute. */
  private static ByteBuffer socketRequest(int family, int protocol, int extensions, boolean mptcp) {
    ByteBuffer request = dump(SOCK_DIAG_BY_FAMILY, family, mptcp ? 64 : 56);
    request.put(HEADER + 1, (byte) protocol).put(HEADER + 2, (byte) extensions);
    request.putInt(HEADER + 4, STATES).putLong(HEADER + 48, -1);
    if (mptcp) {
      request.putShort(HEADER + 56, (short) 8).putShort(HEADER + 58, (short) 3);
      request.putInt(HEADER + 60, 262);
    }
    return request;
  }

  private static ByteBuffer dump(int type, int family, int payloadBytes) {
    ByteBuffer request = ByteBuffer.allocate(HEADER + payloadBytes).order(ByteOrder.LITTLE_ENDIAN);
    request.putInt(0, HEADER + payloadBytes).putShort(4, (short) type).putShort(6, (short) 0x301);
    return request.put(HEADER, (byte) family);
  }

  /** One request with the answers of some dumps; the end of all but the last is left out. */
  private Exchange exchange(ByteBuffer request, String... dumps) throws IOException {
    int sequence = message(Files.readAllBytes(raw.resolve(dumps[0] + ".req.bin"))).getInt(SEQUENCE);
    List<Reply> replies = new ArrayList<>();
    for (String dump : dumps) {
      for (Path file : replies(dump)) {
        boolean last = dump.equals(dumps[dumps.length - 1]);
        byte[] kept =
            keep(message(Files.readAllBytes(file)), sequence, dump.startsWith("sockdiag"), last);
        if (kept.length > 0) {
          replies.add(new Datagram(kept));
        }
      }
    }
    request.order(ByteOrder.LITTLE_ENDIAN).putInt(SEQUENCE, sequence).putInt(12, 0);
    byte[] bytes = new byte[request.capacity()];
    request.get(0, bytes);
    return new Exchange(new Datagram(bytes), replies);
  }

  private List<Path> replies(String dump) throws IOException {
    try (Stream<Path> files = Files.list(raw)) {
      return files
          .filter(file -> file.getFileName().toString().matches(dump + "\\.reply-\\d+\\.bin"))
          .sorted()
          .toList();
    }
  }

  private static byte[] keep(ByteBuffer datagram, int sequence, boolean sockets, boolean withEnd) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    for (int start = 0; start < datagram.capacity(); ) {
      int length = datagram.getInt(start) + 3 & ~3;
      int type = datagram.getShort(start + 4);
      datagram.putInt(start + SEQUENCE, sequence);
      boolean wanted =
          (sockets && type == SOCK_DIAG_BY_FAMILY)
              ? (1 << datagram.get(start + HEADER + 1) & STATES) != 0
              : type != TYPE_DONE || withEnd;
      if (wanted) {
        byte[] message = new byte[length];
        datagram.get(start, message);
        kept.writeBytes(message);
      }
      start += length;
    }
    return kept.toByteArray();
  }

  private static ByteBuffer message(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void copyFiles(Path target) throws IOException {
    Path net = Files.createDirectories(target.resolve("proc/net"));
    for (String name : PROC_NET) {
      Files.write(net.resolve(name), Files.readAllBytes(raw.resolve("proc-net-" + name + ".txt")));
    }
    Path settings = Files.createDirectories(target.resolve("proc/sys/net/mptcp"));
    for (String line : Files.readAllLines(raw.resolve("proc-sys-net-mptcp.txt"))) {
      String[] parts = line.split(" = ", 2);
      Files.writeString(settings.resolve(parts[0]), parts[1] + "\n", StandardCharsets.UTF_8);
    }
  }

  private void copyOracles(Path target) throws IOException {
    try (Stream<Path> files = Files.list(raw)) {
      files
          .filter(
              file ->
                  file.getFileName()
                      .toString()
                      .matches("(ip|ss|nstat|genl|sockdiag-m?p?tcp-v[46]\\.).*(txt|json)"))
          .forEach(file -> copy(file, target.resolve(String.valueOf(file.getFileName()))));
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.write(to, Files.readAllBytes(from));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
