package io.github.mptcpexporter.collector;

import io.github.mptcpexporter.collector.Sampler.Depth;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One round of a {@link Sampler}, while it goes on. */
public final class Round {

  /** However late it is, a collector gets this long: the slow ones must not fail the others. */
  private static final long LEAST_NANOS = 50_000_000;

  private final Sampler sampler;
  private final Depth depth;
  private final Instant takenAt;
  private final long startNanos;
  private final long deadlineNanos;
  private final Iterator<Collector<?>> rest;
  private final Map<Collector<?>, Reading<?>> readings = new LinkedHashMap<>();

  private boolean glimpsed;

  // Null between two collectors. Whoever finds here what he has put here still owns the round.
  private @Nullable Attempt<?> attempt;

  Round(Sampler sampler, Depth depth, Duration deadline) {
    this.sampler = sampler;
    this.depth = depth;
    this.takenAt = sampler.clock().now();
    this.startNanos = sampler.clock().monotonicNanos();
    this.deadlineNanos = startNanos + deadline.toNanos();
    this.rest = inOrder(sampler.collectors()).iterator();
    this.glimpsed = depth != Depth.CHANGED;
  }

  /**
   * Reads, in this thread, what is left of the round.
   *
   * @param glimpse is shown a round of depth {@link Depth#CHANGED} half-way
   * @return false if this thread was given up meanwhile: then the round is another's to finish, and
   *     this thread should end
   */
  public boolean run(Sampler.Glimpse glimpse) {
    Optional<Attempt<?>> next = next();
    while (next.isPresent()) {
      glimpse(next.get().collector, glimpse);
      if (!settle(next.get(), next.get().read())) {
        return false;
      }
      next = next();
    }
    sampler.ended(readings);
    return true;
  }

  /** The same, with nobody who would look at it half-way. */
  public boolean run() {
    return run(unused -> {});
  }

  /** The end of a round; its time is that of its begin. */
  public synchronized Snapshot snapshot() {
    return new Snapshot(takenAt, startNanos, readings);
  }

  /** What steers comes first, if it is to be told first. */
  private List<Collector<?>> inOrder(List<Collector<?>> collectors) {
    List<Collector<?>> order = new ArrayList<>(collectors);
    if (depth == Depth.CHANGED) {
      order.sort(Comparator.comparing(collector -> !collector.steers())); // is stable
    }
    return order;
  }

  /** Shows what has been read, when all that steers has, and if there is something to compare. */
  private void glimpse(Collector<?> next, Sampler.Glimpse glimpse) {
    Map<Collector<?>, Reading<?>> half;
    synchronized (this) {
      if (glimpsed || next.steers()) {
        return;
      }
      glimpsed = true;
      half = sampler.previous();
      if (half.isEmpty()) {
        return;
      }
      half.replaceAll(Round::glanced);
      half.putAll(readings);
    }
    glimpse.show(new Snapshot(takenAt, startNanos, half));
  }

  /**
   * Gives up the collector that is being read, if it has overrun; any thread. It is failed, and its
   * thread is left to itself: what it reads in the end is dropped.
   *
   * @return whether it was: then a fresh thread must {@link #run} the rest
   */
  public synchronized boolean giveUp() {
    Attempt<?> slow = attempt;
    long now = sampler.clock().monotonicNanos();
    if (slow == null || now - slow.limitNanos < 0) {
      return false;
    }
    // Not interrupted: FileChannel's answer to that waits for the thread, which may hang for good.
    if (!sampler.abandon(slow.collector, slow.beganNanos)) {
      return false;
    }
    long allowed = slow.limitNanos - slow.beganNanos;
    readings.put(slow.collector, failed("took longer than " + text(allowed), allowed));
    attempt = null;
    return true;
  }

  /** When the next {@link #giveUp} may have something to do, not before; any thread. */
  public synchronized long limitNanos() {
    Attempt<?> present = attempt;
    return present != null ? present.limitNanos : limitNanos(sampler.clock().monotonicNanos());
  }

  /** The next collector that is to be read; what others need no reading is settled on the way. */
  private synchronized Optional<Attempt<?>> next() {
    while (rest.hasNext()) {
      Collector<?> collector = rest.next();
      Optional<? extends Reading<?>> known = withoutReading(collector);
      if (known.isEmpty()) {
        Attempt<?> begun = begin(collector);
        attempt = begun;
        return Optional.of(begun);
      }
      readings.put(collector, known.get());
    }
    return Optional.empty();
  }

  private static Reading<?> glanced(Collector<?> collector, Reading<?> before) {
    Optional<?> glance = collector.glance();
    return glance.isPresent() ? new Reading.Present<>(glance.get(), Duration.ZERO) : before;
  }

  private Optional<? extends Reading<?>> withoutReading(Collector<?> collector) {
    Optional<Reading<?>> last = sampler.previous(collector);
    if (depth == Depth.LIGHT && collector.pace() == Collector.Pace.ON_CHANGE && last.isPresent()) {
      return last;
    }
    OptionalLong since = sampler.busySince(collector);
    if (since.isPresent()) {
      long nanos = sampler.clock().monotonicNanos() - since.getAsLong();
      return Optional.of(failed("still busy after " + text(nanos), 0));
    }
    return Optional.empty();
  }

  private <V> Attempt<V> begin(Collector<V> collector) {
    long now = sampler.clock().monotonicNanos();
    return new Attempt<>(collector, now, limitNanos(now));
  }

  /**
   * A collector may take three quarters of what is left of the round, so that it is over in time
   * even if the first one hangs, and the next, and so on.
   */
  private long limitNanos(long beganNanos) {
    return beganNanos + Math.max(LEAST_NANOS, (deadlineNanos - beganNanos) / 4 * 3);
  }

  /** Returns whether this attempt was still waited for. */
  private synchronized boolean settle(Attempt<?> done, Reading<?> reading) {
    if (attempt != done) {
      sampler.returned(done.collector);
      return false;
    }
    readings.put(done.collector, reading);
    attempt = null;
    return true;
  }

  private static <V> Reading<V> failed(String complaint, long tookNanos) {
    return new Reading.Failed<>(new IOException(complaint), Duration.ofNanos(tookNanos));
  }

  private static String text(long nanos) {
    long millis = Duration.ofNanos(nanos).toMillis();
    return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  /** One collector, read by one thread. */
  private final class Attempt<V> {
    private final Collector<V> collector;
    private final long beganNanos;
    private final long limitNanos;

    Attempt(Collector<V> collector, long beganNanos, long limitNanos) {
      this.collector = collector;
      this.beganNanos = beganNanos;
      this.limitNanos = limitNanos;
    }

    Reading<V> read() {
      try {
        Optional<V> value = collector.collect();
        return value.isPresent()
            ? new Reading.Present<>(value.get(), took())
            : new Reading.Absent<>(took());
      } catch (IOException e) {
        return new Reading.Failed<>(e, took());
      } catch (Throwable e) { // a border: whatever goes wrong in a collector, the others go on
        return new Reading.Failed<>(new IOException(bug(e), e), took());
      }
    }

    private Duration took() {
      return Duration.ofNanos(sampler.clock().monotonicNanos() - beganNanos);
    }

    private static String bug(Throwable e) {
      StackTraceElement[] trace = e.getStackTrace();
      return trace.length == 0 ? e.toString() : e + " at " + trace[0];
    }
  }
}
