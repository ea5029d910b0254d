package io.github.mptcpexporter.model;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Addresses as {@code ip} and {@code ss} print them: IPv6 in the short form of RFC 5952, which
 * {@link InetAddress#getHostAddress()} is not.
 */
public final class ShortAddress {

  private static final int GROUPS = 8;
  private static final int MOST_CHARACTERS = 39;

  private ShortAddress() {}

  /** The address without its port or zone. */
  public static String text(InetAddress address) {
    return address instanceof Inet4Address ? address.getHostAddress() : text6(address.getAddress());
  }

  private static String text6(byte[] bytes) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int gap = longestZeroes(groups);
    StringBuilder text = new StringBuilder(MOST_CHARACTERS);
    for (int i = 0; i < GROUPS; i++) {
      if (i == gap) {
        text.append("::");
        i += zeroesFrom(groups, i) - 1;
      } else {
        if (i > 0 && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  /** Where the first longest run of at least two zero groups begins; −1 if there is none. */
  private static int longestZeroes(int[] groups) {
    int best = -1;
    int length = 1;
    for (int i = 0; i < groups.length; i++) {
      int zeroes = zeroesFrom(groups, i);
      if (zeroes > length) {
        best = i;
        length = zeroes;
      }
    }
    return best;
  }

  private static int zeroesFrom(int[] groups, int from) {
    int i = from;
    while (i < groups.length && groups[i] == 0) {
      i++;
    }
    return i - from;
  }
}
