package io.github.mptcpexporter.network;

import io.github.mptcpexporter.model.Prefix;
import java.net.InetAddress;

/**
 * One row of {@code /proc/net/route} or {@code /proc/net/ipv6_route}.
 *
 * @param device name, {@link #NO_DEVICE} if the route has none
 * @param destination of length 0 for a default route
 * @param gateway unspecified if it has none
 * @param flagBits {@code RTF_*}
 * @param metric 0 is best
 */
record RouteRow(
    String device, Prefix destination, InetAddress gateway, long flagBits, long metric) {

  static final String NO_DEVICE = "*";

  private static final long UP = 0x1;
  private static final long GATEWAY = 0x2;
  private static final long REJECT = 0x200;
  private static final long ANYCAST = 0x100000;
  private static final long CACHE = 0x1000000;
  private static final long LOCAL = 0x80000000L;

  /** What IPv6 keeps at the root of a table that has no default route ({@code ip6_null_entry}). */
  private static final long NO_ROUTE_METRIC = 0xffffffffL;

  boolean up() {
    return (flagBits & UP) != 0;
  }

  boolean hasGateway() {
    return (flagBits & GATEWAY) != 0;
  }

  /** Whether packets are refused ({@code unreachable} or {@code prohibit}). */
  boolean rejects() {
    return (flagBits & REJECT) != 0;
  }

  boolean hasDevice() {
    return !device.equals(NO_DEVICE);
  }

  /** Whether it leads everything that no other does. */
  boolean isDefault() {
    return destination.length() == 0;
  }

  /** A network on a link: of an address of the device, or set by hand. */
  boolean onLink() {
    return up() && hasDevice() && !hasGateway() && !rejects() && !isDefault();
  }

  /** An address of this host (IPv6). */
  boolean local() {
    return (flagBits & LOCAL) != 0;
  }

  /** An address of table local or a copy of another route, not one of its own (IPv6). */
  boolean derived() {
    return (flagBits & (LOCAL | ANYCAST | CACHE)) != 0;
  }

  /** The kernel's way to say that there is no route (IPv6). */
  boolean placeholder() {
    return isDefault() && rejects() && metric == NO_ROUTE_METRIC;
  }
}
