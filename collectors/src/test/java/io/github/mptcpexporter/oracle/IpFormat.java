package io.github.mptcpexporter.oracle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as tools write them. */
public final class IpFormat {

  /** Groups of zeroes; the longest becomes {@code ::}. */
  private static final Pattern ZEROES = Pattern.compile("(?<![0-9a-f])0(?::0)+(?![0-9a-f])");

  private IpFormat() {}

  /** Such as {@code 10.1.0.2} or {@code fd01::2}. */
  public static String address(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    if (isMapped(address.getAddress())) {
      byte[] bytes = address.getAddress();
      return "::ffff:%d.%d.%d.%d"
          .formatted(bytes[12] & 0xff, bytes[13] & 0xff, bytes[14] & 0xff, bytes[15] & 0xff);
    }
    String full = address.getHostAddress();
    int start = -1;
    int end = -1;
    for (Matcher zeroes = ZEROES.matcher(full); zeroes.find(); ) {
      if (zeroes.end() - zeroes.start() > end - start) {
        start = zeroes.start();
        end = zeroes.end();
      }
    }
    if (start < 0) {
      return full;
    }
    String before = full.substring(0, start);
    String after = full.substring(end);
    return (before.isEmpty() ? ":" : before) + (after.isEmpty() ? ":" : after);
  }

  private static boolean isMapped(byte[] ipv6) {
    for (int i = 0; i < 10; i++) {
      if (ipv6[i] != 0) {
        return false;
      }
    }
    return ipv6[10] == -1 && ipv6[11] == -1;
  }
}
