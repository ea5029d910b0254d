package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.collector.Snapshot;
import io.github.mptcpexporter.failover.FailoverTotals;
import io.github.mptcpexporter.mptcp.ConnectionWatch;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.tracker.View;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Runs rounds, by its timer, on request and after events, and publishes their views.
 *
 * <p>Has three threads, all daemons: {@code mptcp-sampler} runs the rounds, {@code mptcp-watchdog}
 * rests unless one overruns, {@code mptcp-events} hears the kernel. Not for a recording, which has
 * its own time: that is read by {@link Rounds}.
 */
public final class Monitor implements ViewSource, Closeable {

  private static final Logger LOG = System.getLogger(Monitor.class.getName());

  /** Most events between two rounds. */
  private static final int EVENTS = 65_536;

  /** Long enough for a thread to see that it is over, short enough for a service that stops. */
  private static final Duration FAREWELL = Duration.ofMillis(400);

  private final Rounds rounds;
  private final SharedRounds shared;
  private final Optional<EventPump> pump;
  private final BetweenRounds between;
  private final LongSupplier threadCpu;
  private final List<Closeable> sources;
  private final ViewListeners listeners = new ViewListeners();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean failing; // so that it is said once

  /**
   * @param pump hears the kernel; empty if it can not be heard, or is not to be
   * @param between what the sampler does between rounds
   * @param threadCpu CPU time of the thread that asks, in nanoseconds
   * @param sources what is closed in the end
   */
  Monitor(
      Rounds rounds,
      SharedRounds shared,
      Optional<EventPump> pump,
      BetweenRounds between,
      LongSupplier threadCpu,
      List<Closeable> sources) {
    this.rounds = rounds;
    this.shared = shared;
    this.pump = pump;
    this.between = between;
    this.threadCpu = threadCpu;
    this.sources = List.copyOf(sources);
  }

  /**
   * A monitor of those sources, not yet started.
   *
   * @param share of one core that the timer's rounds may take, above 0, at most 1
   */
  public static Monitor of(Sources sources, Selection selection, double share) {
    return of(sources, selection, share, FailoverTotals.none());
  }

  /**
   * The same, going on from what an earlier run has counted.
   *
   * @param earlier counts of failovers
   */
  public static Monitor of(
      Sources sources, Selection selection, double share, FailoverTotals earlier) {
    EventQueue queue = new EventQueue(EVENTS);
    List<Closeable> opened = new ArrayList<>();
    Rounds rounds =
        new Rounds(
            Collectors.all(sources, queue, selection, opened::add),
            Collectors.trackers(selection, earlier),
            sources.clock());
    SharedRounds shared =
        new SharedRounds(rounds, share, sources.clock(), RoundSchedule.REHEARSALS);
    LongSupplier threadCpu = new ThreadCpu();
    Optional<NetlinkTransport> heard =
        sources.netlink().filter(netlink -> selection.reads(Selection.EVENTS));
    Optional<EventPump> pump =
        heard.map(
            netlink ->
                new EventPump(
                    netlink,
                    EventSources.all(netlink.byteOrder()),
                    queue,
                    sources.clock(),
                    new EventBudget(share, threadCpu, shared::isOverBudget),
                    shared::change));
    Optional<ConnectionWatch> watch =
        heard
            .filter(netlink -> !sources.replay() && selection.reads(Selection.CONNECTIONS))
            .map(netlink -> new ConnectionWatch(netlink, queue));
    watch.ifPresent(opened::add);
    BetweenRounds between = new BetweenRounds(watch, shared, sources.clock(), threadCpu);
    return new Monitor(rounds, shared, pump, between, threadCpu, opened);
  }

  /**
   * From now on, each view is shown to the listener, before it is given to anyone: in the thread of
   * the rounds, which wait for it, so it must be quick. What it throws is logged once and harms no
   * one else.
   */
  public void onView(Consumer<View> listener) {
    listeners.add(listener);
  }

  /** Begins to hear events, then to run rounds. */
  public void start() {
    pump.ifPresent(EventPump::start);
    startSampler(Optional.empty());
    startThread("mptcp-watchdog", this::watch);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A round of the timer reads only what moves all the time, and is no answer: the view is of a
   * full round, begun less than {@code maxAge} ago, and of what was read since. It is given out in
   * the thread that ran the round; whoever does more than pass it on must do so in another.
   */
  @Override
  public CompletionStage<View> view(Duration maxAge, Duration deadline) {
    return shared.view(maxAge, deadline);
  }

  /** How the rounds are doing. Any thread. */
  public SamplerStats stats() {
    return shared.stats();
  }

  /**
   * Ends all threads, and waits for them but a moment: one may hang in a collector. Those who still
   * wait for a view are told that there will be none. The sockets of the sources are closed, unless
   * a thread that hangs still holds one.
   */
  @Override
  public void close() {
    shared.close();
    pump.ifPresent(EventPump::close);
    List<Thread> left;
    synchronized (threads) {
      left = List.copyOf(threads);
    }
    long end = System.nanoTime() + FAREWELL.toNanos();
    try {
      for (Thread thread : left) {
        thread.join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
      }
      if (left.stream().noneMatch(Thread::isAlive)) {
        closeSources();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeSources() {
    for (Closeable source : sources) {
      try {
        source.close();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "close: " + e.getMessage()); // nothing else to be done about it
      }
    }
  }

  private void startSampler(Optional<SharedRounds.Running> begun) {
    startThread("mptcp-sampler", () -> sample(begun));
  }

  private void startThread(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    synchronized (threads) {
      threads.removeIf(other -> !other.isAlive());
      thread.start();
      threads.add(thread);
    }
  }

  /** Runs rounds, the begun one first, until there are no more or this thread is given up. */
  private void sample(Optional<SharedRounds.Running> begun) {
    Optional<SharedRounds.Running> next = begun.isPresent() ? begun : between.await();
    long cpuBefore = threadCpu.getAsLong();
    while (next.isPresent() && next.get().round().run(this::glimpse)) {
      finish(next.get(), cpuBefore);
      next = between.await();
      cpuBefore = threadCpu.getAsLong();
    }
  }

  /** What links and routes alone show is told before the sockets are read. */
  private void glimpse(Snapshot half) {
    try {
      Optional<View> view = rounds.glimpse(half);
      view.ifPresent(between::glimpsed);
      view.ifPresent(listeners::show);
    } catch (RuntimeException | Error e) { // a border: the whole round still comes
      if (!failing) {
        failing = true;
        LOG.log(Level.ERROR, "what has changed could not be told at once", e);
      }
    }
  }

  private void finish(SharedRounds.Running run, long cpuBefore) {
    try {
      View view = rounds.fold(run.round());
      between.ended(view);
      listeners.show(view);
      shared.end(run, view, threadCpu.getAsLong() - cpuBefore);
      failing = false;
    } catch (RuntimeException | Error e) { // a border: a bug in a tracker must not end the rounds
      if (!failing) {
        failing = true;
        LOG.log(Level.ERROR, "a round could not be finished", e);
      }
      shared.fail(run, e);
    }
  }

  private void watch() {
    while (shared.awaitCheck()) {
      shared.check().ifPresent(orphan -> startSampler(Optional.of(orphan)));
    }
  }
}
