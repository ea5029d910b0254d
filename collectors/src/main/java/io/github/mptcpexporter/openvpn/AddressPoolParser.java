package io.github.mptcpexporter.openvpn;

import io.github.mptcpexporter.model.AddressPoolEntry;
import io.github.mptcpexporter.source.AddressText;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code ipp.txt}: {@code name,IPv4} until 2.4, {@code name,IPv4,IPv6} since, where either address
 * may be missing.
 */
final class AddressPoolParser {

  private AddressPoolParser() {}

  /** Reads all lines; those that are empty or comments say nothing. */
  static List<AddressPoolEntry> parse(List<Line> lines) throws IOException {
    List<AddressPoolEntry> entries = new ArrayList<>();
    for (Line line : lines) {
      String text = line.text().strip();
      if (!text.isEmpty() && text.charAt(0) != '#' && text.charAt(0) != ';') {
        entries.add(entry(line, text));
      }
    }
    return List.copyOf(entries);
  }

  /** From the right, since a name may hold commas. */
  private static AddressPoolEntry entry(Line line, String text) throws IOException {
    int last = text.lastIndexOf(',');
    if (last < 0) {
      throw line.bad("no comma");
    }
    String ipv4 = text.substring(last + 1);
    String ipv6 = "";
    String name = text.substring(0, last);
    if ((ipv4.isEmpty() || ipv4.indexOf(':') >= 0) && name.indexOf(',') >= 0) {
      ipv6 = ipv4;
      ipv4 = name.substring(name.lastIndexOf(',') + 1);
      name = name.substring(0, name.lastIndexOf(','));
    }
    return new AddressPoolEntry(
        name, address(line, ipv4), address(line, ipv6), name.indexOf(',') < 0);
  }

  private static Optional<InetAddress> address(Line line, String text) throws IOException {
    return text.isEmpty() ? Optional.empty() : Optional.of(AddressText.ofLiteral(line, text));
  }
}
