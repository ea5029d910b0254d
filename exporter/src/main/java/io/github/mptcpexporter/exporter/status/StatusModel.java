package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.failover.Failover;
import io.github.mptcpexporter.failover.FailoverTracker;
import io.github.mptcpexporter.model.KernelSettings;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.MibCounters;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.CounterCollector;
import io.github.mptcpexporter.mptcp.EndpointCollector;
import io.github.mptcpexporter.mptcp.SettingsCollector;
import io.github.mptcpexporter.network.LinkCollector;
import io.github.mptcpexporter.network.RouteCollector;
import io.github.mptcpexporter.tracker.RoutePlan;
import io.github.mptcpexporter.tracker.RouteTracker;
import io.github.mptcpexporter.tracker.UplinkTracker;
import io.github.mptcpexporter.tracker.Uplinks;
import io.github.mptcpexporter.tracker.View;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is shown, taken from a view and derived; text and JSON are made of this alone. What is
 * empty could not be read, or is not there.
 *
 * @param takenAt wall clock of the round
 * @param sample what moved since an earlier round; empty with a single round
 * @param uplinks in the order of the screen
 * @param placement of subflows on interfaces
 * @param counts of the connections; empty if these could not be read
 * @param sources which were tried
 * @param failover what has happened to the bundle of uplinks; empty if nobody looked
 * @param tunnels in the order of the configuration
 */
record StatusModel(
    Instant takenAt,
    Optional<Sample> sample,
    Optional<KernelSettings> settings,
    Optional<MptcpSockets> sockets,
    Optional<PathManager> pathManager,
    Optional<Links> links,
    Optional<Routing> routing,
    Optional<MibCounters> counters,
    Optional<RoutePlan> plan,
    List<UplinkStatus> uplinks,
    Uplinks.Placement placement,
    Optional<ConnectionCounts> counts,
    List<SourceStatus> sources,
    Optional<Failover> failover,
    List<TunnelStatus> tunnels) {

  static final Links NO_LINKS = new Links(List.of());

  static StatusModel of(Optional<View> earlier, View now) {
    Optional<Sample> sample = earlier.flatMap(view -> Sample.between(view, now));
    Optional<Links> links = now.value(LinkCollector.class);
    Optional<MptcpSockets> sockets = now.value(ConnectionCollector.class);
    Uplinks.Placement placement =
        now.state(UplinkTracker.class)
            .map(Uplinks::placement)
            .orElseGet(() -> new Uplinks.Placement(links.orElse(NO_LINKS), List.of()));
    return new StatusModel(
        now.snapshot().takenAt(),
        sample,
        now.value(SettingsCollector.class),
        sockets,
        now.value(EndpointCollector.class),
        links,
        now.value(RouteCollector.class),
        now.value(CounterCollector.class),
        now.state(RouteTracker.class),
        UplinkDerivation.of(now, sample),
        placement,
        sockets.map(read -> ConnectionCounts.of(read, placement)),
        SourceList.of(now),
        now.state(FailoverTracker.class).filter(Failover::started),
        TunnelStatus.of(earlier, now));
  }

  /** Devices, none if they could not be read. */
  Links devices() {
    return links.orElse(NO_LINKS);
  }

  /** Whether the kernel is known to be of that kind. */
  boolean implementation(KernelSettings.Implementation implementation) {
    return settings.isPresent() && settings.get().implementation() == implementation;
  }

  boolean withoutMptcp() {
    return implementation(KernelSettings.Implementation.NONE);
  }

  /** Whether endpoints say what they are for; those of the out-of-tree kernel are for all. */
  boolean endpointFlags() {
    return !implementation(KernelSettings.Implementation.OUT_OF_TREE);
  }

  /** Whether the path manager is a program, so that endpoints and limits are not the kernel's. */
  boolean userspacePathManager() {
    return settings.flatMap(KernelSettings::pathManager).map("userspace"::equals).orElse(false);
  }
}
