package io.github.mptcpexporter.capture;

import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** Byte order of the machine whose files a directory holds. */
final class ByteOrderHint {

  /** The file that says it: {@code little} or {@code big}. */
  static final String NAME = "byte-order";

  /** 127.0.0.1 as a number, as {@code /proc/net/tcp} and others show it. */
  private static final String LOOPBACK_LITTLE = "0100007F:";

  private static final String LOOPBACK_BIG = "7F000001:";

  /** Column of {@code /proc/net/route} with the netmask. */
  private static final int ROUTE_MASK = 7;

  private ByteOrderHint() {}

  /** What the hint or, without one, the numbers in the files say; empty if nothing does. */
  static Optional<ByteOrder> read(RootFs files) throws IOException {
    Optional<Line> hint = files.firstLine(NAME);
    if (hint.isPresent()) {
      return Optional.of(parse(hint.get()));
    }
    Optional<ByteOrder> order = fromSockets(files);
    return order.isPresent() ? order : fromNetmasks(files);
  }

  static String text(ByteOrder order) {
    return (order == ByteOrder.LITTLE_ENDIAN ? "little" : "big") + "\n";
  }

  private static ByteOrder parse(Line hint) throws IOException {
    return switch (hint.text()) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default -> throw hint.bad("neither little nor big: " + Line.excerpt(hint.text()));
    };
  }

  private static Optional<ByteOrder> fromSockets(RootFs files) throws IOException {
    for (Line line : files.lines("proc/net/tcp").orElse(List.of())) {
      for (String word : line.words()) {
        if (word.startsWith(LOOPBACK_LITTLE)) {
          return Optional.of(ByteOrder.LITTLE_ENDIAN);
        }
        if (word.startsWith(LOOPBACK_BIG)) {
          return Optional.of(ByteOrder.BIG_ENDIAN);
        }
      }
    }
    return Optional.empty();
  }

  /** A netmask has its ones in front; printed as a number of the other order, behind. */
  private static Optional<ByteOrder> fromNetmasks(RootFs files) throws IOException {
    for (Line line : files.lines("proc/net/route").orElse(List.of())) {
      List<String> words = line.words();
      String mask = words.size() > ROUTE_MASK ? words.get(ROUTE_MASK) : "";
      if (mask.matches("00.{4}FF")) {
        return Optional.of(ByteOrder.LITTLE_ENDIAN);
      }
      if (mask.matches("FF.{4}00")) {
        return Optional.of(ByteOrder.BIG_ENDIAN);
      }
    }
    return Optional.empty();
  }
}
