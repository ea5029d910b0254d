package io.github.mptcpexporter.mptcp.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.routers.RecordedRouter;
import io.github.mptcpexporter.routers.SsText;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded on both kernels; the oracles are {@code multipath -c} and {@code ss} on those. */
class LegacyConnectionsTest {

  static Stream<RecordedRouter> routers() throws IOException {
    return RecordedRouter.outOfTree();
  }

  private static MptcpSockets read(RecordedRouter router) throws IOException {
    return new LegacyConnections(router.rootFs(), ByteOrder.LITTLE_ENDIAN).read().orElseThrow();
  }

  /** The row of a connection as text, decoded here anew: an oracle that shares no code. */
  private record Row(
      OptionalLong token,
      OptionalLong remoteToken,
      FourTuple addresses,
      int state,
      int subflows,
      long inode) {

    static List<Row> of(List<String> table) throws IOException {
      List<Row> rows = new ArrayList<>();
      for (String line : table.subList(1, table.size())) {
        String[] words = line.strip().split("\\s+", -1);
        rows.add(
            new Row(
                token(words[1]),
                token(words[2]),
                new FourTuple(
                    address(words[4].split(":", -1)[0]),
                    Integer.parseInt(words[4].split(":", -1)[1], 16),
                    address(words[5].split(":", -1)[0]),
                    Integer.parseInt(words[5].split(":", -1)[1], 16)),
                Integer.parseInt(words[6], 16),
                Integer.parseInt(words[7], 16),
                Long.parseLong(words[9])));
      }
      return rows;
    }

    static Row of(MptcpConnection connection) {
      return new Row(
          connection.token(),
          connection.remoteToken(),
          connection.addresses(),
          connection.state().orElseThrow().number(),
          connection.subflowCount().orElseThrow(),
          connection.inode());
    }

    private static OptionalLong token(String word) {
      return word.equals("FFFFFFFF")
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseLong(word, 16));
    }

