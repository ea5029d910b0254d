package io.github.mptcpexporter.model;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A network device with its addresses and counters.
 *
 * <p>Kernel: {@code RTM_NEWLINK}, {@code rtnl_fill_ifinfo()} in {@code net/core/rtnetlink.c}, and
 * {@code RTM_NEWADDR}; or {@code /sys/class/net}, {@code /proc/net/dev}, {@code /proc/net/if_inet6}
 * and {@code /proc/net/fib_trie}.
 *
 * @param index number of the device; a device made anew has a new one
 * @param name such as {@code eth0.1}
 * @param flagBits {@code IFF_*}, the out-of-tree kernel's multipath bits included
 * @param operState operational state (RFC 2863)
 * @param carrier whether the device has a carrier; empty where not told (a device that is down)
 * @param carrierChanges since the device was made; empty where not told
 * @param mtuBytes largest packet
 * @param hardwareAddress such as {@code 02:00:00:00:00:01}; empty where there is none
 * @param kind kind of a virtual device such as {@code veth}, {@code tun}, {@code bridge}; empty for
 *     hardware, or where not told
 * @param counters empty where not told
 * @param addresses of this device, in the kernel's order
 */
public record Link(
    int index,
    String name,
    long flagBits,
    OperState operState,
    Optional<Boolean> carrier,
    OptionalLong carrierChanges,
    OptionalInt mtuBytes,
    Optional<String> hardwareAddress,
    Optional<String> kind,
    Optional<Counters> counters,
    List<Address> addresses) {

  public static final long FLAG_UP = 0x1;
  public static final long FLAG_LOOPBACK = 0x8;
  public static final long FLAG_RUNNING = 0x40;

  /** Out-of-tree kernel: the device takes no part in MPTCP ({@code IFF_NOMULTIPATH}). */
  public static final long FLAG_NOMULTIPATH = 0x80000;

  /** Out-of-tree kernel: subflows of the device are backups ({@code IFF_MPBACKUP}). */
  public static final long FLAG_MPBACKUP = 0x100000;

  /** Out-of-tree kernel: the device is used only when no other is there (of the package mptcp). */
  public static final long FLAG_MPHANDOVER = 0x200000;

  public Link {
    addresses = List.copyOf(addresses);
  }

  /** {@code IF_OPER_*}, {@code include/uapi/linux/if.h}, in the kernel's order. */
  public enum OperState {
    UNKNOWN,
    NOTPRESENT,
    DOWN,
    LOWERLAYERDOWN,
    TESTING,
    DORMANT,
    UP;

    /** As in {@code /sys/class/net/X/operstate}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** By the kernel's number; {@link #UNKNOWN} for a number of a newer kernel. */
    public static OperState of(int number) {
      return number > 0 && number < values().length ? values()[number] : UNKNOWN;
    }
  }

  /**
   * Totals of a device ({@code struct rtnl_link_stats64}), since it was made.
   *
   * @param receiveBytes octets, link header as the driver counts it
   */
  public record Counters(
      long receiveBytes,
      long receivePackets,
      long receiveErrors,
      long receiveDropped,
      long transmitBytes,
      long transmitPackets,
      long transmitErrors,
      long transmitDropped) {}

  /**
   * An address of a device.
   *
   * @param address of this host
   * @param prefixLength bits of the network part
   * @param scope {@code RT_SCOPE_*}: 0 global, 253 link, 254 host
   */
  public record Address(InetAddress address, int prefixLength, int scope) {

    /** Whether the address reaches beyond its link. */
    public boolean global() {
      return scope == 0;
    }
  }

  /** Administratively up ({@code IFF_UP}). */
  public boolean adminUp() {
    return (flagBits & FLAG_UP) != 0;
  }

  /** Administratively up and able to pass packets, as far as the driver says. */
  public boolean up() {
    return adminUp() && (operState == OperState.UP || operState == OperState.UNKNOWN);
  }

  public boolean loopback() {
    return (flagBits & FLAG_LOOPBACK) != 0;
  }
}
