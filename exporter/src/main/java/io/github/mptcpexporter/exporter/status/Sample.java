package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.tracker.CounterAccumulator;
import io.github.mptcpexporter.tracker.SubflowTotals;
import io.github.mptcpexporter.tracker.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What moved between two rounds.
 *
 * @param nanos time between them, more than 0
 * @param interfaces what each moved, closed subflows included; an interface without subflows in
 *     both is missing
 * @param earlierBytes what each subflow had moved at the first round, by cookie
 */
record Sample(long nanos, Map<String, Moved> interfaces, Map<Long, Long> earlierBytes) {

  Sample {
    interfaces = Map.copyOf(interfaces);
  }

  /** Empty if bytes are not known, or the second view is not later than the first. */
  static Optional<Sample> between(View earlier, View now) {
    long nanos = now.snapshot().monotonicNanos() - earlier.snapshot().monotonicNanos();
    Optional<SubflowTotals> before = totals(earlier);
    Optional<SubflowTotals> after = totals(now);
    Optional<MptcpSockets> sockets = earlier.value(ConnectionCollector.class);
    if (nanos <= 0 || before.isEmpty() || after.isEmpty() || sockets.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Moved> interfaces = new HashMap<>();
    after
        .get()
        .interfaces()
        .forEach((name, totals) -> interfaces.put(name, difference(before.get(), name, totals)));
    return Optional.of(new Sample(nanos, interfaces, bytesByCookie(sockets.get())));
  }

  /** Bytes that the subflow moved since the first round; all of it if it was not there. */
  long movedBy(Subflow subflow) {
    long now = Subflows.moved(subflow).map(Moved::bothWays).orElse(0L);
    long before = subflow.cookie().isPresent() ? bytesBefore(subflow.cookie().getAsLong()) : now;
    return Math.max(0, now - before);
  }

  private long bytesBefore(long cookie) {
    return earlierBytes.getOrDefault(cookie, 0L);
  }

  private static Optional<SubflowTotals> totals(View view) {
    return view.state(CounterAccumulator.class).map(CounterAccumulator.State::totals);
  }

  private static Moved difference(
      SubflowTotals before, String name, SubflowTotals.Interface totals) {
    Optional<SubflowTotals.Interface> past = Optional.ofNullable(before.interfaces().get(name));
    return new Moved(
        totals.receiveBytes() - past.map(SubflowTotals.Interface::receiveBytes).orElse(0L),
        totals.transmitBytes() - past.map(SubflowTotals.Interface::transmitBytes).orElse(0L),
        totals.retransmitBytes() - past.map(SubflowTotals.Interface::retransmitBytes).orElse(0L));
  }

  private static Map<Long, Long> bytesByCookie(MptcpSockets sockets) {
    Map<Long, Long> bytes = new HashMap<>();
    for (MptcpConnection connection : sockets.connections()) {
      addTo(bytes, connection.subflows());
    }
    addTo(bytes, sockets.strays());
    return bytes;
  }

  private static void addTo(Map<Long, Long> bytes, List<Subflow> subflows) {
    for (Subflow subflow : subflows) {
      if (subflow.cookie().isPresent()) {
        Subflows.moved(subflow)
            .ifPresent(moved -> bytes.put(subflow.cookie().getAsLong(), moved.bothWays()));
      }
    }
  }
}
