package io.github.mptcpexporter.network;

import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which device an interface gets by its configuration alone, as netifd and its protocol handlers
 * name it ({@code interface.c}, {@code proto-*.c}, {@code /lib/netifd/proto/*.sh}).
 */
final class DeviceNames {

  /** {@code IFNAMSIZ}, the ending NUL not counted. */
  private static final int LONGEST = 15;

  /** Aliases of aliases are not followed further. */
  private static final int MOST_ALIASES = 8;

  private static final String MODEM = "/dev/cdc-wdm";

  /** Protocols that make a device of their own, by what they put before the interface's name. */
  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("pppoe", "pppoe-"),
          Map.entry("pppoa", "pppoa-"),
          Map.entry("ppp", "ppp-"),
          Map.entry("pptp", "pptp-"),
          Map.entry("l2tp", "l2tp-"),
          Map.entry("3g", "3g-"),
          Map.entry("ncm", "ncm-"),
          Map.entry("6in4", "6in4-"),
          Map.entry("6to4", "6to4-"),
          Map.entry("6rd", "6rd-"),
          Map.entry("gre", "gre4-"),
          Map.entry("gretap", "gre4t-"),
          Map.entry("dslite", "ds-"),
          Map.entry("map", "map-"),
          Map.entry("464xlat", "464-"),
          Map.entry("wireguard", ""));

  private DeviceNames() {}

  /** The device; empty if the configuration does not tell. */
  static Optional<String> of(UciPackage network, UciSection section) {
    return of(network, section, MOST_ALIASES).map(DeviceNames::cut);
  }

  private static Optional<String> of(UciPackage network, UciSection section, int aliases) {
    String prefix = PREFIXES.get(section.option("proto").orElse(""));
    if (prefix != null) {
      return Optional.of(prefix + section.name());
    }
    if (section.option("type").orElse("").equals("bridge")) {
      return Optional.of("br-" + section.name());
    }
    List<String> devices = section.list("device");
    if (devices.isEmpty()) {
      devices = section.list("ifname");
    }
    if (devices.isEmpty()) {
      return Optional.empty();
    }
    String device = devices.get(0);
    if (device.startsWith("@")) {
      return aliases == 0
          ? Optional.empty()
          : network.section(device.substring(1)).flatMap(other -> of(network, other, aliases - 1));
    }
    if (device.startsWith(MODEM)) {
      return Optional.of("wwan" + device.substring(MODEM.length()));
    }
    return device.startsWith("/") ? Optional.empty() : Optional.of(device);
  }

  private static String cut(String device) {
    return device.length() <= LONGEST ? device : device.substring(0, LONGEST);
  }
}
