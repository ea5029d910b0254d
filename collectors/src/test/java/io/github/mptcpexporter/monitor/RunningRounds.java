package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.collector.Clock;
import java.io.Closeable;
import java.util.List;
import java.util.Optional;

/** Monitors as tests make them. */
final class RunningRounds {

  private RunningRounds() {}

  /** Without a watch between rounds. */
  static Monitor monitor(
      Rounds rounds, SharedRounds shared, Optional<EventPump> pump, Clock clock) {
    return monitor(rounds, shared, pump, clock, List.of());
  }

  /**
   * As above.
   *
   * @param sources what it closes in the end
   */
  static Monitor monitor(
      Rounds rounds,
      SharedRounds shared,
      Optional<EventPump> pump,
      Clock clock,
      List<Closeable> sources) {
    ThreadCpu cpu = new ThreadCpu();
    BetweenRounds between = new BetweenRounds(Optional.empty(), shared, clock, cpu);
    return new Monitor(rounds, shared, pump, between, cpu, sources);
  }
}
