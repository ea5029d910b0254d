package io.github.mptcpexporter.netlink.capture;

import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the kernel told unasked.
 *
 * @param byteOrder of the machine
 * @param heard sources that were listened to, whether they said something or not
 * @param events in the order of receipt
 */
public record EventCapture(
    ByteOrder byteOrder, Set<EventSource> heard, List<RecordedEvent> events) {

  private static final String HEARD = "heard";

  public EventCapture {
    heard = Set.copyOf(heard);
    events = List.copyOf(events);
  }

  /**
   * Reads a recording.
   *
   * @param file as it stands in complaints
   */
  public static EventCapture parse(String file, List<Line> lines) throws BadInputException {
    CaptureText text = CaptureText.read(file, lines);
    List<RecordedEvent> events = new ArrayList<>();
    for (CaptureText.Entry entry : text.entries()) {
      if (entry.marker() != CaptureText.EVENT) {
        throw entry.line().bad("a request or reply among events");
      }
      long nanos = entry.line().signed(entry.words().get(1));
      EventSource.of(entry.words().get(0))
          .ifPresent(source -> events.add(new RecordedEvent(source, nanos, entry.content())));
    }
    return new EventCapture(text.byteOrder(), heard(text), events);
  }

  private static Set<EventSource> heard(CaptureText text) {
    Set<EventSource> heard = EnumSet.noneOf(EventSource.class);
    for (String label : text.head(HEARD).map(Line::words).orElse(List.of())) {
      EventSource.of(label).ifPresent(heard::add);
    }
    return heard;
  }

  EventCapture with(DatagramChange change) throws NetlinkFormatException {
    List<RecordedEvent> changed = new ArrayList<>();
    for (RecordedEvent event : events) {
      Reply received = event.received();
      if (received instanceof Datagram datagram) {
        received = datagram.with(event.source().family(), DatagramChange.Kind.EVENT, change);
      }
      changed.add(new RecordedEvent(event.source(), event.monotonicNanos(), received));
    }
    return new EventCapture(byteOrder, heard, changed);
  }

  /** Writes it as text. */
  public void write(Writer out) throws IOException {
    out.write("# netlink events\n");
    out.write(CaptureText.byteOrderLine(byteOrder));
    String labels =
        heard.stream().sorted().map(EventSource::label).collect(Collectors.joining(" "));
    out.write(HEARD + ": " + labels + "\n");
    HexWriter hex = new HexWriter(out, byteOrder);
    for (RecordedEvent event : events) {
      if (event.received() instanceof Datagram datagram) {
        String name = MessageName.event(event.source(), byteOrder, datagram.array());
        out.write("\n# " + name + "\n");
      } else {
        out.write("\n");
      }
      hex.write(
          CaptureText.EVENT + " " + event.source().label() + " " + event.monotonicNanos(),
          event.received());
    }
  }
}
