package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MultipathMode;
import io.github.mptcpexporter.tracker.Uplink;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * An uplink and what is derived of it.
 *
 * @param uplink as tracked
 * @param link state of its device
 * @param normal live subflows of normal priority
 * @param backup live backup subflows
 * @param opening subflows on their way to become live
 * @param stalled live ones that wait for the peer
 * @param silent those of them that have waited for long
 * @param unanswered live ones with data that is not acknowledged yet, the stalled included
 * @param sofar what the live ones moved since they were opened; empty where not told
 * @param sampled what all moved in the sample; empty without a sample
 * @param share of the MPTCP bytes of all interfaces, 0 to 1: of the sample if there is one, else of
 *     the live subflows so far; empty if nothing moved or bytes are not told
 * @param rttMicros mean smoothed round-trip time of the live subflows, weighted by what each moved
 *     in the sample; empty without any
 * @param minRttMicros lowest round-trip time that a live subflow has seen
 * @param paths where packets of those of its addresses go that MPTCP uses
 */
record UplinkStatus(
    Uplink uplink,
    LinkState link,
    int normal,
    int backup,
    int opening,
    int stalled,
    int silent,
    int unanswered,
    Optional<Moved> sofar,
    Optional<Moved> sampled,
    OptionalDouble share,
    OptionalLong rttMicros,
    OptionalLong minRttMicros,
    List<PathStatus> paths) {

  UplinkStatus {
    paths = List.copyOf(paths);
  }

  String name() {
    return uplink.interfaceName();
  }

  int live() {
    return normal + backup;
  }

  /** Whether it takes part at all. */
  boolean off() {
    return uplink.effectiveMode() == MultipathMode.OFF;
  }

  /** Whether it stands by until others fail. */
  boolean reserve() {
    return uplink.mode().reserve() || uplink.effectiveMode().reserve();
  }

  /** Whether its device is up and has an address, an endpoint's if it has endpoints. */
  boolean usable() {
    return link == LinkState.UP && hasAddress();
  }

  /** Whether the device has an address that subflows can use. */
  boolean hasAddress() {
    Optional<Link> device = uplink.link();
    if (device.isEmpty()) {
      return false;
    }
    for (Link.Address address : device.get().addresses()) {
      if ((address.global() && usedByEndpoint(address)) || device.get().loopback()) {
        return true;
      }
    }
    return false;
  }

  private boolean usedByEndpoint(Link.Address address) {
    if (uplink.endpoints().isEmpty()) {
      return true;
    }
    for (Endpoint endpoint : uplink.endpoints()) {
      if (endpoint.address().equals(address.address())) {
        return true;
      }
    }
    return false;
  }

  /** Whether it moved a share worth mentioning. */
  boolean carries() {
    return share.isPresent() && share.getAsDouble() >= 0.005;
  }

  /** Share of what was sent that was sent again; of the sample if there is one. */
  OptionalDouble retransmitted() {
    Optional<Moved> moved = sampled.or(() -> sofar);
    if (moved.isEmpty() || moved.get().transmitBytes() <= 0) {
      return OptionalDouble.empty();
    }
    Moved sent = moved.get();
    return OptionalDouble.of((double) sent.retransmitBytes() / sent.transmitBytes());
  }
}
