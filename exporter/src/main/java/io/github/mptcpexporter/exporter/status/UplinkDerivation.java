package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.tracker.RoutePlan;
import io.github.mptcpexporter.tracker.Uplink;
import io.github.mptcpexporter.tracker.Uplinks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Adds up the subflows of each uplink. */
final class UplinkDerivation {

  private final Optional<Sample> sample;
  private final Optional<RoutePlan> plan;
  private final Optional<Links> links;
  private final double allBytes;

  private UplinkDerivation(
      Uplinks uplinks, Optional<Sample> sample, Optional<RoutePlan> plan, Optional<Links> links) {
    this.sample = sample;
    this.plan = plan;
    this.links = links;
    this.allBytes = sample.map(UplinkDerivation::sampled).orElseGet(() -> sofar(uplinks));
  }

  static List<UplinkStatus> of(
      Uplinks uplinks, Optional<Sample> sample, Optional<RoutePlan> plan, Optional<Links> links) {
    UplinkDerivation derivation = new UplinkDerivation(uplinks, sample, plan, links);
    List<UplinkStatus> statuses = new ArrayList<>();
    for (Uplink uplink : uplinks.all()) {
      statuses.add(derivation.status(uplink));
    }
    // What is meant to carry comes first; the sort is stable.
    statuses.sort(Comparator.comparingInt(s -> s.off() ? 2 : s.reserve() ? 1 : 0));
    return List.copyOf(statuses);
  }

  private UplinkStatus status(Uplink uplink) {
    Optional<Moved> sofar = moved(uplink.subflows());
    Optional<Moved> sampled =
        sample.map(s -> s.interfaces().getOrDefault(uplink.interfaceName(), Moved.NOTHING));
    int live = 0;
    int backup = 0;
    int opening = 0;
    int stalled = 0;
    int silent = 0;
    int unanswered = 0;
    for (Subflow subflow : uplink.subflows()) {
      if (!subflow.live()) {
        opening += Subflows.opening(subflow) ? 1 : 0;
        continue;
      }
      live++;
      backup += Subflows.backup(subflow, uplink) ? 1 : 0;
      stalled += Subflows.stalled(subflow) ? 1 : 0;
      silent += Subflows.silent(subflow) ? 1 : 0;
      unanswered += Subflows.unanswered(subflow) ? 1 : 0;
    }
    return new UplinkStatus(
        uplink,
        links.isPresent() ? LinkState.of(uplink.link()) : LinkState.UNKNOWN,
        live - backup,
        backup,
        opening,
        stalled,
        silent,
        unanswered,
        sofar,
        sampled,
        share(sample.isPresent() ? sampled : sofar),
        rtt(uplink.subflows()),
        minRtt(uplink.subflows()),
        paths(uplink));
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

  private OptionalLong rtt(List<Subflow> subflows) {
    double plain = 0;
    int measured = 0;
    double weighted = 0;
    double weights = 0;
    for (Subflow subflow : subflows) {
      OptionalLong rtt = live(subflow, TcpInfo.Field.RTT_MICROS);
      if (rtt.isPresent()) {
        double weight = sample.isPresent() ? sample.get().movedBy(subflow) : 0;
        plain += rtt.getAsLong();
        measured++;
        weighted += weight * rtt.getAsLong();
        weights += weight;
      }
    }
    if (measured == 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.round(weights > 0 ? weighted / weights : plain / measured));
  }

  private static OptionalLong minRtt(List<Subflow> subflows) {
    OptionalLong least = OptionalLong.empty();
    for (Subflow subflow : subflows) {
      OptionalLong rtt = live(subflow, TcpInfo.Field.MIN_RTT_MICROS);
      // all ones: not measured yet
      if (rtt.isPresent() && rtt.getAsLong() < 0xffffffffL) {
        least = OptionalLong.of(Math.min(least.orElse(Long.MAX_VALUE), rtt.getAsLong()));
      }
    }
    return least;
  }

  /** Of a live subflow, if it was measured. */
  private static OptionalLong live(Subflow subflow, TcpInfo.Field field) {
    if (!subflow.live() || subflow.info().isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong value = subflow.info().get().find(field);
    return value.isPresent() && value.getAsLong() > 0 ? value : OptionalLong.empty();
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
