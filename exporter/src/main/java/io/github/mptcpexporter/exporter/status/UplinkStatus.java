package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.failover.UplinkRecord;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MultipathMode;
import io.github.mptcpexporter.tracker.PathQuality;
import io.github.mptcpexporter.tracker.SubflowGauges;
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
 * @param subflows numbers and quality of its live subflows; empty if connections were not read
 * @param opening subflows on their way to become live
 * @param silent live subflows that have waited for long for the peer
 * @param unanswered live subflows with data that is not acknowledged yet, the silent included
 * @param sofar what the live subflows moved since they were opened; empty where not told
 * @param sampled what all moved in the sample; empty without a sample
 * @param share of the MPTCP bytes of all interfaces, 0 to 1: of the sample if there is one, else of
 *     the live subflows so far; empty if nothing moved or bytes are not told
 * @param paths where packets of those of its addresses go that MPTCP uses
 * @param record the verdict of the detector of failovers; empty if it made none
 */
record UplinkStatus(
    Uplink uplink,
    LinkState link,
    Optional<SubflowGauges.Interface> subflows,
    int opening,
    int silent,
    int unanswered,
    Optional<Moved> sofar,
    Optional<Moved> sampled,
    OptionalDouble share,
    List<PathStatus> paths,
    Optional<UplinkRecord> record) {

  UplinkStatus {
    paths = List.copyOf(paths);
  }

  String name() {
    return uplink.interfaceName();
  }

  /** The verdict on it, else the state of its device. */
  String state() {
    return record.map(one -> one.state().label()).orElse(link.label());
  }

  /** Live subflows of normal priority, 0 if connections were not read. */
  int normal() {
    return subflows.map(SubflowGauges.Interface::normal).orElse(0);
  }

  /** Live subflows, 0 if connections were not read. */
  int live() {
    return normal() + subflows.map(SubflowGauges.Interface::backup).orElse(0);
  }

  /** What TCP says of the live subflows; empty where not told. */
  Optional<PathQuality> quality() {
    return subflows.flatMap(SubflowGauges.Interface::paths);
  }

  /** Mean smoothed round-trip time of the live subflows; empty if none has measured it. */
  OptionalLong rttMicros() {
    OptionalDouble rtt = quality().map(PathQuality::rttMicros).orElse(OptionalDouble.empty());
    return rtt.isPresent() ? OptionalLong.of(Math.round(rtt.getAsDouble())) : OptionalLong.empty();
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
