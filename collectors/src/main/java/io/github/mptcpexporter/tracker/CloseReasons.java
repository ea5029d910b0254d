package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.MptcpEvent;
import io.github.mptcpexporter.model.TimedEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the path manager said of subflows that it closed and that have not ended yet. Filled while a
 * round is folded and only read afterwards.
 */
final class CloseReasons {

  /** A subflow that was closed is gone by then, whatever its peer does. */
  private static final long KEPT_NANOS = Duration.ofMinutes(2).toNanos();

  private static final int MOST_REASONS = 65_536;

  private final Map<FourTuple, TimedEvent> told = new HashMap<>();

  /** Starts with none. */
  CloseReasons() {}

  /** Goes on from the round before. */
  CloseReasons(CloseReasons before, long monotonicNanos) {
    before.told.forEach(
        (tuple, event) -> {
          if (monotonicNanos - event.monotonicNanos() <= KEPT_NANOS) {
            told.put(tuple, event);
          }
        });
  }

  /** Takes an event in, if it is about a subflow that was closed. */
  void hear(TimedEvent timed, MptcpEvent event) {
    if (event.kind() == MptcpEvent.Kind.SUB_CLOSED
        && event.addresses().isPresent()
        && told.size() < MOST_REASONS) {
      told.put(event.addresses().get(), timed);
    }
  }

  /** What was said of the subflow; empty if nothing was. */
  Optional<MptcpEvent> get(FourTuple tuple) {
    TimedEvent timed = told.isEmpty() ? null : told.get(tuple);
    return timed != null && timed.event() instanceof MptcpEvent event
        ? Optional.of(event)
        : Optional.empty();
  }

  /** Forgets the subflow, since its end was counted. */
  void drop(FourTuple tuple) {
    told.remove(tuple);
  }
}
