package io.github.mptcpexporter.monitor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.EventSkipped;
import io.github.mptcpexporter.model.EventsLost;
import io.github.mptcpexporter.model.KernelEvent;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.MptcpEvent;
import io.github.mptcpexporter.model.NetworkChanged;
import io.github.mptcpexporter.model.SocketDestroyed;
import io.github.mptcpexporter.netlink.Captures;
import io.github.mptcpexporter.oracle.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Messages recorded on a kernel 6.18. */
final class RecordedEvents {

  private RecordedEvents() {}

  static List<String> names(KernelEvents events) {
    return events.events().stream().map(event -> name(event.event())).toList();
  }

  /** As the recording tool calls it. */
  static String name(KernelEvent event) {
    if (event instanceof MptcpEvent mptcp) {
      return mptcp.kind().name();
    }
    if (event instanceof NetworkChanged change) {
      String subject =
          change.subject() == NetworkChanged.Subject.NEIGHBOUR ? "NEIGH" : change.subject().name();
      return (change.removed() ? "DEL" : "NEW") + subject;
    }
    if (event instanceof EventsLost lost) {
      return "Lost " + lost.source();
    }
    if (event instanceof EventSkipped skipped) {
      return "Skipped " + skipped.source();
    }
    assertTrue(event instanceof SocketDestroyed);
    return "DESTROY";
  }

  static byte[] repeated(byte[] message, int times) {
    byte[][] all = new byte[times][];
    Arrays.fill(all, message);
    return joined(all);
  }

  static byte[] joined(byte[]... messages) {
    ByteBuffer all = ByteBuffer.allocate(Stream.of(messages).mapToInt(each -> each.length).sum());
    Stream.of(messages).forEach(all::put);
    return all.array();
  }

  /** The messages that a router received in a scenario, as {@link #read} knows them. */
  static List<String> of(String scenario) {
    return decoded(scenario).map(line -> scenario + "/" + file(line)).toList();
  }

  /** A message, such as {@code rule-change/00011-rtnl-DELRULE.bin}, or a datagram of a dump. */
  static byte[] read(String name) {
    try {
      Path dump = Captures.UPSTREAM_6_18.resolve(name);
      if (Files.exists(dump)) {
        return Files.readAllBytes(dump);
      }
      String scenario = name.substring(0, name.indexOf('/'));
      int index = of(scenario).indexOf(name);
      Path all = Captures.EVENTS_6_18.resolve(scenario).resolve("router.bin");
      return Captures.split(Files.readAllBytes(all)).get(index);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the recording tool made of each message of a scenario. */
  private static Stream<Map<String, Object>> decoded(String scenario) {
    try {
      Path lines = Captures.EVENTS_6_18.resolve(scenario).resolve("router.jsonl");
      return Files.readAllLines(lines).stream().map(Json::parse).map(Json::object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String file(Map<String, Object> line) {
    return (String) Json.get(line, "file");
  }
}
