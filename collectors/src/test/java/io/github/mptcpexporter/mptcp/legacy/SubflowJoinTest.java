package io.github.mptcpexporter.mptcp.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpState;
import io.github.mptcpexporter.routers.EditedRoot;
import io.github.mptcpexporter.routers.RecordedRouter;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sockets that no application holds, on recorded routers and changes of these. */
class SubflowJoinTest {

  private static final RecordedRouter ROUTER = RecordedRouter.named("out-of-tree-5.4-01-steady");

  private static final String MPTCP = "proc/net/mptcp_net/mptcp";
  private static final List<String> TCP = List.of("proc/net/tcp", "proc/net/tcp6");

  private static List<MptcpConnection> read(RootFs root) throws IOException {
    return new LegacyConnections(root, ByteOrder.LITTLE_ENDIAN).read().orElseThrow().connections();
  }

  /** The router with these inodes lost, as if the applications had not accepted yet. */
  private static EditedRoot unaccepted(long... inodes) throws IOException {
    EditedRoot root = new EditedRoot(ROUTER.directory());
    for (long inode : inodes) {
      root.edit(MPTCP, text -> text.replaceAll(" " + inode + "\n", " 0\n"));
      for (String file : TCP) {
        root.edit(file, text -> text.replaceAll("        0 " + inode + " ", "        0 0 "));
      }
    }
    return root;
  }

  private static List<FourTuple> addresses(List<Subflow> subflows) {
    return subflows.stream().map(Subflow::addresses).toList();
  }

  private static MptcpConnection withLocalPort(List<MptcpConnection> all, int port) {
    return all.stream().filter(c -> c.addresses().localPort() == port).findFirst().orElseThrow();
  }

  @Test
  void unacceptedConnectionIsTiedByThePeer() throws IOException {
    MptcpConnection held = withLocalPort(read(ROUTER.rootFs()), 0xC65E);
    MptcpConnection loose = withLocalPort(read(unaccepted(held.inode())), 0xC65E);

    assertEquals(0, loose.inode());
    assertEquals(2, held.subflows().size());
    assertEquals(addresses(held.subflows()), addresses(loose.subflows()));
    assertTrue(loose.userId().isEmpty(), "a socket that nobody holds has no owner");
  }

  /** Two connections to one port of one peer: who has which further subflow can not be known. */
  @Test
  void unacceptedConnectionsOfOnePeerShareAllSubflowsAmongThem() throws IOException {
    List<MptcpConnection> held = read(ROUTER.rootFs());
    MptcpConnection first = withLocalPort(held, 0xE828);
    MptcpConnection second = withLocalPort(held, 0xE81E);
    List<MptcpConnection> loose = read(unaccepted(first.inode(), second.inode()));

    List<FourTuple> expected = new ArrayList<>(addresses(first.subflows()));
    expected.addAll(addresses(second.subflows()));
    List<FourTuple> found = new ArrayList<>();
    for (MptcpConnection connection : loose) {
      if (connection.inode() == 0) {
        assertEquals(connection.subflowCount().orElseThrow(), connection.subflows().size());
        assertTrue(addresses(connection.subflows()).contains(connection.addresses()));
        found.addAll(addresses(connection.subflows()));
      }
    }
    assertEquals(sorted(expected), sorted(found));
  }

  private static List<String> sorted(List<FourTuple> addresses) {
    return addresses.stream().map(FourTuple::toString).sorted().toList();
  }

  /** What /proc/net/tcp shows of sockets in TIME_WAIT, and of requests that are half open. */
  @Test
  void ghostsAreNoSubflows() throws IOException {
    MptcpConnection held = withLocalPort(read(ROUTER.rootFs()), 0xC65E);
    for (TcpState ghost : List.of(TcpState.TIME_WAIT, TcpState.SYN_RECV, TcpState.NEW_SYN_RECV)) {
      EditedRoot root = unaccepted(held.inode());
      String state = String.format(" %02X ", ghost.number());
      root.edit(
          "proc/net/tcp",
          text ->
              text.replaceAll("(?m)^(.*0A0200C0:138C) 01 (.*        0 0 )", "$1" + state + "$2"));

      assertEquals(List.of(), withLocalPort(read(root), 0xC65E).subflows());
    }
  }

  @Test
  void listenerIsNoSubflowThoughItHadTheInode() throws IOException {
    MptcpConnection held = withLocalPort(read(ROUTER.rootFs()), 0xC65E);
    EditedRoot root = new EditedRoot(ROUTER.directory());
    root.edit("proc/net/tcp", text -> text.replaceAll(" 1175 1 ", " " + held.inode() + " 1 "));

    assertEquals(
        addresses(held.subflows()), addresses(withLocalPort(read(root), 0xC65E).subflows()));
  }

  /** An application closed its connection to port 5005: its row is gone, its subflows stay. */
  @Test
  void leftoversOfAClosedConnectionBelongToNobody() throws IOException {
    for (String kernel : List.of("3.14", "5.4")) {
      RecordedRouter router = RecordedRouter.named("out-of-tree-" + kernel + "-11-orphan-fin");
      assertTrue(
          router.lines("proc/net/tcp").stream().anyMatch(line -> line.contains(":138D 0")),
          "no leftovers in this recording");

      for (MptcpConnection connection : read(router.rootFs())) {
        for (Subflow subflow : connection.subflows()) {
          assertTrue(subflow.addresses().remotePort() != 0x138D);
        }
      }
    }
  }

  @Test
  void ownerIsTheUserOfTheSocket() throws IOException {
    MptcpConnection held = withLocalPort(read(ROUTER.rootFs()), 0xC65E);
    EditedRoot root = new EditedRoot(ROUTER.directory());
    for (String file : TCP) {
      root.edit(
          file,
          text ->
              text.replaceAll(
                  "    0        0 " + held.inode() + " ", " 1000        0 " + held.inode() + " "));
    }

    assertEquals(1000, withLocalPort(read(root), 0xC65E).userId().orElseThrow());
  }

  @Test
  void kernelWithoutIpv6HasOneTableOfSockets() throws IOException {
    EditedRoot root = new EditedRoot(ROUTER.directory()).without("proc/net/tcp6");

    assertEquals(2, withLocalPort(read(root), 0xC65E).subflows().size());
  }
}
