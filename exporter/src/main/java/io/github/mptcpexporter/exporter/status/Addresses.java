package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.Prefix;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Comparator;

/** Addresses as {@code ip} and {@code ss} print them, and their order. */
final class Addresses {

  /** By family, address and port of this host, then of the peer. */
  static final Comparator<FourTuple> ORDER =
      (a, b) -> {
        int local = compare(a.local(), a.localPort(), b.local(), b.localPort());
        return local != 0 ? local : compare(a.remote(), a.remotePort(), b.remote(), b.remotePort());
      };

  /** By address, then by token, so that the list looks alike from time to time. */
  static final Comparator<MptcpConnection> CONNECTIONS =
      Comparator.comparing(MptcpConnection::addresses, ORDER)
          .thenComparingLong(connection -> connection.token().orElse(0));

  private Addresses() {}

  /** IPv6 in the short form of RFC 5952, which {@link InetAddress#getHostAddress()} is not. */
  static String text(InetAddress address) {
    return address instanceof Inet4Address ? address.getHostAddress() : text6(address.getAddress());
  }

  /** With its port; IPv6 in brackets. */
  static String text(InetAddress address, int port) {
    String text = text(address);
    return (address instanceof Inet4Address ? text : "[" + text + "]") + ":" + port;
  }

  static String text(Prefix prefix) {
    return text(prefix.address()) + "/" + prefix.length();
  }

  private static String text6(byte[] bytes) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int gap = longestZeroes(groups);
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
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

  private static int compare(InetAddress a, int portA, InetAddress b, int portB) {
    byte[] first = a.getAddress();
    byte[] second = b.getAddress();
    if (first.length != second.length) {
      return Integer.compare(first.length, second.length);
    }
    int address = Arrays.compareUnsigned(first, second);
    return address != 0 ? address : Integer.compare(portA, portB);
  }
}
