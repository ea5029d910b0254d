package io.github.mptcpexporter.collector;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads collectors into snapshots, round after round. Every collector ends a round as present,
 * absent or failed, whatever it throws and however long it takes; none takes another along.
 *
 * <p>One-shot commands read in their own thread, by {@link #round()}. Where threads are to spare, a
 * round is {@link #begin begun}, run by one thread and watched by another, which gives up a
 * collector that overruns, together with the thread it hangs in; the rest of the round goes on in a
 * fresh one. Rounds must not overlap.
 */
public final class Sampler {

  /** Most that a round takes, if it is watched. */
  public static final Duration DEADLINE = Duration.ofSeconds(2);

  /** Most threads that are given up at a time. When they are spent, a round takes its time. */
  public static final int MOST_ABANDONED = 4;

  /** How much of what there is a round reads. */
  public enum Depth {
    /**
     * What moves all the time. Of the rest the last reading is carried over, and is the same
     * object.
     */
    LIGHT,
    /** Everything. */
    FULL,
    /**
     * Everything, what {@link Collector#steers steers} first: then there is a {@link Glimpse
     * glimpse} of it, before the rest is read.
     */
    CHANGED;

    /** Whether everything is read. */
    public boolean full() {
      return this != LIGHT;
    }
  }

  /** Takes what a round has read so far. */
  public interface Glimpse {
    /**
     * In the thread that runs the round.
     *
     * @param snapshot what steers as of this round, the rest as of the round before
     */
    void show(Snapshot snapshot);
  }

  private final List<Collector<?>> collectors;
  private final Clock clock;
  private final ReadingLog log = new ReadingLog();
  private final Map<Collector<?>, Long> abandoned = new HashMap<>();
  private Map<Collector<?>, Reading<?>> previous = Map.of();

  /**
   * @param collectors in the order in which they are read
   */
  public Sampler(List<Collector<?>> collectors, Clock clock) {
    this.collectors = List.copyOf(collectors);
    this.clock = clock;
  }

  /** Reads everything in this thread, however long it takes. */
  public Snapshot round() {
    Round round = begin(Depth.FULL, DEADLINE);
    if (!round.run()) {
      throw new IllegalStateException("nobody watches this round");
    }
    return round.snapshot();
  }

  /**
   * Begins a round, to be {@link Round#run run}.
   *
   * @param deadline most that it may take, if someone watches
   */
  public Round begin(Depth depth, Duration deadline) {
    return new Round(this, depth, deadline);
  }

  List<Collector<?>> collectors() {
    return collectors;
  }

  Clock clock() {
    return clock;
  }

  /** The last round's reading. */
  synchronized Optional<Reading<?>> previous(Collector<?> collector) {
    return Optional.ofNullable(previous.get(collector));
  }

  /** All readings of the last round, in a map of the caller's own; empty before the first. */
  synchronized Map<Collector<?>, Reading<?>> previous() {
    return new LinkedHashMap<>(previous);
  }

  void ended(Map<Collector<?>, Reading<?>> readings) {
    synchronized (this) {
      previous = new LinkedHashMap<>(readings);
    }
    log.round(readings);
  }

  /** Since when a thread that was given up is busy with the collector; empty if none is. */
  synchronized OptionalLong busySince(Collector<?> collector) {
    Long since = abandoned.get(collector);
    return since == null ? OptionalLong.empty() : OptionalLong.of(since);
  }

  /** Gives up the thread that reads the collector; false if too many are given up already. */
  synchronized boolean abandon(Collector<?> collector, long since) {
    if (abandoned.size() == MOST_ABANDONED) {
      log.stuck(collector);
      return false;
    }
    abandoned.put(collector, since);
    return true;
  }

  /** The thread that was given up has come to its end after all. */
  synchronized void returned(Collector<?> collector) {
    abandoned.remove(collector);
  }
}
