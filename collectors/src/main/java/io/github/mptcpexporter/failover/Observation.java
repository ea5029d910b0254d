package io.github.mptcpexporter.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one round shows, as far as failover goes: all that the detector knows of the world.
 *
 * @param takenAt wall clock of the round
 * @param nanos monotonic clock of the round
 * @param enabled whether the kernel makes MPTCP connections
 * @param uplinks in the order of the screen
 * @param demand whether some connection has bytes to send, or has just moved some
 * @param peers remote hosts that the established connections go to
 * @param defaultRoute interface of the best default route, or the device's name if that is no
 *     uplink; empty text if there is none; empty if routes are not known
 * @param connections established ones
 * @param glimpse whether only links, routes and endpoints are of this moment: then nothing can be
 *     said of what moves
 */
record Observation(
    Instant takenAt,
    long nanos,
    boolean enabled,
    List<UplinkFacts> uplinks,
    boolean demand,
    int peers,
    Optional<String> defaultRoute,
    int connections,
    boolean glimpse) {

  static final Observation NONE =
      new Observation(Instant.EPOCH, 0, true, List.of(), false, 0, Optional.empty(), 0, false);

  Observation {
    uplinks = List.copyOf(uplinks);
  }

  /**
   * The same sockets a moment later, when lines have broken; empty if none has that was whole.
   *
   * @param broken those that are broken now, and why
   */
  Optional<Observation> broken(
      Instant at, long moment, Map<String, Fitness.Broken> broken, Optional<String> defaultNow) {
    boolean news = false;
    List<UplinkFacts> facts = new ArrayList<>();
    for (UplinkFacts last : uplinks) {
      Fitness.Broken why = broken.get(last.name());
      news |= why != null && last.enabled() && last.broken().isEmpty();
      facts.add(why == null ? last : last.broken(why));
    }
    return news
        ? Optional.of(
            new Observation(
                at, moment, enabled, facts, demand, peers, defaultNow, connections, true))
        : Optional.empty();
  }

  /** Wall clock of a moment of the monotonic clock, as the two stand now. */
  Instant wall(long moment) {
    return takenAt.minus(Duration.ofNanos(nanos - moment));
  }

  /** When any line made progress last; empty if none is known to have. */
  OptionalLong progress() {
    return uplinks.stream()
        .filter(uplink -> uplink.progress().isPresent())
        .mapToLong(uplink -> uplink.progress().getAsLong())
        .max();
  }
}
