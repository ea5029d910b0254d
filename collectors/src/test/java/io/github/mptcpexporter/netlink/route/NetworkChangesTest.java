package io.github.mptcpexporter.netlink.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.mptcpexporter.model.NetworkChanged;
import io.github.mptcpexporter.model.NetworkChanged.Subject;
import io.github.mptcpexporter.netlink.Captures;
import io.github.mptcpexporter.netlink.Edit;
import io.github.mptcpexporter.netlink.Events;
import io.github.mptcpexporter.netlink.Events.Event;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.oracle.Json;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events of rtnetlink on kernel 6.18. An event is the row of a dump sent alone, so the rows of the
 * dumps serve as events too.
 */
class NetworkChangesTest {

  private static final Path STEADY = Captures.UPSTREAM_6_18.resolve("steady");
  private static final byte AF_BRIDGE = 7;
  private static final int HEADER = 16;

  static Stream<ByteOrder> orders() {
    return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
  }

  private static Optional<NetworkChanged> decode(byte[] bytes) throws IOException {
    NetlinkMessage message = new NetlinkMessage(ByteOrder.LITTLE_ENDIAN);
    message.at(bytes, 0, bytes.length, "event");
    return NetworkChanges.decode(message);
  }

  /** The row of a dump as the event that tells of its removal. */
  private static byte[] removal(byte[] row) {
    byte[] removal = row.clone();
    removal[4]++;
    return removal;
  }

  private static Optional<NetworkChanged> changed(Subject subject, boolean removed, int link) {
    return Optional.of(new NetworkChanged(subject, removed, OptionalInt.of(link)));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void capturedEventsTellWhatChanged(ByteOrder order) throws Exception {
    List<Event> events = Events.of("rtnl");
    assertFalse(events.isEmpty());
    for (Event event : events) {
      Optional<NetworkChanged> decoded = NetworkChanges.decode(event.message(order));
      if (Json.number(event.decoded(), "family") == AF_BRIDGE) { // the state of a port of br-lan
        assertEquals(Optional.empty(), decoded);
        continue;
      }

      NetworkChanged changed = decoded.orElseThrow();
      assertEquals(event.type().startsWith("DEL"), changed.removed());
      String subject = changed.subject() == Subject.NEIGHBOUR ? "NEIGH" : changed.subject().name();
      assertEquals(event.type().substring(3), subject);
      assertEquals(
          event.decoded().containsKey("ifindex")
              ? OptionalInt.of((int) Json.number(event.decoded(), "ifindex"))
              : OptionalInt.empty(),
          changed.link());
    }
  }

  @Test
  void linksAddressesAndNeighboursTellTheirDevice() throws Exception {
    byte[] wan1 = Captures.messages(STEADY, "rtnl-link-v4dev").get(3);
    byte[] address = Captures.messages(STEADY, "rtnl-addr-v4").get(2);
    byte[] neighbour = Captures.messages(STEADY, "rtnl-neigh-v4").get(0);
    int neighboursLink = neighbour[HEADER + 4];

    assertEquals(changed(Subject.LINK, false, 4), decode(wan1));
    assertEquals(changed(Subject.LINK, true, 4), decode(removal(wan1)));
    assertEquals(changed(Subject.ADDRESS, false, 4), decode(address));
    assertEquals(changed(Subject.ADDRESS, true, 4), decode(removal(address)));
    assertEquals(changed(Subject.NEIGHBOUR, true, neighboursLink), decode(removal(neighbour)));
  }

  @Test
  void routesTellTheirDeviceWhereThereIsOne() throws Exception {
    List<NetworkChanged> changes = new ArrayList<>();
    for (byte[] route : Captures.messages(STEADY, "rtnl-route-v4")) {
      changes.add(decode(removal(route)).orElseThrow());
    }
    Path allKinds = Captures.UPSTREAM_6_18.resolve("all-kinds-of-routes");
    List<byte[]> others = Captures.messages(allKinds, "rtnl-route-v4");

    // `ip -d route show table all`: default dev tun0 table 1, then two of wan1 in 1001.
    assertEquals(changed(Subject.ROUTE, true, 6), Optional.of(changes.get(0)));
    assertEquals(changed(Subject.ROUTE, true, 4), Optional.of(changes.get(1)));
    // The fourth is the default route with two next hops.
    assertEquals(
        Optional.of(new NetworkChanged(Subject.ROUTE, false, OptionalInt.empty())),
        decode(others.get(3)));
  }

  @Test
  void aBridgesViewOfItsPortsAndHostsIsNoChangeOfTheNetwork() throws Exception {
    // RTM_DELLINK of a bridge says that a link is no longer its port, not that the link is gone.
    byte[] link = Edit.patched(Captures.messages(STEADY, "rtnl-link-v4dev").get(1), 0, AF_BRIDGE);
    byte[] host = Edit.patched(Captures.messages(STEADY, "rtnl-neigh-v4").get(0), 0, AF_BRIDGE);

    assertEquals(Optional.empty(), decode(removal(link)));
    assertEquals(Optional.empty(), decode(host));
  }

  @Test
  void aMessageOfAnotherKindIsSkipped() throws Exception {
    byte[] row = Captures.messages(STEADY, "rtnl-addr-v4").get(0).clone();
    byte newQdisc = 36;
    row[4] = newQdisc;

    assertEquals(Optional.empty(), decode(row));
  }
}
