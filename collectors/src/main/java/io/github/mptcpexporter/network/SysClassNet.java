package io.github.mptcpexporter.network;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Link.OperState;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What {@code /sys/class/net/DEVICE} says of a device, a file each ({@code net/core/net-sysfs.c}).
 */
final class SysClassNet {

  static final String DIRECTORY = "sys/class/net";

  private static final List<String> COUNTERS =
      List.of(
          "rx_bytes",
          "rx_packets",
          "rx_errors",
          "rx_dropped",
          "tx_bytes",
          "tx_packets",
          "tx_errors",
          "tx_dropped");

  private final RootFs rootFs;
  private final String device;

  SysClassNet(RootFs rootFs, String device) {
    this.rootFs = rootFs;
    this.device = device;
  }

  /** The device's number; empty if there is no such device. */
  static OptionalInt index(RootFs rootFs, String device) throws IOException {
    return new SysClassNet(rootFs, device).index();
  }

  OptionalInt index() throws IOException {
    return small("ifindex");
  }

  /** {@code IFF_*}, all 32 bits; empty if the device has gone meanwhile. */
  OptionalLong flagBits() throws IOException {
    Optional<Line> line = line("flags");
    if (line.isEmpty()) {
      return OptionalLong.empty();
    }
    String word = line.get().text();
    return OptionalLong.of(line.get().hex(word.startsWith("0x") ? word.substring(2) : word));
  }

  /** {@link OperState#UNKNOWN} also for a state of a newer kernel, and where not told. */
  OperState operState() throws IOException {
    Optional<Line> line = line("operstate");
    for (OperState state : OperState.values()) {
      if (line.isPresent() && line.get().text().equals(state.label())) {
        return state;
      }
    }
    return OperState.UNKNOWN;
  }

  /**
   * Whether there is a carrier. The kernel answers EINVAL for a device that is down ({@code
   * carrier_show()}): not told.
   */
  Optional<Boolean> carrier(long flagBits) throws IOException {
    if ((flagBits & Link.FLAG_UP) == 0) {
      return Optional.empty();
    }
    Optional<Line> line;
    try {
      line = line("carrier");
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).endsWith("Invalid argument")) {
        return Optional.empty(); // it went down since its flags were read
      }
      throw e;
    }
    return line.isEmpty()
        ? Optional.empty()
        : Optional.of(line.get().unsigned(line.get().text()) != 0);
  }

  /** Since 3.15. */
  OptionalLong carrierChanges() throws IOException {
    return number("carrier_changes");
  }

  OptionalInt mtuBytes() throws IOException {
    return small("mtu");
  }

  /** Empty for a device without one, such as a tun. */
  Optional<String> hardwareAddress() throws IOException {
    return line("address").map(Line::text).filter(text -> !text.isEmpty());
  }

  /** From {@code statistics/}; empty if one of them is missing. */
  Optional<Link.Counters> counters() throws IOException {
    long[] values = new long[COUNTERS.size()];
    for (int i = 0; i < values.length; i++) {
      OptionalLong value = number("statistics/" + COUNTERS.get(i));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values[i] = value.getAsLong();
    }
    return Optional.of(
        new Link.Counters(
            values[0], values[1], values[2], values[3], values[4], values[5], values[6],
            values[7]));
  }

  private OptionalInt small(String file) throws IOException {
    Optional<Line> line = line(file);
    if (line.isEmpty()) {
      return OptionalInt.empty();
    }
    long number = line.get().unsigned(line.get().text());
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw line.get().bad("too large: \"" + Line.excerpt(line.get().text()) + "\"");
    }
    return OptionalInt.of((int) number);
  }

  private OptionalLong number(String file) throws IOException {
    Optional<Line> line = line(file);
    return line.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(line.get().unsigned(line.get().text()));
  }

  /** The only line of the file; empty if the file, or the device, does not exist. */
  private Optional<Line> line(String file) throws IOException {
    String path = DIRECTORY + "/" + device + "/" + file;
    Optional<List<Line>> lines = rootFs.lines(path);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(only(path, lines.get()));
  }

  private static Line only(String path, List<Line> lines) throws BadInputException {
    if (lines.size() != 1) {
      throw new Line(path, 1, "").bad(lines.size() + " lines, not 1");
    }
    return new Line(path, 1, lines.get(0).text().strip());
  }
}
