package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.tracker.CounterAccumulator;
import io.github.mptcpexporter.tracker.SubflowTotals;
import io.github.mptcpexporter.tracker.View;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What moved between two rounds.
 *
 * @param nanos time between them, more than 0
 * @param interfaces what each moved, closed subflows included; an interface that never had a
 *     subflow is missing
 */
record Sample(long nanos, Map<String, Moved> interfaces) {

  Sample {
    interfaces = Map.copyOf(interfaces);
  }

  /** Empty if bytes are not told, or the second view is not later than the first. */
  static Optional<Sample> between(View earlier, View now) {
    long nanos = now.snapshot().monotonicNanos() - earlier.snapshot().monotonicNanos();
    Optional<SubflowTotals> before = totals(earlier);
    Optional<SubflowTotals> after = totals(now);
    if (nanos <= 0 || before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Moved> interfaces = new HashMap<>();
    after
        .get()
        .interfaces()
        .forEach((name, totals) -> interfaces.put(name, difference(before.get(), name, totals)));
    return Optional.of(new Sample(nanos, interfaces));
  }

  /** Of the round's connections; totals that stand still since nobody reads them are none. */
  private static Optional<SubflowTotals> totals(View view) {
    return view.value(ConnectionCollector.class).isEmpty()
        ? Optional.empty()
        : view.state(CounterAccumulator.class)
            .map(CounterAccumulator.State::totals)
            .filter(SubflowTotals::bytesKnown);
  }

  private static Moved difference(
      SubflowTotals before, String name, SubflowTotals.Interface totals) {
    Optional<SubflowTotals.Interface> past = Optional.ofNullable(before.interfaces().get(name));
    return new Moved(
        totals.receiveBytes() - past.map(SubflowTotals.Interface::receiveBytes).orElse(0L),
        totals.transmitBytes() - past.map(SubflowTotals.Interface::transmitBytes).orElse(0L),
        totals.retransmitBytes() - past.map(SubflowTotals.Interface::retransmitBytes).orElse(0L));
  }
}
