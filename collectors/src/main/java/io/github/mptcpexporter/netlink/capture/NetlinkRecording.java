package io.github.mptcpexporter.netlink.capture;

import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files below {@code netlink/} of a recording.
 *
 * @param byteOrder of the machine; the same in all files
 * @param captures what the kernel answered; families that nobody asked are not there
 * @param events what it told unasked; empty if nobody listened
 */
public record NetlinkRecording(
    ByteOrder byteOrder,
    Map<NetlinkFamily, NetlinkCapture> captures,
    Optional<EventCapture> events) {

  private static final String EVENTS = "netlink/events.txt";

  public NetlinkRecording {
    Map<NetlinkFamily, NetlinkCapture> copy = new EnumMap<>(NetlinkFamily.class);
    copy.putAll(captures);
    captures = Collections.unmodifiableMap(copy);
  }

  /** The recording below {@code files}; empty if there is none. */
  public static Optional<NetlinkRecording> read(RootFs files) throws IOException {
    Map<NetlinkFamily, NetlinkCapture> captures = new EnumMap<>(NetlinkFamily.class);
    Optional<ByteOrder> order = Optional.empty();
    for (NetlinkFamily family : NetlinkFamily.values()) {
      String file = file(family);
      Optional<List<Line>> lines = files.lines(file);
      if (lines.isPresent()) {
        NetlinkCapture capture = NetlinkCapture.parse(file, lines.get());
        order = Optional.of(agreed(order, capture.byteOrder(), file));
        captures.put(family, capture);
      }
    }
    Optional<List<Line>> lines = files.lines(EVENTS);
    Optional<EventCapture> events = Optional.empty();
    if (lines.isPresent()) {
      EventCapture capture = EventCapture.parse(EVENTS, lines.get());
      order = Optional.of(agreed(order, capture.byteOrder(), EVENTS));
      events = Optional.of(capture);
    }
    Optional<EventCapture> heard = events;
    return order.map(known -> new NetlinkRecording(known, captures, heard));
  }

  private static ByteOrder agreed(Optional<ByteOrder> before, ByteOrder now, String file)
      throws BadInputException {
    if (before.isPresent() && before.get() != now) {
      throw new Line(file, 1, "").bad("byte order differs from the other files'");
    }
    return now;
  }

  /** Writes the files into {@code directory}. */
  public void write(Path directory) throws IOException {
    Files.createDirectories(directory.resolve("netlink"));
    for (Map.Entry<NetlinkFamily, NetlinkCapture> entry : captures.entrySet()) {
      try (Writer out = open(directory.resolve(file(entry.getKey())))) {
        entry.getValue().write(entry.getKey(), out);
      }
    }
    if (events.isPresent()) {
      try (Writer out = open(directory.resolve(EVENTS))) {
        events.get().write(out);
      }
    }
  }

  /** This recording with its datagrams changed. */
  public NetlinkRecording with(DatagramChange change) throws NetlinkFormatException {
    Map<NetlinkFamily, NetlinkCapture> changed = new EnumMap<>(NetlinkFamily.class);
    for (Map.Entry<NetlinkFamily, NetlinkCapture> entry : captures.entrySet()) {
      changed.put(entry.getKey(), entry.getValue().with(entry.getKey(), change));
    }
    return new NetlinkRecording(
        byteOrder,
        changed,
        events.isPresent() ? Optional.of(events.get().with(change)) : Optional.empty());
  }

  private static Writer open(Path file) throws IOException {
    return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
  }

  /** Where the family's answers stand. */
  static String file(NetlinkFamily family) {
    return switch (family) {
      case ROUTE -> "netlink/route.txt";
      case SOCK_DIAG -> "netlink/diag.txt";
      case NETFILTER -> "netlink/netfilter.txt";
      case GENERIC -> "netlink/generic.txt";
    };
  }
}
