package io.github.mptcpexporter.capture;

import java.util.HexFormat;
import java.util.List;

/** A range of addresses whose meaning a mask must keep. */
final class SpecialRange {

  /** IPv6 ranges with IPv4 addresses in the last four bytes: old, mapped, and NAT64's. */
  static final List<SpecialRange> EMBEDDING =
      List.of(
          prefix("00000000000000000000000000000000", 96),
          prefix("00000000000000000000ffff00000000", 96),
          prefix("0064ff9b000000000000000000000000", 96));

  private static final List<SpecialRange> IPV4 =
      List.of(
          whole("00000000", 8), // this host, and networks
          whole("7f000000", 8), // loopback
          whole("e0000000", 3), // multicast, broadcast, netmasks
          prefix("0a000000", 8), // private
          prefix("ac100000", 12),
          prefix("c0a80000", 16),
          prefix("64400000", 10), // behind the provider's NAT
          prefix("a9fe0000", 16)); // link-local

  private static final List<SpecialRange> IPV6 =
      List.of(
          EMBEDDING.get(0),
          EMBEDDING.get(1),
          EMBEDDING.get(2),
          prefix("20000000000000000000000000000000", 3), // global
          prefix("fd000000000000000000000000000000", 8), // private
          prefix("fe800000000000000000000000000000", 64), // link-local
          whole("ff000000000000000000000000000000", 8), // multicast
          prefix("ff0200000000000000000001ff000000", 104)); // of neighbours, by their low bits

  private static final List<SpecialRange> HARDWARE =
      List.of(
          whole("000000000000", 48),
          whole("ffffffffffff", 48),
          whole("0180c2000000", 24), // of bridges
          whole("01005e000000", 24), // IPv4 multicast
          whole("333300000000", 16), // IPv6 multicast
          prefix("3333ff000000", 24));

  /** Multicast, and given by hand: the last two bits of a hardware address's first byte. */
  private static final int HARDWARE_FLAGS_FROM = 6;

  private static final int HARDWARE_FLAGS_TO = 8;

  private final byte[] first;
  private final int bits;

  // Whether the addresses in it stay as they are; else only its prefix stays.
  private final boolean whole;

  private SpecialRange(byte[] first, int bits, boolean whole) {
    this.first = first;
    this.bits = bits;
    this.whole = whole;
  }

  private static SpecialRange whole(String first, int bits) {
    return new SpecialRange(HexFormat.of().parseHex(first), bits, true);
  }

  private static SpecialRange prefix(String first, int bits) {
    return new SpecialRange(HexFormat.of().parseHex(first), bits, false);
  }

  /** Whether a bit of an address must stay for the sake of some range. */
  static boolean keeps(byte[] address, int bit) {
    List<SpecialRange> ranges = of(address.length);
    if (ranges == HARDWARE && bit >= HARDWARE_FLAGS_FROM && bit < HARDWARE_FLAGS_TO) {
      return true;
    }
    int longest = -1;
    boolean whole = false;
    for (SpecialRange range : ranges) {
      if (range.bits > bit && range.agrees(address, bit)) {
        return true; // the range begins somewhere below
      }
      if (range.bits <= bit && range.bits > longest && range.contains(address)) {
        longest = range.bits;
        whole = range.whole;
      }
    }
    return whole;
  }

  private static List<SpecialRange> of(int length) {
    return switch (length) {
      case 4 -> IPV4;
      case 6 -> HARDWARE;
      case 16 -> IPV6;
      default -> List.of();
    };
  }

  boolean contains(byte[] address) {
    return agrees(address, bits);
  }

  private boolean agrees(byte[] address, int count) {
    for (int i = 0; i * 8 < count; i++) {
      int mask = 0xff00 >> Math.min(8, count - i * 8) & 0xff;
      if (((first[i] ^ address[i]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
