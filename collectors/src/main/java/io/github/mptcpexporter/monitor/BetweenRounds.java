package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.failover.BundleEvent;
import io.github.mptcpexporter.failover.FailoverTracker;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.ConnectionWatch;
import io.github.mptcpexporter.tracker.UplinkTracker;
import io.github.mptcpexporter.tracker.Uplinks;
import io.github.mptcpexporter.tracker.View;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What the thread that runs rounds does between them: waits for the next, and meanwhile looks at
 * the busiest connections. Only for that thread.
 */
final class BetweenRounds {

  private final Optional<ConnectionWatch> watch;
  private final SharedRounds shared;
  private final Clock clock;
  private final LongSupplier threadCpu;

  /**
   * @param watch empty where connections can not be asked for one by one, or are not to be
   * @param threadCpu CPU time of the thread that asks, in nanoseconds
   */
  BetweenRounds(
      Optional<ConnectionWatch> watch, SharedRounds shared, Clock clock, LongSupplier threadCpu) {
    this.watch = watch;
    this.shared = shared;
    this.clock = clock;
    this.threadCpu = threadCpu;
  }

  /** Takes in what the round has shown. */
  void ended(View view) {
    long now = clock.monotonicNanos();
    boolean loss = hasLoss(view);
    boolean load = watch.isPresent() && watch(watch.get(), view, loss, now);
    shared.tell(
        schedule -> {
          schedule.load(load);
          if (!isWatching(now)) {
            schedule.looked(false, now, 0); // nothing is left that could look wrong
          }
          if (loss) {
            schedule.loss(now);
          }
        });
  }

  /** Takes in what a round has shown half-way. */
  void glimpsed(View view) {
    if (hasLoss(view)) {
      long now = clock.monotonicNanos();
      watch.ifPresent(present -> present.loss(now));
      shared.tell(schedule -> schedule.loss(now));
    }
  }

  /** Waits until a round is due, and begins it; empty when there are no more. */
  Optional<SharedRounds.Running> await() {
    Optional<SharedRounds.Running> due = Optional.empty();
    while (due.isEmpty() && !shared.isClosed() && !Thread.currentThread().isInterrupted()) {
      long now = clock.monotonicNanos();
      long untilLook = nanosUntilLook(now);
      if (untilLook <= 0) {
        look(watch.get(), now);
      }
      due = shared.await(Math.max(0, untilLook));
    }
    return due;
  }

  private long nanosUntilLook(long now) {
    return watch.isPresent() ? watch.get().nanosUntilLook(now) : Long.MAX_VALUE;
  }

  private boolean isWatching(long now) {
    return nanosUntilLook(now) != Long.MAX_VALUE;
  }

  private void look(ConnectionWatch watch, long now) {
    long cpuBefore = threadCpu.getAsLong();
    boolean suspicious = watch.look(now);
    long cpu = threadCpu.getAsLong() - cpuBefore;
    shared.tell(schedule -> schedule.looked(suspicious, now, cpu));
  }

  /** Returns whether what is watched moves on two uplinks or more. */
  private static boolean watch(ConnectionWatch watch, View view, boolean loss, long now) {
    if (loss) {
      watch.loss(now);
    }
    List<MptcpConnection> busy =
        watch.round(view.value(ConnectionCollector.class), view.snapshot().monotonicNanos());
    Optional<Uplinks> uplinks = view.state(UplinkTracker.class);
    return uplinks.isPresent() && haveTwoUplinks(busy, uplinks.get().placement());
  }

  private static boolean haveTwoUplinks(List<MptcpConnection> busy, Uplinks.Placement placement) {
    Set<String> interfaces = new HashSet<>();
    for (MptcpConnection connection : busy) {
      for (Subflow subflow : connection.subflows()) {
        String name = placement.interfaceOf(subflow);
        if (!name.equals(Uplinks.UNKNOWN)) {
          interfaces.add(name);
        }
        if (interfaces.size() > 1) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasLoss(View view) {
    return view.state(FailoverTracker.class).stream()
        .flatMap(failover -> failover.events().stream())
        .anyMatch(event -> event.kind() == BundleEvent.Kind.UPLINK_LOST);
  }
}
