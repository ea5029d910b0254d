package io.github.mptcpexporter.exporter;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.collector.Snapshot;
import io.github.mptcpexporter.tracker.Tracker;
import io.github.mptcpexporter.tracker.View;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes views by hand. */
public final class Views {

  /** How long each collector took. */
  public static final Duration TOOK = Duration.ofMillis(1500);

  private Views() {}

  /** A view at a time, in which each collector was read. */
  public static View at(long monotonicNanos, Collector<?>... collectors) throws IOException {
    Map<Collector<?>, Reading<?>> readings = new LinkedHashMap<>();
    for (Collector<?> collector : collectors) {
      readings.put(collector, read(collector));
    }
    return View.of(new Snapshot(Instant.EPOCH, monotonicNanos, readings));
  }

  private static <V> Reading<V> read(Collector<V> collector) throws IOException {
    Optional<V> value = collector.collect();
    return value.isPresent()
        ? new Reading.Present<>(value.get(), TOOK)
        : new Reading.Absent<>(TOOK);
  }

  /** A first view of these readings. */
  public static View of(Map<Collector<?>, Reading<?>> readings, Tracker<?>... trackers) {
    return View.next(Optional.empty(), new Snapshot(Instant.EPOCH, 0, readings), List.of(trackers));
  }
}
