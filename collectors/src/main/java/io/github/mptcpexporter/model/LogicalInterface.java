package io.github.mptcpexporter.model;

import java.util.List;
import java.util.Optional;

/**
 * An OpenWrt interface: a section {@code config interface} of {@code /etc/config/network}, with the
 * device that it is at present.
 *
 * @param name of the section, such as {@code wan1}
 * @param position of the section among all interfaces, from 0
 * @param proto such as {@code dhcp}; empty if not configured
 * @param multipath the option as written; empty if there is none
 * @param device name of the kernel's device that carries its traffic; empty if nothing tells
 * @param configuredDevice what the configuration itself makes of it; empty if nothing
 * @param resolution how the device was found
 * @param up as netifd says; empty where it is not asked
 * @param errors why netifd can not bring it up
 */
public record LogicalInterface(
    String name,
    int position,
    Optional<String> proto,
    Optional<String> multipath,
    Optional<String> device,
    Optional<String> configuredDevice,
    Resolution resolution,
    Optional<Boolean> up,
    List<String> errors) {

  /** How the device of an interface was found. */
  public enum Resolution {
    /** Netifd named it. */
    UBUS,
    /** Noted when the interface last came up ({@code /var/state/network}). */
    STATE,
    /** Derived from the configuration. */
    CONFIG,
    /** By its hardware address or IP address. */
    ADDRESS,
    /** Not found; the device is the last known one, if any. */
    NONE
  }

  public LogicalInterface {
    errors = List.copyOf(errors);
  }

  /**
   * The configured mode, {@link MultipathMode#OFF} also if the option is none of the five words;
   * empty if there is no such option.
   */
  public Optional<MultipathMode> mode() {
    return multipath.map(LogicalInterface::mode);
  }

  private static MultipathMode mode(String word) {
    for (MultipathMode mode : MultipathMode.values()) {
      if (mode.label().equals(word)) {
        return mode;
      }
    }
    return MultipathMode.OFF;
  }

  /** Whether it is configured to take part in MPTCP. */
  public boolean takesPart() {
    return mode().orElse(MultipathMode.OFF) != MultipathMode.OFF;
  }

  /**
   * The table that the scripts of the package mptcp make for it, 2 for the first section. Only a
   * hint, since sections move.
   */
  public int expectedTable() {
    return position + 2;
  }

  /** The same with another device. */
  public LogicalInterface at(Optional<String> newDevice, Resolution found) {
    return new LogicalInterface(
        name, position, proto, multipath, newDevice, configuredDevice, found, up, errors);
  }
}
