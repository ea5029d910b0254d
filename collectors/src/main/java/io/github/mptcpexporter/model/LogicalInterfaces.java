package io.github.mptcpexporter.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All OpenWrt interfaces, found by name or by device; none on a machine without UCI. */
public final class LogicalInterfaces {

  /** Of a machine without OpenWrt's configuration. */
  public static final LogicalInterfaces NONE = new LogicalInterfaces(List.of(), Map.of());

  private final Map<String, LogicalInterface> byName = new LinkedHashMap<>();
  private final Map<String, String> nameByDevice = new HashMap<>();

  /**
   * @param all in the order of the configuration
   * @param children names of interfaces by device, for devices of their protocols' own children
   */
  public LogicalInterfaces(List<LogicalInterface> all, Map<String, String> children) {
    for (LogicalInterface each : all) {
      byName.putIfAbsent(each.name(), each);
    }
    // Aliases share a device: it is called after the one that takes part in MPTCP, else the first.
    byName.values().stream().filter(LogicalInterface::takesPart).forEach(this::claim);
    byName.values().stream().filter(each -> each.multipath().isPresent()).forEach(this::claim);
    byName.values().forEach(this::claim);
    children.forEach(nameByDevice::putIfAbsent);
  }

  private void claim(LogicalInterface each) {
    each.device().ifPresent(device -> nameByDevice.putIfAbsent(device, each.name()));
  }

  /** In the order of the configuration. */
  public List<LogicalInterface> all() {
    return List.copyOf(byName.values());
  }

  public Optional<LogicalInterface> byName(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** What a device is called: by the interface that it is, else by its own name. */
  public String nameOf(String device) {
    return nameByDevice.getOrDefault(device, device);
  }

  /** The device of an interface; what is no interface of OpenWrt is called as its device is. */
  public String deviceOf(String name) {
    LogicalInterface known = byName.get(name);
    return known == null ? name : known.device().orElse(name);
  }
}
