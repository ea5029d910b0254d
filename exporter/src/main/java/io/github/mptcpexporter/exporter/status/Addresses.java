package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.ShortAddress;
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

  /** IPv6 in the short form. */
  static String text(InetAddress address) {
    return ShortAddress.text(address);
  }

  /** With its port; IPv6 in brackets. */
  static String text(InetAddress address, int port) {
    String text = text(address);
    return (address instanceof Inet4Address ? text : "[" + text + "]") + ":" + port;
  }

  static String text(Prefix prefix) {
    return text(prefix.address()) + "/" + prefix.length();
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
