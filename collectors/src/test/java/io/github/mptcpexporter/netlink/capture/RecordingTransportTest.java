package io.github.mptcpexporter.netlink.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.kernel.jnr.JnrNetlinkTransport;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkSocket;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordingTransportTest {

  private static final int DIAG_LOCAL_PORT = 16 + 4;
  private static final Path STEADY = Path.of("src/test/resources/routers/upstream-6.18-steady");

  /** The kernel tells of each TCP socket that it destroys; joining needs no right. */
  @Test
  void eventsAreRecordedWithTheirTimeAndSource() throws Exception {
    RecordingTransport transport = new RecordingTransport(JnrNetlinkTransport.load(), () -> 77);
    try (NetlinkSocket socket = transport.openForEvents(NetlinkFamily.SOCK_DIAG)) {
      socket.join(1); // SKNLGRP_INET_TCP_DESTROY
      int port = openAndCloseAConnection();
      receiveEventOf(port, transport, socket);

      EventCapture events = transport.recording().events().orElseThrow();
      assertEquals(Set.of(EventSource.TCP_DESTROY), events.heard());
      assertTrue(
          events.events().stream().anyMatch(event -> isOf(event, port)), "" + events.events());

      transport.nextRound();
      events = transport.recording().events().orElseThrow();
      assertEquals(Set.of(EventSource.TCP_DESTROY), events.heard());
      assertEquals(List.of(), events.events());
    }
    transport.nextRound();
    assertTrue(transport.recording().events().isEmpty(), "nobody listens any more");
  }

  @Test
  void silenceOfTheKernelIsRecordedOnlyWhereAnAnswerWasDue() throws Exception {
    RecordingTransport transport = new RecordingTransport(JnrNetlinkTransport.load(), () -> 77);
    try (NetlinkSocket socket = transport.open(NetlinkFamily.ROUTE)) {
      byte[] noop = HexFormat.of().parseHex("10000000010000000000000000000000");
      socket.send(noop, noop.length);
      byte[] buffer = new byte[NetlinkConnection.BUFFER_BYTES];

      assertThrows(NetlinkErrnoException.class, () -> socket.receive(buffer, 1));

      NetlinkCapture capture = List.copyOf(transport.recording().captures().values()).get(0);
      assertEquals(
          List.of(
              new Exchange(new Datagram(noop), List.of(new Reply.Errno(Errno.EAGAIN.number())))),
          capture.exchanges());
    }
  }

  @Test
  void familyThatCanNotBeOpenedIsRecordedAsRefused() throws Exception {
    NetlinkRecording without =
        new NetlinkRecording(
            NetlinkRecording.read(new RootFs(STEADY)).orElseThrow().byteOrder(),
            Map.of(),
            Optional.empty());
    RecordingTransport transport = new RecordingTransport(new ReplayTransport(without), () -> 77);

    assertThrows(NetlinkErrnoException.class, () -> transport.open(NetlinkFamily.SOCK_DIAG));

    assertEquals(
        OptionalInt.of(Errno.EPROTONOSUPPORT.number()),
        List.copyOf(transport.recording().captures().values()).get(0).refused());
  }

  /** Others on this machine may close many sockets meanwhile. */
  private static void receiveEventOf(int port, RecordingTransport transport, NetlinkSocket socket)
      throws IOException {
    byte[] buffer = new byte[NetlinkConnection.BUFFER_BYTES];
    boolean found = false;
    for (int i = 0; i < 10_000 && !found && transport.await(List.of(socket), 2000)[0]; i++) {
      int length = socket.receive(buffer, 1);
      found =
          isOf(new RecordedEvent(EventSource.TCP_DESTROY, 77, new Datagram(buffer, length)), port);
    }
  }

  private static int openAndCloseAConnection() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
      try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET)) {
        client.connect(server.getLocalAddress());
        server.accept().close();
        return ((InetSocketAddress) client.getLocalAddress()).getPort();
      }
    }
  }

  private static boolean isOf(RecordedEvent event, int port) {
    return event.source() == EventSource.TCP_DESTROY
        && event.monotonicNanos() == 77
        && event.received() instanceof Datagram datagram
        && (ByteBuffer.wrap(datagram.bytes()).getShort(DIAG_LOCAL_PORT) & 0xffff) == port;
  }
}
