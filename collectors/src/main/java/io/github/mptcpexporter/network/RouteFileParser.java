package io.github.mptcpexporter.network;

import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.source.AddressText;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code /proc/net/route}: IPv4 routes of table main, by the names in its header ({@code
 * fib_route_seq_show()} in {@code net/ipv4/fib_trie.c}). Of a multipath route it shows the first
 * hop alone.
 */
final class RouteFileParser {

  private RouteFileParser() {}

  static List<RouteRow> parse(String file, List<Line> lines, ByteOrder order) throws IOException {
    if (lines.isEmpty()) {
      throw new Line(file, 1, "").bad("no header");
    }
    Line header = lines.get(0);
    List<String> names = header.words();
    int device = column(header, names, "Iface");
    int destination = column(header, names, "Destination");
    int mask = column(header, names, "Mask");
    int gateway = column(header, names, "Gateway");
    int flags = column(header, names, "Flags");
    int metric = column(header, names, "Metric");
    List<RouteRow> rows = new ArrayList<>();
    for (Line line : lines.subList(1, lines.size())) {
      List<String> words = line.words();
      if (words.size() != names.size()) {
        throw line.bad(words.size() + " values for " + names.size() + " names");
      }
      InetAddress network = ipv4(line, words.get(destination), order);
      int length = length(line, ipv4(line, words.get(mask), order));
      rows.add(
          new RouteRow(
              words.get(device),
              new Prefix(network, length),
              ipv4(line, words.get(gateway), order),
              line.hex(words.get(flags)),
              line.signed(words.get(metric)) & 0xffffffffL)); // a u32, printed as %d
    }
    return rows;
  }

  private static InetAddress ipv4(Line line, String word, ByteOrder order) throws IOException {
    InetAddress address = AddressText.ofHex(line, word, order);
    if (word.length() != 8) {
      throw line.bad("not an IPv4 address: \"" + word + "\"");
    }
    return address;
  }

  private static int length(Line line, InetAddress mask) throws BadInputException {
    int bits = 0;
    for (byte part : mask.getAddress()) {
      bits = bits << 8 | (part & 0xff);
    }
    int length = Integer.bitCount(bits);
    if (length > 0 && bits != -1 << (32 - length)) {
      throw line.bad("not a mask: " + mask.getHostAddress());
    }
    return length;
  }

  private static int column(Line header, List<String> names, String name) throws BadInputException {
    int column = names.indexOf(name);
    if (column < 0) {
      throw header.bad("no column " + name);
    }
    return column;
  }
}
