package io.github.mptcpexporter.oracle;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Prefix;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** Addresses and networks as {@code ip} writes them. */
final class IpAddresses {

  private static final String MAPPED = "::ffff:";

  private IpAddresses() {}

  static InetAddress address(String text) {
    return Prefix.of(bytes(text), 8 * bytes(text).length).address();
  }

  /** Such as {@code default}, {@code 10.0.0.0/8}, {@code 10.1.0.2}. */
  static Optional<Prefix> prefix(String text) {
    if (text.equals("default")) {
      return Optional.empty();
    }
    int slash = text.indexOf('/');
    byte[] bytes = bytes(slash < 0 ? text : text.substring(0, slash));
    int length = slash < 0 ? 8 * bytes.length : Integer.parseInt(text.substring(slash + 1));
    return Optional.of(Prefix.of(bytes, length));
  }

  private static byte[] bytes(String text) {
    try {
      if (!text.startsWith(MAPPED)) {
        return InetAddress.getByName(text).getAddress();
      }
      // Java would make it IPv4.
      byte[] mapped = new byte[AddressFamily.IPV6.addressBytes()];
      Arrays.fill(mapped, 10, 12, (byte) 0xff);
      byte[] ipv4 = InetAddress.getByName(text.substring(MAPPED.length())).getAddress();
      System.arraycopy(ipv4, 0, mapped, 12, ipv4.length);
      return mapped;
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
