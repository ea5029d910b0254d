package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.collector.Round;
import io.github.mptcpexporter.collector.Sampler;
import io.github.mptcpexporter.tracker.View;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where those who want a view, the thread that runs rounds and the one that watches it meet. Any
 * thread; it has none of its own.
 */
final class SharedRounds implements ViewSource {

  /** Less than this is no time to read anything: the impatient must not fail the others' round. */
  private static final Duration SHORTEST_DEADLINE = Duration.ofMillis(500);

  /** How long the watching thread may rest: no round but an impatient one overruns sooner. */
  private static final long LONGEST_REST_NANOS = Sampler.DEADLINE.toNanos() / 2;

  /** How often it looks while a collector overruns and no more threads may be given up. */
  private static final long SHORTEST_REST_NANOS = 20_000_000;

  /**
   * A round that goes on.
   *
   * @param askers who share it
   */
  record Running(Round round, RoundSchedule.Due due, Askers askers) {}

  private final Rounds rounds;
  private final Clock clock;
  private final RoundSchedule schedule;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition roundDue = lock.newCondition();
  private final Condition checkDue = lock.newCondition();
  private final Askers waiting = new Askers();
  private @Nullable Running running; // null between two rounds
  private @Nullable View latest; // null before the first round has ended
  private long fullNanos; // begin of the last full round
  private long restUntilNanos;
  private long checkedNanos;
  private volatile boolean closed;

  /**
   * @param share of one core that the timer's rounds may take
   */
  SharedRounds(Rounds rounds, double share, Clock clock) {
    this(rounds, share, clock, 0);
  }

  /**
   * @param rehearsals how many of the timer's first rounds go as if something had changed
   */
  SharedRounds(Rounds rounds, double share, Clock clock, int rehearsals) {
    this.rounds = rounds;
    this.clock = clock;
    this.schedule = new RoundSchedule(share, clock.monotonicNanos(), rehearsals);
    this.restUntilNanos = clock.monotonicNanos();
    this.checkedNanos = restUntilNanos;
  }

  @Override
  public CompletionStage<View> view(Duration maxAge, Duration deadline) {
    lock.lock();
    try {
      long now = clock.monotonicNanos();
      if (closed) {
        return CompletableFuture.failedStage(new IllegalStateException("no more rounds: closed"));
      }
      if (latest != null && now - fullNanos < maxAge.toNanos()) {
        return CompletableFuture.completedStage(latest);
      }
      watchBy(now + deadline.toNanos());
      Running present = running;
      if (present != null && present.due.depth().full() && !maxAge.isZero()) {
        return present.askers.add(now, deadline);
      }
      schedule.request();
      roundDue.signal();
      return waiting.add(now, deadline);
    } finally {
      lock.unlock();
    }
  }

  /** Something has changed that only a full round shows. */
  void change() {
    lock.lock();
    try {
      schedule.change();
      roundDue.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a round is due, and begins it; empty when there are no more, or none was due for so
   * long.
   */
  Optional<Running> await(long mostNanos) {
    lock.lock();
    try {
      long left = mostNanos;
      Optional<Running> begun = begin();
      while (begun.isEmpty() && !closed && left > 0) {
        long rest = Math.min(left, schedule.nanosUntilDue(clock.monotonicNanos()));
        left -= Math.max(0, rest - roundDue.awaitNanos(rest));
        begun = begin();
      }
      return begun;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // as good as closed
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Whether there are no more. */
  boolean isClosed() {
    return closed;
  }

  /** Tells the schedule of something that makes rounds come sooner, or no longer so. */
  void tell(Consumer<RoundSchedule> news) {
    lock.lock();
    try {
      news.accept(schedule);
    } finally {
      lock.unlock();
    }
  }

  /** Begins the round that is due; empty if none is. */
  Optional<Running> begin() {
    lock.lock();
    try {
      long now = clock.monotonicNanos();
      if (closed || running != null || schedule.nanosUntilDue(now) > 0) {
        return Optional.empty();
      }
      RoundSchedule.Due due = schedule.begin(now);
      long most = Sampler.DEADLINE.toNanos();
      long left = Math.max(SHORTEST_DEADLINE.toNanos(), waiting.nanosLeft(now, most));
      Running begun =
          new Running(rounds.begin(due.depth(), Duration.ofNanos(left)), due, new Askers());
      waiting.moveTo(begun.askers);
      running = begun;
      watchBy(begun.round.limitNanos());
      return Optional.of(begun);
    } finally {
      lock.unlock();
    }
  }

  /** The round has been run: its view is everyone's. */
  void end(Running ended, View view, long cpu) {
    lock.lock();
    try {
      if (ended.due.depth().full()) {
        fullNanos = view.snapshot().monotonicNanos();
      }
      latest = view;
      running = null;
      schedule.spent(ended.due, cpu);
    } finally {
      lock.unlock();
    }
    ended.askers.give(view);
  }

  /** The round could not be finished. */
  void fail(Running failed, Throwable reason) {
    lock.lock();
    try {
      running = null;
    } finally {
      lock.unlock();
    }
    failed.askers.fail(reason);
  }

  /** Waits until it is time for a {@link #check}; false when there are no more. */
  boolean awaitCheck() {
    lock.lock();
    try {
      while (!closed) {
        long now = clock.monotonicNanos();
        long rest = Math.max(checkedNanos + SHORTEST_REST_NANOS - now, nanosUntilCheck(now));
        if (rest <= 0) {
          return true;
        }
        restUntilNanos = now + rest;
        checkDue.awaitNanos(rest);
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // as good as closed
      return false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives up a collector that overruns, and lets those go who can not wait any longer.
   *
   * @return the round that a fresh thread must finish, if a collector was given up
   */
  Optional<Running> check() {
    Askers expired = new Askers();
    Optional<Running> orphaned = Optional.empty();
    lock.lock();
    try {
      long now = clock.monotonicNanos();
      checkedNanos = now;
      waiting.expire(now, expired);
      Running present = running;
      if (present != null) {
        present.askers.expire(now, expired);
        if (present.round.giveUp()) {
          orphaned = Optional.of(present);
        }
      }
    } finally {
      lock.unlock();
    }
    expired.timeOut();
    return orphaned;
  }

  boolean isOverBudget() {
    lock.lock();
    try {
      return schedule.isOverBudget();
    } finally {
      lock.unlock();
    }
  }

  SamplerStats stats() {
    lock.lock();
    try {
      return new SamplerStats(
          Duration.ofNanos(schedule.intervalNanos()),
          Duration.ofNanos(schedule.cpuNanos()),
          schedule.isOverBudget());
    } finally {
      lock.unlock();
    }
  }

  /** No more rounds: those who wait are told, and both threads come to their end. */
  void close() {
    Askers left = new Askers();
    lock.lock();
    try {
      closed = true;
      waiting.moveTo(left);
      if (running != null) {
        running.askers.moveTo(left);
      }
      roundDue.signalAll();
      checkDue.signalAll();
    } finally {
      lock.unlock();
    }
    left.fail(new IllegalStateException("no more rounds: closed"));
  }

  private long nanosUntilCheck(long now) {
    long rest = waiting.nanosLeft(now, LONGEST_REST_NANOS);
    Running present = running;
    if (present != null) {
      rest = present.askers.nanosLeft(now, rest);
      rest = Math.min(rest, present.round.limitNanos() - now);
    }
    return rest;
  }

  /** Wakes the watching thread if it would rest longer than that. */
  private void watchBy(long nanos) {
    if (nanos - restUntilNanos < 0) {
      restUntilNanos = nanos;
      checkDue.signal();
    }
  }
}
