package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.LogicalInterface;
import io.github.mptcpexporter.model.MultipathMode;
import io.github.mptcpexporter.model.Subflow;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An interface that takes part in MPTCP, as of one round.
 *
 * @param interfaceName OpenWrt's name, else the device's
 * @param device name of its device, the last known one if that is gone
 * @param link its device; empty if that does not exist now
 * @param configured OpenWrt's section; empty if there is none
 * @param mode as configured; without OpenWrt's configuration the mode in force
 * @param effectiveMode as in force in the kernel
 * @param endpoints whose address or device is this interface's
 * @param subflows all subflows of the round placed here, also opening and closing ones
 */
public record Uplink(
    String interfaceName,
    String device,
    Optional<Link> link,
    Optional<LogicalInterface> configured,
    MultipathMode mode,
    MultipathMode effectiveMode,
    List<Endpoint> endpoints,
    List<Subflow> subflows) {

  public Uplink {
    endpoints = List.copyOf(endpoints);
    subflows = List.copyOf(subflows);
  }

  /** Without OpenWrt's configuration. */
  public Uplink(
      String interfaceName,
      String device,
      Optional<Link> link,
      MultipathMode mode,
      MultipathMode effectiveMode,
      List<Endpoint> endpoints,
      List<Subflow> subflows) {
    this(interfaceName, device, link, Optional.empty(), mode, effectiveMode, endpoints, subflows);
  }

  /**
   * Whether configuration and kernel agree that it takes no part: of such an interface nothing is
   * shown but this.
   */
  public boolean aside() {
    return mode == MultipathMode.OFF
        && configured.flatMap(LogicalInterface::multipath).isPresent()
        && endpoints.isEmpty()
        && subflows.isEmpty();
  }

  /** Whether its device is gone or can not pass packets. */
  public boolean linkDown() {
    return link.isEmpty() || !link.get().up() || !link.get().carrier().orElse(true);
  }

  /** How many global addresses it has, both families named. */
  public Map<AddressFamily, Integer> globalAddresses() {
    Map<AddressFamily, Integer> counts = new EnumMap<>(AddressFamily.class);
    for (AddressFamily family : AddressFamily.values()) {
      counts.put(family, 0);
    }
    for (Link.Address address : link.map(Link::addresses).orElse(List.of())) {
      if (address.global()) {
        counts.merge(AddressFamily.of(address.address()), 1, Integer::sum);
      }
    }
    return counts;
  }
}
