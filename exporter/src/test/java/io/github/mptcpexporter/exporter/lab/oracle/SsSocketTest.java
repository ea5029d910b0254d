package io.github.mptcpexporter.exporter.lab.oracle;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Values are those that a reader finds in the recorded text. */
class SsSocketTest {

  @Test
  void subflowIsReadWithAllItsNumbers() throws IOException {
    SsSocket lost = socket(SsSocket.parse(Recorded.text("ss-Mneit-failover-to-backup.txt")), 50794);

    assertAll(
        () -> assertEquals("ESTAB", lost.state()),
        () -> assertEquals(0, lost.receiveQueue()),
        () -> assertEquals(59480, lost.sendQueue()),
        () -> assertEquals(InetAddress.getByName("10.1.0.2"), lost.local()),
        () -> assertEquals(Optional.empty(), lost.device()),
        () -> assertEquals(InetAddress.getByName("203.0.113.10"), lost.remote()),
        () -> assertEquals(5201, lost.remotePort()),
        () -> assertEquals(0x6961, lost.hex("sk")),
        () -> assertEquals(86715, lost.number("ino")),
        () -> assertEquals(6, lost.number("backoff")),
        () -> assertEquals(10_814, lost.rttMicros()),
        () -> assertEquals(604, lost.rttVarianceMicros()),
        () -> assertEquals(13_568_000, lost.micros("rto")),
        () -> assertEquals(10_105, lost.micros("minrtt")),
        () -> assertEquals(1, lost.number("cwnd")),
        () -> assertEquals(3_490_149, lost.number("bytes_sent")),
        () -> assertEquals(9_616, lost.number("bytes_retrans")),
        () -> assertEquals(3_446_342, lost.number("bytes_acked")),
        () -> assertEquals(0, lost.number("bytes_received"), "ss leaves out what is 0"),
        () -> assertEquals(7_123_496, lost.bitsPerSecond("pacing_rate")),
        () -> assertEquals(3_892_472, lost.bitsPerSecond("delivery_rate")));
  }

  @Test
  void subflowsNameTheirConnection() throws IOException {
    List<SsSocket> sockets = SsSocket.parse(Recorded.text("ss-HOMtnie.txt"));
    SsSocket connection = sockets.stream().filter(SsSocket::multipath).findFirst().orElseThrow();

    Map<Integer, String> flags =
        sockets.stream()
            .filter(SsSocket::subflow)
            .filter(socket -> socket.tokens().localToken() == connection.token())
            .collect(Collectors.toMap(SsSocket::localPort, SsSocket::flags));

    assertEquals(0xb2c3b6d8L, connection.token());
    assertEquals(Map.of(37158, "Mmec", 59633, "Jjec", 35123, "Jjbec", 5300, "Jec"), flags);
    assertEquals(
        new SsSocket.Tokens(0x5b1e654dL, 0, 0xb2c3b6d8L, 3), socket(sockets, 35123).tokens());
  }

  @Test
  void bracketsAndDeviceAreNoPartOfTheAddress() throws IOException {
    SsSocket joined = socket(SsSocket.parse(Recorded.text("ss-HOMtnie.txt")), 34869);

    assertEquals(InetAddress.getByName("fd03::2"), joined.local());
    assertEquals(Optional.of("lte"), joined.device());
    assertEquals(InetAddress.getByName("2001:db8:99::10"), joined.remote());
  }

  @Test
  void connectionsFallbacksAndPlainTcpAreToldApart() throws IOException {
    List<SsSocket> sockets = SsSocket.parse(Recorded.text("ss-HOMtnie.txt"));

    SsSocket plain = socket(sockets, 48300);
    List<SsSocket> fallback =
        sockets.stream().filter(socket -> socket.localPort() == 33240).toList();

    assertEquals(12, sockets.size());
    assertEquals(3, sockets.stream().filter(SsSocket::multipath).count());
    assertFalse(plain.multipath() || plain.subflow());
    assertEquals(2, fallback.size());
    assertTrue(fallback.get(0).subflow());
    assertTrue(fallback.get(1).multipath() && fallback.get(1).words().contains("fallback"));
    assertEquals(0xa0c7a77ca01a14f5L, fallback.get(1).hex("write_seq"));
  }

  @Test
  void connectionsAreKnownWithoutTheColumnOfTheKind() throws IOException {
    String row = "ESTAB 0 0 10.1.0.2:1 10.1.0.1:2 subflows:1 remote_key token:a write_seq:b\n";

    assertTrue(SsSocket.parse(row).get(0).multipath());
  }

  @Test
  void columnThatIsNoAddressIsReported() {
    IOException e = assertThrows(IOException.class, () -> SsSocket.parse("ESTAB 0 0 what 1:2"));

    assertEquals("ss: no address and port: what", e.getMessage());
  }

  private static SsSocket socket(List<SsSocket> sockets, int localPort) {
    return sockets.stream()
        .filter(socket -> !socket.multipath() && socket.localPort() == localPort)
        .findFirst()
        .orElseThrow();
  }
}
