package io.github.mptcpexporter.netlink.diag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.SocketDestroyed;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.Edit;
import io.github.mptcpexporter.netlink.Events;
import io.github.mptcpexporter.netlink.Events.Event;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.oracle.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Last words of TCP sockets on kernel 6.18; another program's decoding confirms them. */
class DestroyedSocketsTest {

  /** {@code INET_DIAG_PROTOCOL}. */
  private static final int PROTOCOL = 10;

  static Stream<ByteOrder> orders() {
    return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
  }

  private static Optional<SocketDestroyed> decode(NetlinkMessage message) throws IOException {
    return DestroyedSockets.decode(message, new AttributeReader(message.order()));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void addressesAndCountersAreThoseOfTheDecodedJson(ByteOrder order) throws Exception {
    List<Event> events = Events.of("tcpdestroy");
    assertFalse(events.isEmpty());
    Set<Long> cookies = new HashSet<>();
    for (Event event : events) {
      SocketDestroyed destroyed = decode(event.message(order)).orElseThrow();

      Map<String, Object> json = event.decoded();
      assertEquals(
          new FourTuple(
              InetAddress.getByName(Json.text(json, "src")),
              (int) Json.number(json, "sport"),
              InetAddress.getByName(Json.text(json, "dst")),
              (int) Json.number(json, "dport")),
          destroyed.addresses());
      TcpInfo info = destroyed.info().orElseThrow();
      assertEquals(Json.number(json, "bytes_sent"), info.get(TcpInfo.Field.BYTES_SENT));
      assertEquals(Json.number(json, "bytes_received"), info.get(TcpInfo.Field.BYTES_RECEIVED));
      assertEquals(
          Json.number(json, "total_retrans"), info.get(TcpInfo.Field.TOTAL_RETRANS_SEGMENTS));
      assertEquals(Json.number(json, "dport") == 0, destroyed.zeroed());
      cookies.add(destroyed.cookie());
    }
    assertEquals(events.size(), cookies.size());
  }

  @Test
  void lastWordsOfAnotherProtocolAreNone() throws Exception {
    Event event = Events.of("tcpdestroy").get(0);
    byte[] message = event.bytes();
    int protocol = offsetOf(message, PROTOCOL);
    byte udp = 17;

    assertTrue(decode(event.message(ByteOrder.LITTLE_ENDIAN)).isPresent());
    assertEquals(Optional.empty(), decode(read(Edit.patched(message, protocol, udp))));
  }

  @Test
  void socketThatTellsNoInfoHasNone() throws Exception {
    byte[] message = Events.of("tcpdestroy").get(0).bytes();

    SocketDestroyed destroyed =
        decode(read(Edit.without(message, InetDiagMessage.BYTES, InetDiagMessage.ATTRIBUTE_INFO)))
            .orElseThrow();

    assertEquals(Optional.empty(), destroyed.info());
  }

  private static NetlinkMessage read(byte[] bytes) throws IOException {
    NetlinkMessage message = new NetlinkMessage(ByteOrder.LITTLE_ENDIAN);
    message.at(bytes, 0, bytes.length, "destroyed");
    return message;
  }

  /** Place of an attribute's value in the payload. */
  private static int offsetOf(byte[] bytes, int type) throws IOException {
    AttributeReader attributes = new AttributeReader(ByteOrder.LITTLE_ENDIAN);
    NetlinkMessage message = read(bytes);
    attributes.over(message, InetDiagMessage.BYTES);
    while (attributes.next()) {
      if (attributes.type() == type) {
        return attributes.position(0) - message.position(0);
      }
    }
    throw new AssertionError("no attribute " + type);
  }
}
