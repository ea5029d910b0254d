package io.github.mptcpexporter.netlink.capture;

import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the kernel answered to requests of one netlink family.
 *
 * @param byteOrder of the machine
 * @param refused error with which the kernel refused to open a socket; empty if it did not
 * @param exchanges in the order of the requests
 */
public record NetlinkCapture(ByteOrder byteOrder, OptionalInt refused, List<Exchange> exchanges) {

  private static final String REFUSED = "refused";

  public NetlinkCapture {
    exchanges = List.copyOf(exchanges);
  }

  /**
   * Reads a recording.
   *
   * @param file as it stands in complaints
   */
  public static NetlinkCapture parse(String file, List<Line> lines) throws BadInputException {
    CaptureText text = CaptureText.read(file, lines);
    List<Exchange> exchanges = new ArrayList<>();
    Optional<Datagram> request = Optional.empty();
    List<Reply> replies = new ArrayList<>();
    for (CaptureText.Entry entry : text.entries()) {
      if (entry.marker() == CaptureText.REQUEST && entry.content() instanceof Datagram asked) {
        request.ifPresent(earlier -> exchanges.add(new Exchange(earlier, replies)));
        replies.clear();
        request = Optional.of(asked);
      } else if (entry.marker() == CaptureText.REPLY && request.isPresent()) {
        replies.add(entry.content());
      } else {
        throw entry.line().bad("a reply to no request, or an event among requests");
      }
    }
    request.ifPresent(last -> exchanges.add(new Exchange(last, replies)));
    return new NetlinkCapture(text.byteOrder(), refused(text), exchanges);
  }

  private static OptionalInt refused(CaptureText text) throws BadInputException {
    Optional<Line> refused = text.head(REFUSED);
    return refused.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(CaptureText.errno(refused.get(), refused.get().text()));
  }

  NetlinkCapture with(NetlinkFamily family, DatagramChange change) throws NetlinkFormatException {
    List<Exchange> changed = new ArrayList<>();
    for (Exchange exchange : exchanges) {
      Datagram request = exchange.request().with(family, DatagramChange.Kind.REQUEST, change);
      List<Reply> replies = new ArrayList<>();
      for (Reply reply : exchange.replies()) {
        replies.add(
            reply instanceof Datagram datagram
                ? datagram.with(family, DatagramChange.Kind.REPLY, change)
                : reply);
      }
      changed.add(new Exchange(request, replies));
    }
    return new NetlinkCapture(byteOrder, refused, changed);
  }

  /** Writes it as text. */
  public void write(NetlinkFamily family, Writer out) throws IOException {
    out.write("# netlink " + family + ": requests and their answers\n");
    out.write(CaptureText.byteOrderLine(byteOrder));
    if (refused.isPresent()) {
      out.write("# " + Errno.describe(refused.getAsInt()) + "\n");
      out.write(REFUSED + ": " + refused.getAsInt() + "\n");
    }
    HexWriter hex = new HexWriter(out, byteOrder);
    for (Exchange exchange : exchanges) {
      out.write("\n# " + Question.of(family, byteOrder, exchange.request()).name() + "\n");
      hex.write(String.valueOf(CaptureText.REQUEST), exchange.request());
      for (Reply reply : exchange.replies()) {
        hex.write(String.valueOf(CaptureText.REPLY), reply);
      }
    }
  }
}
