package io.github.mptcpexporter.network;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.source.AddressText;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /proc/net/if_inet6}: IPv6 addresses with index of the device, length of the prefix, scope
 * and flags in hexadecimal digits ({@code if6_seq_show()} in {@code net/ipv6/addrconf.c}). There is
 * no header.
 */
final class IfInet6Parser {

  private static final int WORDS = 6;

  // IPV6_ADDR_* as the file shows them, and the RT_SCOPE_* that netlink makes of them.
  private static final int LOOPBACK = 0x10;
  private static final int LINK_LOCAL = 0x20;
  private static final int SITE_LOCAL = 0x40;
  private static final int SCOPE_GLOBAL = 0;
  private static final int SCOPE_SITE = 200;
  private static final int SCOPE_LINK = 253;
  private static final int SCOPE_HOST = 254;

  private IfInet6Parser() {}

  /** Addresses by the device's index. */
  static Map<Integer, List<Link.Address>> parse(List<Line> lines) throws IOException {
    Map<Integer, List<Link.Address>> addresses = new HashMap<>();
    for (Line line : lines) {
      List<String> words = line.words();
      if (words.size() != WORDS) {
        throw line.bad(words.size() + " words, not " + WORDS);
      }
      int link = number(line, words.get(1), Integer.MAX_VALUE);
      addresses
          .computeIfAbsent(link, index -> new ArrayList<>())
          .add(
              new Link.Address(
                  AddressText.ofHex(line, words.get(0), ByteOrder.BIG_ENDIAN),
                  number(line, words.get(2), 128),
                  scope(number(line, words.get(3), 0xff))));
    }
    return addresses;
  }

  private static int scope(int bits) {
    if ((bits & LOOPBACK) != 0) {
      return SCOPE_HOST;
    }
    if ((bits & LINK_LOCAL) != 0) {
      return SCOPE_LINK;
    }
    return (bits & SITE_LOCAL) != 0 ? SCOPE_SITE : SCOPE_GLOBAL;
  }

  private static int number(Line line, String word, int most) throws BadInputException {
    long number = line.hex(word);
    if (number < 0 || number > most) {
      throw line.bad("too large: \"" + Line.excerpt(word) + "\"");
    }
    return (int) number;
  }
}
