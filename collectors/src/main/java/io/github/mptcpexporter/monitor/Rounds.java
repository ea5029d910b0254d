package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.Round;
import io.github.mptcpexporter.collector.Sampler;
import io.github.mptcpexporter.collector.Snapshot;
import io.github.mptcpexporter.tracker.Tracker;
import io.github.mptcpexporter.tracker.View;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Rounds, one after the other: everything is read, and what is remembered grows by it.
 *
 * <p>Not for two threads at once. A one-shot command needs no more than {@link #next()}.
 */
public final class Rounds {

  private final Sampler sampler;
  private final List<Tracker<?>> trackers;
  private Optional<View> latest = Optional.empty();

  /**
   * @param collectors in the order in which they are read
   * @param trackers each after those whose states it reads
   */
  public Rounds(List<Collector<?>> collectors, List<Tracker<?>> trackers, Clock clock) {
    this.sampler = new Sampler(collectors, clock);
    this.trackers = List.copyOf(trackers);
  }

  /** A full round in this thread, however long it takes. */
  public View next() {
    View view = View.next(latest, sampler.round(), trackers);
    latest = Optional.of(view);
    return view;
  }

  /** Begins a round that is watched. */
  Round begin(Sampler.Depth depth, Duration deadline) {
    return sampler.begin(depth, deadline);
  }

  /** The view half-way through a round; empty in the first. */
  Optional<View> glimpse(Snapshot half) {
    latest = latest.map(before -> View.glimpse(before, half, trackers));
    return latest;
  }

  /** The view after a round that has been run. */
  View fold(Round round) {
    View view = View.next(latest, round.snapshot(), trackers);
    latest = Optional.of(view);
    return view;
  }
}
