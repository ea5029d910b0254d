package io.github.mptcpexporter.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
 */
record Observation(
    Instant takenAt,
    long nanos,
    boolean enabled,
    List<UplinkFacts> uplinks,
    boolean demand,
    int peers,
    Optional<String> defaultRoute,
    int connections) {

  Observation {
    uplinks = List.copyOf(uplinks);
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
