package io.github.mptcpexporter.netlink.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.netlink.NetlinkRequest;
import io.github.mptcpexporter.netlink.ReplyHandler;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTransportTest {

  private static final Path STEADY = Path.of("src/test/resources/routers/upstream-6.18-steady");
  private static final int RTM_GETRULE = 34;
  private static final int IPV4 = 2;

  @Test
  void recordedDumpAnswersWhateverSequenceNumberAsks() throws Exception {
    try (NetlinkConnection connection = open(steady(), NetlinkFamily.ROUTE)) {
      // `ip rule` showed 8 rules at the same moment (cmd/ip-rule.txt).
      assertEquals(8, messages(connection, rules(IPV4)).size());
      assertEquals(8, messages(connection, rules(IPV4)).size());
    }
  }

  @Test
  void requestThatAsksForSomeMoreIsAnswered() throws Exception {
    try (NetlinkConnection connection = open(steady(), NetlinkFamily.SOCK_DIAG)) {
      List<Integer> recorded = messages(connection, tcp(0x0a, 0x0bbe));

      assertEquals(recorded, messages(connection, tcp(0x02, 0x0bbe)));
      assertEquals(recorded, messages(connection, tcp(0xff, 0x0bbe)));
    }
    try (NetlinkConnection connection = open(steady(), NetlinkFamily.ROUTE)) {
      assertEquals(8, messages(connection, rules(IPV4).attributeU32(1, 1)).size());
    }
  }

  @Test
  void requestForOtherThingsIsNotAnswered() throws Exception {
    try (NetlinkConnection connection = open(steady(), NetlinkFamily.SOCK_DIAG)) {
      IOException e =
          assertThrows(IOException.class, () -> messages(connection, tcp(0x0a, 0xffffffffL)));

      assertEquals(
          "netlink/diag.txt holds no answer to"
              + " SOCK_DIAG_BY_FAMILY dump, IPv4 TCP, states 0xffffffff",
          e.getMessage());
    }
    try (NetlinkConnection connection = open(steady(), NetlinkFamily.ROUTE)) {
      IOException e = assertThrows(IOException.class, () -> messages(connection, rules(28)));

      assertEquals(
          "netlink/route.txt holds no answer to RTM_GETRULE dump, family 28", e.getMessage());
    }
  }

  @Test
  void refusalIsReplayed(@TempDir Path directory) throws Exception {
    // ENOENT to CTRL_CMD_GETFAMILY, as a kernel without MPTCP answers; its echo left out (capped).
    NetlinkRecording recording =
        recording(
            directory,
            "generic",
            """
            byte-order: little
            > 24000000 10000100 f0bb0200 00000000 03020000 0d000200 6d707463 705f706d 00000000
            < 24000000 02000001 f0bb0200 42670000 feffffff 24000000 10000100 f0bb0200 00000000
            """);
    try (NetlinkConnection connection = open(recording, NetlinkFamily.GENERIC)) {
      NetlinkRequest request =
          NetlinkRequest.one("CTRL_CMD_GETFAMILY", 16, ByteOrder.LITTLE_ENDIAN)
              .u8(3)
              .u8(1)
              .u16(0)
              .attributeText(2, "mptcp_pm");

      NetlinkErrnoException e =
          assertThrows(NetlinkErrnoException.class, () -> messages(connection, request));

      assertTrue(e.is(Errno.ENOENT), e.getMessage());
    }
  }

  @Test
  void sameRequestGetsItsAnswersInTurnAndThenTheLast(@TempDir Path directory) throws Exception {
    // The first dump was interrupted (flag 0x10), so the program asks again.
    NetlinkRecording recording =
        recording(
            directory,
            "route",
            """
            byte-order: little
            > 1c000000 22000103 01000000 00000000 02000000 00000000 00000000
            < 14000000 20001200 01000000 42670000 01000000
              14000000 03000200 01000000 42670000 00000000
            > 1c000000 22000103 02000000 00000000 02000000 00000000 00000000
            < 14000000 20000200 02000000 42670000 02000000
              14000000 03000200 02000000 42670000 00000000
            """);
    try (NetlinkConnection connection = open(recording, NetlinkFamily.ROUTE)) {
      assertEquals(List.of(2), messages(connection, rules(IPV4)));
      assertEquals(List.of(2), messages(connection, rules(IPV4)));
    }
  }

  @Test
  void familyThatWasNotRecordedDoesNotExist(@TempDir Path directory) throws Exception {
    NetlinkRecording recording = recording(directory, "route", "byte-order: little\n");

    NetlinkErrnoException e =
        assertThrows(
            NetlinkErrnoException.class, () -> open(recording, NetlinkFamily.SOCK_DIAG).close());

    assertTrue(e.is(Errno.EPROTONOSUPPORT), e.getMessage());
    assertEquals(
        "a recording without netlink/diag.txt: EPROTONOSUPPORT (Protocol not supported)",
        e.getMessage());
  }

  @Test
  void familyThatTheKernelRefusedIsRefused(@TempDir Path directory) throws Exception {
    NetlinkRecording recording = recording(directory, "diag", "byte-order: big\nrefused: 93\n");

    NetlinkErrnoException e =
        assertThrows(
            NetlinkErrnoException.class, () -> open(recording, NetlinkFamily.SOCK_DIAG).close());

    assertTrue(e.is(Errno.EPROTONOSUPPORT), e.getMessage());
  }

  @Test
  void socketStaysOpenFromStepToStep() throws Exception {
    ReplayTransport transport = new ReplayTransport(steady());
    Path down = Path.of("src/test/resources/routers/upstream-6.18-wan1-down");
    try (NetlinkConnection connection = NetlinkConnection.open(transport, NetlinkFamily.ROUTE)) {
      int routesBefore = messages(connection, routes()).size();

      transport.replay(NetlinkRecording.read(new RootFs(down)));

      assertTrue(messages(connection, routes()).size() < routesBefore);

      transport.replay(Optional.empty());
      assertThrows(NetlinkErrnoException.class, () -> messages(connection, routes()));
    }
  }

  private static NetlinkRequest rules(int family) {
    return NetlinkRequest.dump("RTM_GETRULE", RTM_GETRULE, ByteOrder.LITTLE_ENDIAN)
        .u8(family)
        .zeroes(11);
  }

  private static NetlinkRequest routes() {
    return NetlinkRequest.dump("RTM_GETROUTE", 26, ByteOrder.LITTLE_ENDIAN).u8(IPV4).zeroes(11);
  }

  private static NetlinkRequest tcp(int extensions, long states) {
    return NetlinkRequest.dump("SOCK_DIAG_BY_FAMILY", 20, ByteOrder.LITTLE_ENDIAN)
        .u8(IPV4)
        .u8(6)
        .u8(extensions)
        .u8(0)
        .u32(states)
        .zeroes(40)
        .u32(0xffffffffL)
        .u32(0xffffffffL);
  }

  private static NetlinkConnection open(NetlinkRecording recording, NetlinkFamily family)
      throws IOException {
    return NetlinkConnection.open(new ReplayTransport(recording), family);
  }

  private static NetlinkRecording steady() throws IOException {
    return NetlinkRecording.read(new RootFs(STEADY)).orElseThrow();
  }

  private static NetlinkRecording recording(Path directory, String name, String text)
      throws IOException {
    Files.createDirectories(directory.resolve("netlink"));
    Files.writeString(directory.resolve("netlink/" + name + ".txt"), text);
    return NetlinkRecording.read(new RootFs(directory)).orElseThrow();
  }

  /** The first byte of each message of the answer. */
  private static List<Integer> messages(NetlinkConnection connection, NetlinkRequest request)
      throws IOException {
    List<Integer> first = new ArrayList<>();
    connection.ask(
        request,
        new ReplyHandler() {
          @Override
          public void begin() {
            first.clear();
          }

          @Override
          public void message(NetlinkMessage message) throws IOException {
            first.add(message.u8(0));
          }
        });
    return first;
  }
}
