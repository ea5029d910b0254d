package io.github.mptcpexporter.mptcp.legacy;

import static io.github.mptcpexporter.kernel.jnr.NetworkNamespace.command;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.kernel.jnr.JnrNetlinkTransport;
import io.github.mptcpexporter.kernel.jnr.NetworkNamespace;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.mptcp.DiagSubflowDetails;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Subflows of the out-of-tree kernel in a dump of TCP sockets, where they look like any other: here
 * two plain ones of this kernel, which its own {@code /proc/net/tcp} gives one inode.
 */
@Tag("kernel")
class LegacyDetailsTest {

  private static final int PORT = 5201;
  private static final int SENT = 4321;
  private static final String INODE = "4711";
  @TempDir private Path root;

  @Test
  void bytesAndTimesOfASubflowAreThoseOfSs() throws Exception {
    NetworkNamespace.run(
        () -> {
          command("ip", "link", "set", "lo", "up");
          InetAddress here = InetAddress.getLoopbackAddress();
          try (ServerSocket server = new ServerSocket(PORT, 5, here);
              Socket first = new Socket(here, PORT);
              Socket accepted = server.accept();
              Socket second = new Socket(here, PORT);
              DiagSubflowDetails details =
                  new DiagSubflowDetails(JnrNetlinkTransport.load(), false)) {
            first.getOutputStream().write(new byte[SENT]);
            assertEquals(SENT, accepted.getInputStream().readNBytes(SENT).length);
            write(first.getLocalPort(), second.getLocalPort());

            MptcpConnection connection = read(details);

            assertEquals(2, connection.subflows().size());
            for (Subflow subflow : connection.subflows()) {
              long told = subflow.info().orElseThrow().getOr(TcpInfo.Field.BYTES_ACKED, 0);
              assertEquals(ss(subflow.addresses().localPort()), told);
              assertTrue(subflow.cookie().isPresent());
            }
            assertEquals(List.of(SENT + 1L, 1L), acknowledged(connection, first, second));
          }
        });
  }

  /** A kernel without the module, or a socket that has closed since: what files say stands. */
  @Test
  void flowThatNoDumpShowsHasNoTimesAndIsThereAllTheSame() throws Exception {
    NetworkNamespace.run(
        () -> {
          command("ip", "link", "set", "lo", "up");
          InetAddress here = InetAddress.getLoopbackAddress();
          try (ServerSocket server = new ServerSocket(PORT, 5, here);
              DiagSubflowDetails details =
                  new DiagSubflowDetails(JnrNetlinkTransport.load(), false)) {
            try (Socket first = new Socket(here, PORT);
                Socket second = new Socket(here, PORT);
                Socket peerOfFirst = server.accept();
                Socket peerOfSecond = server.accept()) {
              assertTrue(peerOfFirst.isConnected() && peerOfSecond.isConnected());
              write(first.getLocalPort(), second.getLocalPort());
            }

            MptcpConnection connection = read(details);

            assertEquals(2, connection.subflows().size());
            assertTrue(connection.subflows().stream().allMatch(flow -> flow.cookie().isEmpty()));
          }
        });
  }

  private MptcpConnection read(DiagSubflowDetails details) throws IOException {
    return new LegacyConnections(new RootFs(root), ByteOrder.nativeOrder(), details)
        .read()
        .orElseThrow()
        .connections()
        .get(0);
  }

  private static List<Long> acknowledged(MptcpConnection connection, Socket first, Socket second) {
    return Stream.of(first, second)
        .map(
            socket ->
                connection.subflows().stream()
                    .filter(flow -> flow.addresses().localPort() == socket.getLocalPort())
                    .findFirst()
                    .orElseThrow()
                    .info()
                    .orElseThrow()
                    .getOr(TcpInfo.Field.BYTES_ACKED, 0))
        .toList();
  }

  private static long ss(int port) throws Exception {
    String said = command("ss", "-HtniO", "sport", "=", ":" + port);
    return Long.parseLong(said.replaceAll("(?s).* bytes_acked:(\\d+) .*", "$1"));
  }

  /** The namespace's own table, in which the sockets of these ports have one inode. */
  private void write(int first, int second) throws IOException {
    Path net = root.resolve("proc/net");
    Files.createDirectories(net.resolve("mptcp_net"));
    List<String> mine = List.of(end(first), end(second));
    StringBuilder sockets = new StringBuilder();
    // Java's sockets are of IPv6, and have mapped addresses.
    for (String line : Files.readAllLines(Path.of("/proc/thread-self/net/tcp6"))) {
      String[] words = line.strip().split("\\s+", 11);
      String given = line.replaceFirst(" " + words[9] + " ", " " + INODE + " ");
      sockets.append(mine.contains(words[1]) ? given : line).append('\n');
    }
    Files.writeString(net.resolve("tcp6"), sockets);
    Files.writeString(
        net.resolve("mptcp_net/mptcp"),
        "  sl  loc_tok  rem_tok  v6 local_address remote_address st ns tx_queue rx_queue inode\n"
            + "   0: 9C20E8AF 328DA2F8  0 "
            + String.format(Locale.ROOT, "0100007F:%04X 0100007F:%04X", first, PORT)
            + " 01 02 00000000:00000000 "
            + INODE
            + "\n");
  }

  private static String end(int port) {
    return String.format(Locale.ROOT, "0000000000000000FFFF00000100007F:%04X", port);
  }
}
