package io.github.mptcpexporter.mptcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.netlink.CapturedKernel;
import io.github.mptcpexporter.netlink.Captures;
import io.github.mptcpexporter.netlink.Edit;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What other kernels, other rights and other moments show: the captures of {@link
 * DiagConnectionsTest}, with what these would leave out or repeat.
 */
class SocketJoinTest {

  private static final int HEAD = 72;
  private static final int STATE = 1;
  private static final byte LISTEN = 10;
  private static final int INFO = 2;
  private static final int ULP_INFO = 19;
  private static final int INODE = 68;
  private static final byte IPV6 = 10;

  private static MptcpSockets read(String state, UnaryOperator<List<byte[]>> change)
      throws IOException {
    CapturedKernel kernel =
        new CapturedKernel(Captures.UPSTREAM_6_18.resolve(state), ByteOrder.LITTLE_ENDIAN, change);
    try (DiagConnections source = new DiagConnections(kernel)) {
      return source.read().orElseThrow();
    }
  }

  private static UnaryOperator<List<byte[]>> each(UnaryOperator<byte[]> change) {
    return messages -> messages.stream().map(change).toList();
  }

  private static MptcpConnection byPort(MptcpSockets sockets, int localPort) {
    return sockets.connections().stream()
        .filter(connection -> connection.addresses().localPort() == localPort)
        .findFirst()
        .orElseThrow();
  }

  private static List<OptionalLong> cookies(List<Subflow> subflows) {
    return subflows.stream().map(Subflow::cookie).toList();
  }

  @Test
  void withoutTheTokenTheInodeTies() throws Exception {
    // Up to 6.12 the kernel tells INET_DIAG_ULP_INFO only to those with CAP_NET_ADMIN.
    MptcpSockets told = read("steady", messages -> messages);

    MptcpSockets untold = read("steady", each(message -> Edit.without(message, HEAD, ULP_INFO)));

    assertEquals(told.connections().size(), untold.connections().size());
    for (int i = 0; i < told.connections().size(); i++) {
      MptcpConnection connection = told.connections().get(i);
      // A closed connection has no inode any more, while its subflows keep theirs.
      List<OptionalLong> expected =
          connection.inode() == 0 ? List.of() : cookies(connection.subflows());
      assertEquals(expected, cookies(untold.connections().get(i).subflows()));
    }
    assertTrue(
        untold.connections().stream()
            .flatMap(connection -> connection.subflows().stream())
            .allMatch(subflow -> subflow.ulp().isEmpty() && subflow.info().isPresent()));
    assertEquals(List.of(), untold.strays());
  }

  @Test
  void subflowsOfAConnectionThatIsInNoDumpAreStrays() throws Exception {
    MptcpSockets all = read("steady", messages -> messages);
    MptcpConnection gone = byPort(all, 51546);

    MptcpSockets sockets =
        read(
            "steady",
            messages -> messages.stream().filter(message -> !isMptcpOf(message, 51546)).toList());

    assertEquals(all.connections().size() - 1, sockets.connections().size());
    assertEquals(gone.subflows(), sockets.strays());
  }

  /** Whether a captured message is the row of a connection; {@code mptcp_info} has 96 bytes. */
  private static boolean isMptcpOf(byte[] message, int localPort) {
    return isMptcp(message) && ((message[20] & 0xff) << 8 | (message[21] & 0xff)) == localPort;
  }

  private static boolean isMptcp(byte[] message) {
    return Arrays.equals(message, Edit.shortened(message, HEAD, INFO, 96))
        && !Arrays.equals(message, Edit.without(message, HEAD, INFO));
  }

  @Test
  void aSocketThatComesTwiceInADumpCountsOnce() throws Exception {
    MptcpSockets once = read("steady", messages -> messages);

    MptcpSockets twice =
        read(
            "steady",
            messages -> {
              List<byte[]> all = new ArrayList<>(messages);
              all.addAll(messages);
              return all;
            });

    assertEquals(once.connections().size(), twice.connections().size());
    for (int i = 0; i < once.connections().size(); i++) {
      assertEquals(
          cookies(once.connections().get(i).subflows()),
          cookies(twice.connections().get(i).subflows()));
    }
  }

  @Test
  void aStrayThatComesTwiceCountsOnce() throws Exception {
    MptcpSockets sockets =
        read(
            "steady",
            messages -> {
              List<byte[]> tcp = messages.stream().filter(m -> !isMptcp(m)).toList();
              List<byte[]> all = new ArrayList<>(tcp);
              all.addAll(tcp);
              return all;
            });

    assertEquals(List.of(), sockets.connections());
    assertFalse(sockets.strays().isEmpty());
    assertEquals(sockets.strays().size(), cookies(sockets.strays()).stream().distinct().count());
  }

