package io.github.mptcpexporter.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * OpenWrt's configuration: the packages that concern us, those that are there.
 *
 * @param packages by name, as configured: changes that are not committed are applied
 * @param state the same with what was noted at run time ({@code /var/state}); only of packages of
 *     which something was
 * @param denied complaints about packages that are there and could not be read, by name
 */
public record UciConfig(
    Map<String, UciPackage> packages, Map<String, UciPackage> state, Map<String, String> denied) {

  /** A router without any. */
  public static final UciConfig NONE = new UciConfig(Map.of(), Map.of(), Map.of());

  public UciConfig {
    packages = Collections.unmodifiableMap(new TreeMap<>(packages));
    state = Collections.unmodifiableMap(new TreeMap<>(state));
    denied = Collections.unmodifiableMap(new TreeMap<>(denied));
  }

  /** A package as configured; empty if it is not there or could not be read. */
  public Optional<UciPackage> get(String name) {
    return Optional.ofNullable(packages.get(name));
  }

  /** A package with what was noted at run time; empty if nothing was. */
  public Optional<UciPackage> state(String name) {
    return Optional.ofNullable(state.get(name));
  }
}
