package io.github.mptcpexporter.network;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.LogicalInterface;
import io.github.mptcpexporter.model.LogicalInterface.Resolution;
import io.github.mptcpexporter.model.LogicalInterfaces;
import io.github.mptcpexporter.model.UbusInterface;
import io.github.mptcpexporter.model.UciConfig;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the device of each OpenWrt interface: by netifd's own word, by what was noted when it came
 * up, by the configuration, by its hardware address or IP address, in this order; a device that
 * does not exist gives way to the next. Pure.
 */
public final class InterfaceResolver {

  private static final String PACKAGE = "network";

  private final UciConfig config;
  private final Map<String, UbusInterface> asked = new LinkedHashMap<>();
  private final Optional<Links> links;

  private record Found(Optional<String> device, Resolution how) {}

  /**
   * @param asked what netifd says of each interface; none if it is not asked
   * @param links empty if none were read: then any name is taken
   */
  public InterfaceResolver(UciConfig config, List<UbusInterface> asked, Optional<Links> links) {
    this.config = config;
    this.links = links;
    asked.forEach(each -> this.asked.put(each.name(), each));
  }

  /**
   * All interfaces.
   *
   * @param before of the round before, whose devices are kept where nothing tells
   */
  public LogicalInterfaces resolve(LogicalInterfaces before) {
    Optional<UciPackage> network = config.get(PACKAGE);
    if (network.isEmpty()) {
      return config.denied().containsKey(PACKAGE) ? before : LogicalInterfaces.NONE;
    }
    List<LogicalInterface> all = new ArrayList<>();
    for (UciSection section : network.get().ofType("interface")) {
      LogicalInterface resolved = resolve(network.get(), section, all.size());
      if (resolved.device().isEmpty() || resolved.resolution() == Resolution.NONE) {
        Optional<String> last = before.byName(section.name()).flatMap(LogicalInterface::device);
        resolved = resolved.at(last.or(resolved::device), Resolution.NONE);
      }
      all.add(resolved);
    }
    return new LogicalInterfaces(all, children(network.get()));
  }

  private LogicalInterface resolve(UciPackage network, UciSection section, int position) {
    Optional<String> configured = DeviceNames.of(network, section);
    Found found =
        byUbus(section)
            .or(() -> byState(section))
            .or(() -> existing(configured).map(d -> new Found(Optional.of(d), Resolution.CONFIG)))
            .or(() -> byAddress(section))
            .orElseGet(() -> new Found(configured, Resolution.NONE));
    UbusInterface told = asked.get(section.name());
    return new LogicalInterface(
        section.name(),
        position,
        section.option("proto"),
        section.option("multipath"),
        found.device(),
        configured,
        found.how(),
        Optional.ofNullable(told).map(UbusInterface::up),
        told == null ? List.of() : told.errors());
  }

  /** Of the interface, or of its child that carries the traffic in its place. */
  private Optional<Found> byUbus(UciSection section) {
    for (String name : List.of(section.name(), section.name() + "_4", section.name() + "_6")) {
      UbusInterface told = asked.get(name);
      if (told != null && told.trafficDevice().isPresent()) {
        return Optional.of(new Found(told.trafficDevice(), Resolution.UBUS));
      }
    }
    return Optional.empty();
  }

  /** What was noted is not taken back when the interface goes down, so the device must exist. */
  private Optional<Found> byState(UciSection section) {
    return config
        .state(PACKAGE)
        .flatMap(state -> state.section(section.name()))
        .filter(noted -> noted.option("up").orElse("").equals("1"))
        .flatMap(noted -> existing(noted.option("ifname")))
        .map(device -> new Found(Optional.of(device), Resolution.STATE));
  }

  private Optional<String> existing(Optional<String> device) {
    return device.filter(name -> links.map(read -> read.byName(name).isPresent()).orElse(true));
  }

  private Optional<Found> byAddress(UciSection section) {
    List<String> hardware = section.list("macaddr");
    List<String> addresses = section.list("ipaddr");
    for (Link link : links.map(Links::all).orElse(List.of())) {
      boolean same =
          link.hardwareAddress().stream()
              .anyMatch(one -> hardware.stream().anyMatch(one::equalsIgnoreCase));
      boolean has =
          link.addresses().stream()
              .map(address -> address.address().getHostAddress())
              .anyMatch(one -> addresses.stream().anyMatch(text -> isOf(text, one)));
      if (same || has) {
        return Optional.of(new Found(Optional.of(link.name()), Resolution.ADDRESS));
      }
    }
    return Optional.empty();
  }

  private static boolean isOf(String configured, String address) {
    return configured.equals(address) || configured.startsWith(address + "/");
  }

  /** Devices of the children that a protocol has made, each called after its parent. */
  private Map<String, String> children(UciPackage network) {
    Map<String, String> names = new HashMap<>();
    for (UbusInterface told : asked.values()) {
      String name = told.name();
      int end = name.length() - 2;
      if (told.dynamic()
          && told.trafficDevice().isPresent()
          && (name.endsWith("_4") || name.endsWith("_6"))
          && network.section(name.substring(0, end)).isPresent()) {
        names.put(told.trafficDevice().get(), name.substring(0, end));
      }
    }
    return names;
  }
}
