package io.github.mptcpexporter.netlink;

import io.github.mptcpexporter.oracle.Json;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Captured events, each with what another program made of it. */
public final class Events {

  private Events() {}

  /** An event as it was sent. */
  public static final class Event {

    private final byte[] bytes;
    private final Map<String, Object> json;

    Event(byte[] bytes, Map<String, Object> json) {
      this.bytes = bytes;
      this.json = json;
    }

    /** {@code genl}, {@code rtnl} or {@code tcpdestroy}. */
    public String source() {
      return Json.text(json, "src");
    }

    /** Such as {@code SUB_CLOSED} or {@code NEWNEIGH}. */
    public String type() {
      return Json.text(json, "type");
    }

    /** What was decoded. */
    public Map<String, Object> decoded() {
      return Json.object(Json.get(json, "d"));
    }

    /** The message as its kernel sent it. */
    public byte[] bytes() {
      return bytes.clone();
    }

    /** The message as a kernel of this byte order would send it. */
    public NetlinkMessage message(ByteOrder order) throws IOException {
      NetlinkFamily family =
          switch (source()) {
            case "genl" -> NetlinkFamily.GENERIC;
            case "rtnl" -> NetlinkFamily.ROUTE;
            default -> NetlinkFamily.SOCK_DIAG;
          };
      byte[] sent =
          order == ByteOrder.LITTLE_ENDIAN ? bytes : Layouts.turnRoundEvent(bytes, family);
      NetlinkMessage message = new NetlinkMessage(order);
      message.at(sent, 0, sent.length, type());
      return message;
    }

    @Override
    public String toString() {
      return json.toString();
    }
  }

  /** All events of all scenarios that came from the source. */
  public static List<Event> of(String source) throws IOException {
    List<Event> events = new ArrayList<>();
    try (DirectoryStream<Path> scenarios = Files.newDirectoryStream(Captures.EVENTS_6_18)) {
      for (Path scenario : scenarios) {
        if (Files.isDirectory(scenario)) {
          events.addAll(of(scenario, "router", source));
          events.addAll(of(scenario, "server", source));
        }
      }
    }
    return events;
  }

  /**
   * The events that a host received in a scenario from the source, in order; none if it had none.
   */
  public static List<Event> of(Path scenario, String host, String source) throws IOException {
    List<Event> events = new ArrayList<>();
    if (!Files.exists(scenario.resolve(host + ".bin"))) {
      return events;
    }
    List<byte[]> messages = Captures.split(Files.readAllBytes(scenario.resolve(host + ".bin")));
    List<String> lines = Files.readAllLines(scenario.resolve(host + ".jsonl"));
    for (int i = 0; i < messages.size(); i++) {
      Event event = new Event(messages.get(i), Json.object(Json.parse(lines.get(i))));
      if (event.source().equals(source)) {
        events.add(event);
      }
    }
    return events;
  }
}
