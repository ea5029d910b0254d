package io.github.mptcpexporter.network;

import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.source.AddressText;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code /proc/net/ipv6_route}: routes of all tables, without header and without the table's number
 * ({@code rt6_info_route()}, since 5.2 {@code ipv6_route_native_seq_show()}, in {@code net/ipv6/}).
 *
 * <p>Tables follow each other by the last eight bits of their number ({@code fib6_link_table()}),
 * so local, 255, comes last and main, 254, before it. Within a table a route comes after the more
 * specific ones, so the default route is its last row; in its place stands a placeholder if there
 * is none. Hence main is what precedes the first address of this host, back to the default route or
 * placeholder of the table before.
 */
final class Ipv6RouteFileParser {

  private static final int WORDS = 10;
  private static final int DESTINATION = 0;
  private static final int DESTINATION_LENGTH = 1;
  private static final int SOURCE_LENGTH = 3;
  private static final int GATEWAY = 4;
  private static final int METRIC = 5;
  private static final int FLAGS = 8;
  private static final int DEVICE = 9;
  private static final int ADDRESS_BITS = 128;

  private Ipv6RouteFileParser() {}

  /** Routes of table main, those for some sources only left out. */
  static List<RouteRow> parse(List<Line> lines) throws IOException {
    List<RouteRow> rows = new ArrayList<>();
    for (Line line : lines) {
      List<String> words = line.words();
      if (words.size() != WORDS && words.size() != WORDS - 1) {
        throw line.bad(words.size() + " words, not " + WORDS);
      }
      RouteRow row = row(line, words);
      if (length(line, words.get(SOURCE_LENGTH)) == 0) {
        rows.add(row);
      }
    }
    return main(rows);
  }

  private static RouteRow row(Line line, List<String> words) throws IOException {
    return new RouteRow(
        words.size() > DEVICE ? words.get(DEVICE) : RouteRow.NO_DEVICE,
        new Prefix(ipv6(line, words.get(DESTINATION)), length(line, words.get(DESTINATION_LENGTH))),
        ipv6(line, words.get(GATEWAY)),
        line.hex(words.get(FLAGS)),
        line.hex(words.get(METRIC)));
  }

  private static List<RouteRow> main(List<RouteRow> rows) {
    int end = 0;
    while (end < rows.size() && !isAddressOfHost(rows.get(end))) {
      end++;
    }
    if (end == 0) {
      return routes(rows); // a kernel with a single table
    }
    int start = end;
    while (start > 0 && rows.get(start - 1).isDefault()) {
      start--;
    }
    while (start > 0 && !rows.get(start - 1).isDefault()) {
      start--;
    }
    return routes(rows.subList(start, end));
  }

  private static boolean isAddressOfHost(RouteRow row) {
    return row.local() && row.destination().length() == ADDRESS_BITS;
  }

  private static List<RouteRow> routes(List<RouteRow> rows) {
    List<RouteRow> routes = new ArrayList<>();
    for (RouteRow row : rows) {
      if (!row.derived() && !row.placeholder() && isOfIpv6(row.destination().address())) {
        routes.add(row);
      }
    }
    return routes;
  }

  /** Neither multicast, which a single table holds too, nor IPv4 in disguise. */
  private static boolean isOfIpv6(InetAddress destination) {
    return destination instanceof Inet6Address && !destination.isMulticastAddress();
  }

  private static InetAddress ipv6(Line line, String word) throws IOException {
    InetAddress address = AddressText.ofHex(line, word, ByteOrder.BIG_ENDIAN);
    if (word.length() != 32) {
      throw line.bad("not an IPv6 address: \"" + word + "\"");
    }
    return address;
  }

  private static int length(Line line, String word) throws BadInputException {
    long length = line.hex(word);
    if (length < 0 || length > ADDRESS_BITS) {
      throw line.bad("not a length of a prefix: \"" + Line.excerpt(word) + "\"");
    }
    return (int) length;
  }
}
