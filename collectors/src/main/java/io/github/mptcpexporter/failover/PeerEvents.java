package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.failover.BundleEvent.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells of a peer what was found of its paths, as far as it is worth telling. */
final class PeerEvents {

  private static final Set<Kind> TOLD =
      EnumSet.of(
          Kind.UPLINK_LOST, Kind.FAILOVER, Kind.FAILBACK, Kind.OUTAGE_BEGAN, Kind.OUTAGE_ENDED);

  private PeerEvents() {}

  static List<BundleEvent> of(String peer, List<BundleEvent> events) {
    return events.stream()
        .filter(event -> TOLD.contains(event.kind()))
        .map(event -> of(peer, event))
        .toList();
  }

  private static BundleEvent of(String peer, BundleEvent event) {
    return new BundleEvent(
        event.kind(),
        event.time(),
        event.monotonicNanos(),
        event.interfaceName().map(path -> peer + "/" + path).or(() -> Optional.of(peer)),
        event.toInterface().map(path -> peer + "/" + path),
        event.cause(),
        event.numbers(),
        peer + ": " + event.sentence());
  }
}
