package io.github.mptcpexporter.capture;

import io.github.mptcpexporter.netlink.capture.Datagram;
import io.github.mptcpexporter.netlink.capture.EventCapture;
import io.github.mptcpexporter.netlink.capture.EventSource;
import io.github.mptcpexporter.netlink.capture.NetlinkRecording;
import io.github.mptcpexporter.netlink.capture.RecordedEvent;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a recording of events that were taken with other tools: {@code events.jsonl}, a line for
 * each, with the time and the file below {@code raw/} that holds the message.
 */
final class RawEvents {

  private static final Pattern EVENT =
      Pattern.compile(
          "\\{\"t\": (\\d+), \"src\": \"(genl|rtnl|tcpdestroy)\".*\"file\": \"(.*)\"\\}");

  private RawEvents() {}

  /** Converts the events in directory {@code args[0]} to the new directory {@code args[1]}. */
  public static void main(String[] args) throws IOException {
    Path raw = Path.of(args[0]);
    List<RecordedEvent> events = new ArrayList<>();
    for (String line : Files.readAllLines(raw.resolve("events.jsonl"))) {
      Matcher event = EVENT.matcher(line);
      if (event.matches()) {
        byte[] message = Files.readAllBytes(raw.resolve("raw").resolve(event.group(3)));
        events.add(
            new RecordedEvent(
                source(event.group(2)), Long.parseLong(event.group(1)), new Datagram(message)));
      }
    }
    EventCapture capture =
        new EventCapture(ByteOrder.LITTLE_ENDIAN, EnumSet.allOf(EventSource.class), events);
    new NetlinkRecording(ByteOrder.LITTLE_ENDIAN, Map.of(), Optional.of(capture))
        .write(Path.of(args[1]));
  }

  private static EventSource source(String name) {
    return switch (name) {
      case "genl" -> EventSource.PM_EVENTS;
      case "rtnl" -> EventSource.ROUTE_NETLINK;
      default -> EventSource.TCP_DESTROY;
    };
  }
}
