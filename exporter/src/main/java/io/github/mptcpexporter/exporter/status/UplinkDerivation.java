package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.failover.Failover;
import io.github.mptcpexporter.failover.FailoverTracker;
import io.github.mptcpexporter.failover.UplinkRecord;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.network.LinkCollector;
import io.github.mptcpexporter.tracker.RoutePlan;
import io.github.mptcpexporter.tracker.RouteTracker;
import io.github.mptcpexporter.tracker.SubflowGauges;
import io.github.mptcpexporter.tracker.Uplink;
import io.github.mptcpexporter.tracker.UplinkTracker;
import io.github.mptcpexporter.tracker.Uplinks;
import io.github.mptcpexporter.tracker.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Puts together what trackers know of each uplink, and adds up its subflows. */
final class UplinkDerivation {

  private final Optional<Sample> sample;
  private final Optional<RoutePlan> plan;
  private final Optional<Links> links;
  private final Map<String, SubflowGauges.Interface> subflows = new HashMap<>();
  private final Map<String, UplinkRecord> records;
  private final double allBytes;

  private UplinkDerivation(View now, Uplinks uplinks, Optional<Sample> sample) {
    this.sample = sample;
    this.plan = now.state(RouteTracker.class);
    this.links = now.value(LinkCollector.class);
    this.records = now.state(FailoverTracker.class).map(Failover::uplinks).orElse(Map.of());
    for (SubflowGauges.Interface of : now.state(SubflowGauges.class).orElse(List.of())) {
      subflows.put(of.interfaceName(), of);
    }
    this.allBytes = sample.map(UplinkDerivation::sampled).orElseGet(() -> sofar(uplinks));
  }

  /** In the order of the screen: what is meant to carry comes first. */
  static List<UplinkStatus> of(View now, Optional<Sample> sample) {
    Optional<Uplinks> uplinks = now.state(UplinkTracker.class);
    List<UplinkStatus> statuses = new ArrayList<>();
    if (uplinks.isPresent()) {
      UplinkDerivation derivation = new UplinkDerivation(now, uplinks.get(), sample);
      for (Uplink uplink : uplinks.get().all()) {
        statuses.add(derivation.status(uplink));
      }
    }
    statuses.sort(Comparator.comparingInt(s -> s.off() ? 2 : s.reserve() ? 1 : 0));
    return List.copyOf(statuses);
  }

  private UplinkStatus status(Uplink uplink) {
    Optional<SubflowGauges.Interface> counted =
        Optional.ofNullable(subflows.get(uplink.interfaceName()));
    Optional<Moved> sofar = counted.flatMap(read -> moved(uplink.subflows()));
    Optional<Moved> sampled =
        sample.map(s -> s.interfaces().getOrDefault(uplink.interfaceName(), Moved.NOTHING));
    int opening = 0;
    int silent = 0;
    int unanswered = 0;
    for (Subflow subflow : uplink.subflows()) {
      opening += Subflows.opening(subflow) ? 1 : 0;
      silent += Subflows.silent(subflow) ? 1 : 0;
      unanswered += subflow.live() && Subflows.unanswered(subflow) ? 1 : 0;
    }
    return new UplinkStatus(
        uplink,
        links.isPresent() ? LinkState.of(uplink.link()) : LinkState.UNKNOWN,
        counted,
        opening,
        silent,
        unanswered,
        sofar,
        sampled,
        share(sample.isPresent() ? sampled : sofar),
        paths(uplink),
        Optional.ofNullable(records.get(uplink.interfaceName())));
  }

  private OptionalDouble share(Optional<Moved> moved) {
    return moved.isPresent() && allBytes > 0
        ? OptionalDouble.of(moved.get().bothWays() / allBytes)
        : OptionalDouble.empty();
  }

  private static double sampled(Sample sample) {
    long bytes = 0;
    for (Moved moved : sample.interfaces().values()) {
      bytes += moved.bothWays();
    }
    return bytes;
  }

  private static double sofar(Uplinks uplinks) {
    double bytes = moved(uplinks.unplaced()).orElse(Moved.NOTHING).bothWays();
    for (Uplink uplink : uplinks.all()) {
      bytes += moved(uplink.subflows()).orElse(Moved.NOTHING).bothWays();
    }
    return bytes;
  }

  /** What the live ones moved; empty if the kernel does not tell it of one of them. */
  private static Optional<Moved> moved(List<Subflow> subflows) {
    Moved sum = Moved.NOTHING;
    for (Subflow subflow : subflows) {
      if (subflow.live()) {
        Optional<Moved> moved = Subflows.moved(subflow);
        if (moved.isEmpty()) {
          return Optional.empty();
        }
        sum = sum.plus(moved.get());
      }
    }
    return Optional.of(sum);
  }

  private List<PathStatus> paths(Uplink uplink) {
    List<PathStatus> paths = new ArrayList<>();
    if (plan.isPresent()) {
      for (RoutePlan.Path path : plan.get().paths()) {
        if (path.interfaceName().equals(uplink.interfaceName()) && used(path, uplink)) {
          paths.add(PathStatus.of(path, plan.get(), links.orElse(StatusModel.NO_LINKS)));
        }
      }
    }
    return paths;
  }

  /** Whether MPTCP uses the address: it is an endpoint's, or a subflow's. */
  private static boolean used(RoutePlan.Path path, Uplink uplink) {
    for (Endpoint endpoint : uplink.endpoints()) {
      if (endpoint.address().equals(path.source())) {
        return true;
      }
    }
    for (Subflow subflow : uplink.subflows()) {
      if (subflow.addresses().local().equals(path.source())) {
        return true;
      }
    }
    return false;
  }
}
