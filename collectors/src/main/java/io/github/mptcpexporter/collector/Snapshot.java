package io.github.mptcpexporter.collector;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One round: when it was, and what became of each collector. Immutable. */
public final class Snapshot {

  private final Instant takenAt;
  private final long monotonicNanos;
  private final Map<Collector<?>, Reading<?>> readings;

  /**
   * @param takenAt wall clock, for display alone: routers start in 1970 and step
   * @param monotonicNanos monotonic clock, for all durations
   * @param readings in the order of collection
   */
  public Snapshot(Instant takenAt, long monotonicNanos, Map<Collector<?>, Reading<?>> readings) {
    this.takenAt = takenAt;
    this.monotonicNanos = monotonicNanos;
    this.readings = Collections.unmodifiableMap(new LinkedHashMap<>(readings));
  }

  public Instant takenAt() {
    return takenAt;
  }

  public long monotonicNanos() {
    return monotonicNanos;
  }

  /** All readings, in the order of collection. */
  public Map<Collector<?>, Reading<?>> readings() {
    return readings;
  }

  /** What the collector of that class read; empty if it is absent, failed or switched off. */
  public <V> Optional<V> value(Class<? extends Collector<V>> type) {
    return reading(type).flatMap(Reading::value);
  }

  /** What became of the collector of that class; empty if it is switched off. */
  @SuppressWarnings("unchecked") // a Collector<V> ends in a Reading<V>
  public <V> Optional<Reading<V>> reading(Class<? extends Collector<V>> type) {
    for (Map.Entry<Collector<?>, Reading<?>> entry : readings.entrySet()) {
      if (type.isInstance(entry.getKey())) {
        return Optional.of((Reading<V>) entry.getValue());
      }
    }
    return Optional.empty();
  }
}
