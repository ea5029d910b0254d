package io.github.mptcpexporter.model;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Settings of the network that are not MPTCP's own.
 *
 * <p>Kernel: {@code Documentation/networking/ip-sysctl.rst}; {@code /proc/sys/net/ipv4/conf}.
 *
 * @param devices by name, {@code all} and {@code default} among them
 * @param ipv4Forwarding {@code net.ipv4.ip_forward}; empty where not told
 */
public record NetworkSysctls(Map<String, Device> devices, OptionalInt ipv4Forwarding) {

  private static final String ALL = "all";

  public NetworkSysctls {
    devices = Collections.unmodifiableMap(new TreeMap<>(devices));
  }

  /**
   * Settings of a device.
   *
   * @param reversePathFilter {@code rp_filter}: 0 off, 1 strict, 2 loose
   * @param arpIgnore {@code arp_ignore}: from 1 on, no answer for addresses of other devices
   * @param arpFilter {@code arp_filter}: 1 to answer only where the answer's route leads
   */
  public record Device(
      OptionalInt reversePathFilter, OptionalInt arpIgnore, OptionalInt arpFilter) {}

  /** The setting in force: the larger of the device's own and that of all; empty if not told. */
  public OptionalInt reversePathFilter(String device) {
    Device own = devices.get(device);
    return own == null
        ? OptionalInt.empty()
        : larger(own.reversePathFilter, all().reversePathFilter);
  }

  /** Whether the device answers ARP for its own addresses alone. */
  public boolean answersForItself(String device) {
    Device own = devices.get(device);
    return own != null
        && (larger(own.arpIgnore, all().arpIgnore).orElse(0) > 0
            || larger(own.arpFilter, all().arpFilter).orElse(0) > 0);
  }

  private Device all() {
    return devices.getOrDefault(
        ALL, new Device(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty()));
  }

  private static OptionalInt larger(OptionalInt a, OptionalInt b) {
    return a.isPresent() && b.isPresent()
        ? OptionalInt.of(Math.max(a.getAsInt(), b.getAsInt()))
        : a.isPresent() ? a : b;
  }
}
