package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MultipathMode;
import io.github.mptcpexporter.model.Subflow;
import java.util.List;
import java.util.Optional;

/**
 * An interface that takes part in MPTCP, as of one round.
 *
 * @param interfaceName OpenWrt's name, else the device's
 * @param device name of its device, the last known one if that is gone
 * @param link its device; empty if that does not exist now
 * @param mode as configured; without OpenWrt's configuration the mode in force
 * @param effectiveMode as in force in the kernel
 * @param endpoints whose address or device is this interface's
 * @param subflows all subflows of the round placed here, also opening and closing ones
 */
public record Uplink(
    String interfaceName,
    String device,
    Optional<Link> link,
    MultipathMode mode,
    MultipathMode effectiveMode,
    List<Endpoint> endpoints,
    List<Subflow> subflows) {

  public Uplink {
    endpoints = List.copyOf(endpoints);
    subflows = List.copyOf(subflows);
  }
}