  @Test
  void subflowsAreOrderedByLocalAddressAndPortWhateverTheDumpsOrder() throws Exception {
    MptcpSockets sockets =
        read(
            "steady",
            messages -> {
              List<byte[]> reversed = new ArrayList<>(messages);
              Collections.reverse(reversed);
              return reversed;
            });

    for (MptcpConnection connection : sockets.connections()) {
      assertEquals(2, connection.subflows().size());
      List<String> local =
          connection.subflows().stream()
              .map(subflow -> subflow.addresses().local().getHostAddress())
              .toList();
      assertEquals(local.stream().sorted().toList(), local);
    }
    MptcpSockets forward = read("steady", messages -> messages);
    assertEquals(
        forward.connections().stream()
            .sorted(Comparator.comparing(SocketJoinTest::cookie))
            .toList(),
        sockets.connections().stream()
            .sorted(Comparator.comparing(SocketJoinTest::cookie))
            .toList());
  }

  private static long cookie(MptcpConnection connection) {
    return connection.cookie().getAsLong();
  }

  @Test
  void listenersAreNeitherConnectionsNorSubflows() throws Exception {
    MptcpSockets sockets = read("steady", each(message -> Edit.patched(message, STATE, LISTEN)));

    assertEquals(List.of(), sockets.connections());
    assertEquals(List.of(), sockets.strays());
  }

  @Test
  void kernel66CountsExtraSubflowsOnly() throws Exception {
    // Before 6.7 mptcp_info ends at 80 bytes, before subflows_total.
    MptcpSockets sockets = read("steady", each(message -> Edit.shortened(message, HEAD, INFO, 80)));

    MptcpConnection connection = byPort(sockets, 51546);
    MptcpInfo info = connection.info().orElseThrow();
    assertEquals(1, info.get(MptcpInfo.Field.SUBFLOWS));
    assertEquals(OptionalInt.of(2), connection.subflowCount());
    assertEquals(OptionalLong.empty(), info.find(MptcpInfo.Field.SUBFLOWS_TOTAL));
    assertEquals(OptionalLong.of(2547717), info.find(MptcpInfo.Field.BYTES_SENT));
  }

  @Test
  void kernel510HasATokenAndNoByteCounters() throws Exception {
    MptcpSockets sockets = read("steady", each(message -> Edit.shortened(message, HEAD, INFO, 40)));

    MptcpConnection connection = byPort(sockets, 51546);
    assertEquals(OptionalLong.of(3276711232L), connection.token());
    assertEquals(
        OptionalLong.empty(), connection.info().orElseThrow().find(MptcpInfo.Field.BYTES_SENT));
    assertEquals(2, connection.subflows().size());
  }

  @Test
  void withoutInfoAConnectionStillHasItsSubflows() throws Exception {
    MptcpSockets sockets = read("steady", each(message -> Edit.without(message, HEAD, INFO)));

    MptcpConnection connection = byPort(sockets, 51546);
    assertEquals(OptionalLong.empty(), connection.token());
    assertEquals(OptionalInt.empty(), connection.subflowCount());
    assertEquals(Optional.empty(), connection.info());
    assertEquals(2, connection.subflows().size());
  }

  @Test
  void plainTcpIsNoSubflow() throws Exception {
    byte[] other = {1, 2, 3, 4};

    MptcpSockets sockets =
        read(
            "steady",
            each(
                message ->
                    isMptcp(message)
                        ? message
                        : Edit.patched(Edit.without(message, HEAD, ULP_INFO), INODE, other)));

    assertTrue(sockets.connections().stream().allMatch(c -> c.subflows().isEmpty()));
    assertEquals(List.of(), sockets.strays());
  }

  @Test
  void ipv4MappedIntoIpv6IsIpv4() throws Exception {
    // A socket of IPv6 that speaks with an IPv4 peer: the addresses of the capture, mapped.
    MptcpSockets sockets = read("steady", each(SocketJoinTest::mapped));

    MptcpConnection connection = byPort(sockets, 51546);
    assertEquals(
        new FourTuple(
            InetAddress.getByName("10.1.0.2"), 51546, InetAddress.getByName("203.0.113.10"), 5201),
        connection.addresses());
    assertTrue(connection.addresses().local() instanceof Inet4Address);
    assertEquals(2, connection.subflows().size());
  }

  private static byte[] mapped(byte[] message) {
    if (message[16] != 2) {
      return message;
    }
    byte[] mapped = Edit.patched(message, 0, IPV6);
    for (int address : new int[] {8, 24}) {
      byte[] ipv4 = Arrays.copyOfRange(message, 16 + address, 16 + address + 4);
      mapped = Edit.patched(mapped, address, new byte[10]);
      mapped = Edit.patched(mapped, address + 10, (byte) 0xff, (byte) 0xff);
      mapped = Edit.patched(mapped, address + 12, ipv4);
    }
    return mapped;
  }
}
