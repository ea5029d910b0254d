package io.github.mptcpexporter.model;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A route of any table.
 *
 * <p>Kernel: {@code RTM_NEWROUTE}, {@code fib_dump_info()} in {@code net/ipv4/fib_semantics.c} and
 * {@code rt6_fill_node()} in {@code net/ipv6/route.c}; or {@code /proc/net/route} and {@code
 * /proc/net/ipv6_route}, which know neither table nor type.
 *
 * @param family of the destination
 * @param table number; 254 is main, 255 local
 * @param destination empty for a default route
 * @param type {@code RTN_*}: 1 unicast, 2 local, 3 broadcast, 6 blackhole, 7 unreachable …
 * @param protocol {@code RTPROT_*}: who made it; 2 kernel, 3 boot, 4 static …
 * @param scope {@code RT_SCOPE_*}
 * @param metric 0 is best; IPv6's usual one is 1024
 * @param preferredSource source address for local traffic, if one is set
 * @param hops the next hops; several for a multipath route, none for a blackhole
 */
public record Route(
    AddressFamily family,
    long table,
    Optional<Prefix> destination,
    int type,
    int protocol,
    int scope,
    long metric,
    Optional<InetAddress> preferredSource,
    List<Hop> hops) {

  public static final long TABLE_DEFAULT = 253;
  public static final long TABLE_MAIN = 254;
  public static final long TABLE_LOCAL = 255;
  public static final int TYPE_UNICAST = 1;

  public Route {
    hops = List.copyOf(hops);
  }

  /**
   * A next hop.
   *
   * @param gateway empty for a network on the link itself
   * @param link index of the device; empty for a hop by nexthop id alone
   * @param weight share among several, from 1
   * @param flagBits {@code RTNH_F_*}: 1 dead, 16 link down
   */
  public record Hop(Optional<InetAddress> gateway, OptionalInt link, int weight, int flagBits) {

    private static final int FLAG_DEAD = 0x1;
    private static final int FLAG_LINKDOWN = 0x10;

    /** Whether the kernel says that nothing passes here. */
    public boolean dead() {
      return (flagBits & (FLAG_DEAD | FLAG_LINKDOWN)) != 0;
    }
  }

  /** A table in words: the kernel's three by name, others by number. */
  public static String tableName(long table) {
    if (table == TABLE_MAIN) {
      return "main";
    }
    if (table == TABLE_DEFAULT) {
      return "default";
    }
    return table == TABLE_LOCAL ? "local" : Long.toString(table);
  }

  /** Whether this route leads everything that no other does. */
  public boolean isDefault() {
    return destination.isEmpty() && type == TYPE_UNICAST;
  }
}