    private static InetAddress address(String digits) throws IOException {
      byte[] bytes = new byte[digits.length() / 2];
      for (int word = 0; word < bytes.length; word += 4) {
        byte[] number =
            new BigInteger("1" + digits.substring(2 * word, 2 * word + 8), 16).toByteArray();
        for (int i = 0; i < 4; i++) {
          bytes[word + i] = number[number.length - 1 - i];
        }
      }
      return InetAddress.getByAddress(bytes);
    }
  }

  /** The table as the router's own script printed it; where that failed, as {@code cat} did. */
  private static Optional<List<String>> multipathC(RecordedRouter router) throws IOException {
    for (String tool : List.of("multipath-c", "multipath.omr-c", "mptcp-as-nobody")) {
      List<String> output = router.output(tool);
      if (!output.isEmpty() && output.get(0).contains("loc_tok")) {
        return Optional.of(output);
      }
    }
    return Optional.empty();
  }

  @ParameterizedTest
  @MethodSource("routers")
  void connectionsAreThoseOfMultipathC(RecordedRouter router) throws IOException {
    List<Row> ours = read(router).connections().stream().map(Row::of).toList();

    Optional<List<String>> output = multipathC(router);
    if (output.isPresent()) {
      List<Row> theirs = Row.of(output.get());
      boolean hidden = theirs.stream().allMatch(row -> row.token().isEmpty());
      assertEquals(theirs, hidden ? ours.stream().map(LegacyConnectionsTest::hide).toList() : ours);
    } else {
      assertTrue(router.name().endsWith("-server"), "no table to compare with");
    }
  }

  private static Row hide(Row row) {
    return new Row(
        OptionalLong.empty(),
        OptionalLong.empty(),
        row.addresses(),
        row.state(),
        row.subflows(),
        row.inode());
  }

  /** Queues move between two reads, so that the file itself has to do as the oracle. */
  @ParameterizedTest
  @MethodSource("routers")
  void queuesAreThoseOfTheTable(RecordedRouter router) throws IOException {
    List<String> table =
        router.lines(router.has("proc/net/mptcp") ? "proc/net/mptcp" : "proc/net/mptcp_net/mptcp");
    List<MptcpConnection> connections = read(router).connections();

    assertEquals(table.size() - 1, connections.size());
    for (int i = 0; i < connections.size(); i++) {
      String queues = table.get(i + 1).strip().split("\\s+", -1)[8];
      assertEquals(
          queues,
          String.format(
              "%08X:%08X",
              connections.get(i).transmitQueueBytes(), connections.get(i).receiveQueueBytes()));
    }
  }

  @ParameterizedTest
  @MethodSource("routers")
  void subflowsAreTheSocketsThatSsShowsWithTheInode(RecordedRouter router) throws IOException {
    List<MptcpConnection> connections = read(router).connections();
    Set<Long> inodes = new HashSet<>();
    Set<SsText.Socket> ours = new HashSet<>();
    for (MptcpConnection connection : connections) {
      inodes.add(connection.inode());
      for (Subflow subflow : connection.subflows()) {
        assertEquals(connection.inode(), subflow.inode());
        ours.add(
            new SsText.Socket(
                subflow.state().orElseThrow(),
                subflow.addresses(),
                subflow.inode(),
                connection.userId().orElseThrow()));
      }
    }
    Set<SsText.Socket> theirs = new HashSet<>();
    for (SsText.Socket socket : SsText.connected(router.output("ss-tanie"))) {
      if (inodes.contains(socket.inode())) {
        theirs.add(socket);
      }
    }

    assertFalse(inodes.contains(0L));
    assertFalse(theirs.isEmpty());
    assertEquals(theirs, ours);
  }

  @ParameterizedTest
  @MethodSource("routers")
  void eachConnectionHasAsManySubflowsAsTheKernelCounts(RecordedRouter router) throws IOException {
    for (MptcpConnection connection : read(router).connections()) {
      assertEquals(connection.subflowCount().orElseThrow(), connection.subflows().size());
    }
  }

  @ParameterizedTest
  @MethodSource("routers")
  void subflowsAreOrderedByTheirLocalEnd(RecordedRouter router) throws IOException {
    Comparator<Subflow> order =
        Comparator.comparing(
                (Subflow subflow) -> new BigInteger(1, subflow.addresses().local().getAddress()))
            .thenComparing(subflow -> subflow.addresses().localPort());
    for (MptcpConnection connection : read(router).connections()) {
      assertEquals(connection.subflows().stream().sorted(order).toList(), connection.subflows());
    }
  }

  /** The server saw the same connections from the other side; opened in one order on both. */
  @Test
  void serverHasTheTokensOfTheRouterCrosswise() throws IOException {
    for (String kernel : List.of("3.14", "5.4")) {
      RecordedRouter router = RecordedRouter.named("out-of-tree-" + kernel + "-01-steady");
      RecordedRouter server = RecordedRouter.named("out-of-tree-" + kernel + "-01-steady-server");
      Set<List<Object>> ours = new HashSet<>();
      for (MptcpConnection c : read(router).connections()) {
        FourTuple ends = c.addresses();
        ours.add(
            List.of(
                c.token(),
                c.remoteToken(),
                List.of(ends.local(), ends.localPort()),
                List.of(ends.remote(), ends.remotePort())));
      }
      Set<List<Object>> theirs = new HashSet<>();
      for (MptcpConnection c : read(server).connections()) {
        FourTuple ends = c.addresses();
        theirs.add(
            List.of(
                c.remoteToken(),
                c.token(),
                List.of(ends.remote(), ends.remotePort()),
                List.of(ends.local(), ends.localPort())));
      }

      assertEquals(theirs, ours, kernel);
    }
  }

  @Test
  void connectionWithoutAnySubflowIsStillThere() throws IOException {
    MptcpSockets sockets = read(RecordedRouter.named("out-of-tree-5.4-02-wan1-down"));

    MptcpConnection idle =
        sockets.connections().stream().filter(c -> c.inode() == 1218).findFirst().orElseThrow();
    assertTrue(idle.established());
    assertEquals(0, idle.subflowCount().orElseThrow());
    assertEquals(List.of(), idle.subflows());
    assertEquals(OptionalLong.empty(), idle.userId());
  }

  @Test
  void filesTellNeitherCookiesNorWhatTcpKnows() throws IOException {
    MptcpSockets sockets = read(RecordedRouter.named("out-of-tree-3.14-01-steady"));

    assertEquals(DataSource.PROC_MPTCP, sockets.origin());
    assertEquals(List.of(), sockets.strays());
    for (MptcpConnection connection : sockets.connections()) {
      assertTrue(connection.cookie().isEmpty() && connection.info().isEmpty());
      for (Subflow subflow : connection.subflows()) {
        assertTrue(subflow.cookie().isEmpty() && subflow.ulp().isEmpty());
        assertTrue(subflow.info().isEmpty() && subflow.boundLink().isEmpty());
      }
    }
  }

  @Test
  void kernelWithoutTheTableIsAbsent(@TempDir Path empty) throws IOException {
    assertEquals(
        Optional.empty(), new LegacyConnections(new RootFs(empty), ByteOrder.LITTLE_ENDIAN).read());
  }
}
