package io.github.mptcpexporter.netlink.mptcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.MptcpEvent;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.Captures;
import io.github.mptcpexporter.netlink.Edit;
import io.github.mptcpexporter.netlink.Events;
import io.github.mptcpexporter.netlink.Events.Event;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.oracle.IpFormat;
import io.github.mptcpexporter.oracle.Json;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Events of kernel 6.18, as received on both ends of the lab, as they are and turned into those of
 * a big-endian machine; confirmed by another program's decoding and by {@code ip mptcp monitor}.
 */
class PathManagerEventsTest {

  static Stream<ByteOrder> orders() {
    return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
  }

  private static MptcpEvent decode(Event event, ByteOrder order) throws IOException {
    return PathManagerEvents.decode(event.message(order), new AttributeReader(order)).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("orders")
  void everyValueIsThatOfTheDecodedJson(ByteOrder order) throws Exception {
    Set<MptcpEvent.Kind> seen = EnumSet.noneOf(MptcpEvent.Kind.class);

    for (Event event : Events.of("genl")) {
      assertEquals(expected(event), decode(event, order));
      seen.add(decode(event, order).kind());
    }

    assertEquals(
        EnumSet.of(
            MptcpEvent.Kind.CREATED,
            MptcpEvent.Kind.ESTABLISHED,
            MptcpEvent.Kind.CLOSED,
            MptcpEvent.Kind.REMOVED,
            MptcpEvent.Kind.SUB_ESTABLISHED,
            MptcpEvent.Kind.SUB_CLOSED),
        seen);
  }

  private static MptcpEvent expected(Event event) throws IOException {
    Map<String, Object> json = event.decoded();
    Optional<FourTuple> addresses = Optional.empty();
    if (json.containsKey("sport")) {
      addresses =
          Optional.of(
              new FourTuple(
                  address(json, "saddr"),
                  (int) Json.number(json, "sport"),
                  address(json, "daddr"),
                  (int) Json.number(json, "dport")));
    }
    Optional<Boolean> serverSide =
        json.containsKey("flags")
            ? Optional.of((Json.number(json, "flags") & 2) != 0)
            : json.containsKey("server_side") ? Optional.of(true) : Optional.empty();
    return new MptcpEvent(
        MptcpEvent.Kind.valueOf(event.type()),
        OptionalLong.of(Json.number(json, "token")),
        addresses,
        number(json, "loc_id"),
        number(json, "rem_id"),
        json.containsKey("backup")
            ? Optional.of(Json.number(json, "backup") != 0)
            : Optional.empty(),
        number(json, "if_idx"),
        number(json, "error"),
        number(json, "reset_reason"),
        serverSide);
  }

  private static InetAddress address(Map<String, Object> json, String name) throws IOException {
    Object text = json.getOrDefault(name + "4", json.get(name + "6"));
    return InetAddress.getByName(String.valueOf(text));
  }

  private static OptionalInt number(Map<String, Object> json, String name) {
    return json.containsKey(name)
        ? OptionalInt.of((int) Json.number(json, name))
        : OptionalInt.empty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"subflow-added", "peer-closes", "endpoint-deleted-wan1"})
  void ipMptcpMonitorSaysTheSame(String name) throws Exception {
    Path scenario = Captures.EVENTS_6_18.resolve(name);
    List<String> lines = new ArrayList<>();

    for (Event event : Events.of(scenario, "router", "genl")) {
      lines.add(monitorLine(decode(event, ByteOrder.LITTLE_ENDIAN)));
    }

    List<String> expected =
        Files.readAllLines(scenario.resolve("ip-mptcp-monitor.txt")).stream()
            .map(String::strip)
            .toList();
    assertFalse(expected.isEmpty());
    assertEquals(String.join("\n", expected), String.join("\n", lines));
  }

  private static String monitorLine(MptcpEvent event) {
    StringBuilder line = new StringBuilder();
    line.append("[%14s]".formatted(event.kind().name().replace("SUB_", "SF_")));
    line.append(" token=%08x".formatted(event.token().orElseThrow()));
    event.remoteAddressId().ifPresent(id -> line.append(" remid=").append(id));
    event.localAddressId().ifPresent(id -> line.append(" locid=").append(id));
    event
        .addresses()
        .ifPresent(
            addresses -> {
              line.append(address(" saddr", addresses.local()));
              line.append(address(" daddr", addresses.remote()));
              line.append(" sport=").append(addresses.localPort());
              line.append(" dport=").append(addresses.remotePort());
            });
    event.backup().ifPresent(backup -> line.append(" backup=").append(backup ? 1 : 0));
    event.error().ifPresent(error -> line.append(" error=").append(error));
    event.link().ifPresent(link -> line.append(" ifindex=").append(link));
    return line.toString();
  }

  private static String address(String name, InetAddress address) {
    return name + (address instanceof Inet6Address ? "6=" : "4=") + IpFormat.address(address);
  }

  @Test
  void anEventOfANewerKernelIsSkipped() throws Exception {
    Event event = Events.of("genl").get(0);
    byte[] unknown = Edit.patched(event.bytes(), 0, (byte) 99);
    NetlinkMessage message = new NetlinkMessage(ByteOrder.LITTLE_ENDIAN);
    message.at(unknown, 0, unknown.length, "event");

    assertEquals(
        Optional.empty(),
        PathManagerEvents.decode(message, new AttributeReader(ByteOrder.LITTLE_ENDIAN)));
  }

  @Test
  void serverKnowsThatThePeerOpenedTheConnection() throws Exception {
    Path scenario = Captures.EVENTS_6_18.resolve("peer-closes");

    MptcpEvent created =
        decode(Events.of(scenario, "server", "genl").get(0), ByteOrder.LITTLE_ENDIAN);

    assertEquals(MptcpEvent.Kind.CREATED, created.kind());
    assertTrue(created.serverSide().orElseThrow());
    assertEquals(5201, created.addresses().orElseThrow().localPort());
  }
}
