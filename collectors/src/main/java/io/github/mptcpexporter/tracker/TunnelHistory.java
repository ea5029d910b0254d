package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.Subflow;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What is remembered of a tunnel. Immutable.
 *
 * @param alive whether anything of it was ever there
 * @param since when each of its connections was first seen, and last
 * @param connects connections that were made since the exporter started
 * @param deviceIndex number of its device
 */
record TunnelHistory(
    boolean alive,
    Map<String, Seen> since,
    long connects,
    int deviceIndex,
    RisingCounter transmit,
    RisingCounter receive) {

  /** Before it was seen. */
  static final TunnelHistory NONE =
      new TunnelHistory(false, Map.of(), 0, 0, RisingCounter.NONE, RisingCounter.NONE);

  /** Time of a connection that stood before we looked. */
  static final long EARLIER = Long.MIN_VALUE;

  /** Dumps are not atomic: a connection that one lacks may be in the next. */
  private static final long KEPT_NANOS = Duration.ofSeconds(5).toNanos();

  /** Times of a connection, monotonic. */
  record Seen(long first, long last) {}

  TunnelHistory {
    since = Map.copyOf(since);
  }

  /**
   * What is remembered after a round.
   *
   * @param baseline whether connections may have stood before
   */
  TunnelHistory next(TunnelEnds ends, TunnelDevice device, boolean baseline, long nanos) {
    Map<String, Seen> seen = new HashMap<>();
    since.forEach(
        (identity, times) -> {
          if (nanos - times.last() <= KEPT_NANOS) {
            seen.put(identity, times);
          }
        });
    long made = connects;
    for (MptcpConnection one : ends.connections()) {
      made += see(identity(one.cookie(), one.addresses()), baseline, nanos, seen);
    }
    for (Subflow one : ends.plain()) {
      made += see(identity(one.cookie(), one.addresses()), baseline, nanos, seen);
    }
    boolean anew = device.link().map(link -> link.index() != deviceIndex).orElse(false);
    boolean there = alive || device.link().isPresent() || !seen.isEmpty();
    return new TunnelHistory(
        there,
        seen,
        made,
        device.link().map(Link::index).orElse(deviceIndex),
        transmit.next(counter(device, false), anew),
        receive.next(counter(device, true), anew));
  }

  /** The same, of a tunnel that is there. */
  TunnelHistory living() {
    return new TunnelHistory(true, since, connects, deviceIndex, transmit, receive);
  }

  /** When the latest of the connections that stand was made; empty if one stood before. */
  OptionalLong latest(long nanos) {
    long latest = EARLIER;
    for (Seen times : since.values()) {
      latest = times.last() == nanos ? Math.max(latest, times.first()) : latest;
    }
    return latest == EARLIER ? OptionalLong.empty() : OptionalLong.of(latest);
  }

  private static int see(String identity, boolean baseline, long nanos, Map<String, Seen> seen) {
    Seen known = seen.get(identity);
    long first = known != null ? known.first() : baseline ? EARLIER : nanos;
    seen.put(identity, new Seen(first, nanos));
    return known == null && !baseline ? 1 : 0;
  }

  private static String identity(OptionalLong cookie, Object addresses) {
    return cookie.isPresent() ? Long.toString(cookie.getAsLong()) : addresses.toString();
  }

  private static OptionalLong counter(TunnelDevice device, boolean receive) {
    return device
        .link()
        .flatMap(Link::counters)
        .map(read -> OptionalLong.of(receive ? read.receiveBytes() : read.transmitBytes()))
        .orElse(OptionalLong.empty());
  }
}
