package io.github.mptcpexporter.exporter.events;

import io.github.mptcpexporter.failover.BundleEvent;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counters that events tell again, so that they go on where an earlier run ended. When the file is
 * rotated for the second time its oldest events are gone, and the counters of the next run smaller:
 * to Prometheus a reset.
 *
 * @param failovers by the uplink that was lost and the one that took over
 * @param failbacks by uplink
 * @param losses by uplink and cause
 * @param outages that have begun
 * @param outage how long those lasted that have ended; one whose end was not seen is left out
 */
public record Restored(
    Map<Pair, Long> failovers,
    Map<String, Long> failbacks,
    Map<Loss, Long> losses,
    long outages,
    Duration outage) {

  /** From an uplink to another, or to {@code several}. */
  public record Pair(String from, String to) {}

  /** Of an uplink, by a cause. */
  public record Loss(String interfaceName, String cause) {}

  public Restored {
    failovers = Collections.unmodifiableMap(new LinkedHashMap<>(failovers));
    failbacks = Collections.unmodifiableMap(new LinkedHashMap<>(failbacks));
    losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
  }

  /** What those events, oldest first, add up to. */
  public static Restored of(List<LoggedEvent> events) {
    Map<Pair, Long> failovers = new LinkedHashMap<>();
    Map<String, Long> failbacks = new LinkedHashMap<>();
    Map<Loss, Long> losses = new LinkedHashMap<>();
    long outages = 0;
    Duration outage = Duration.ZERO;
    Optional<LoggedEvent> began = Optional.empty();
    for (LoggedEvent logged : events) {
      BundleEvent event = logged.event();
      Optional<String> uplink = event.interfaceName();
      switch (event.kind()) {
        case FAILOVER ->
            both(uplink, event.toInterface())
                .ifPresent(two -> failovers.merge(new Pair(two[0], two[1]), 1L, Long::sum));
        case FAILBACK -> uplink.ifPresent(name -> failbacks.merge(name, 1L, Long::sum));
        case UPLINK_LOST ->
            both(uplink, event.cause())
                .ifPresent(two -> losses.merge(new Loss(two[0], two[1]), 1L, Long::sum));
        case OUTAGE_BEGAN -> {
          outages++;
          began = Optional.of(logged);
        }
        case OUTAGE_ENDED -> {
          outage = began.map(first -> first.until(logged)).orElse(Duration.ZERO).plus(outage);
          began = Optional.empty();
        }
        default -> {}
      }
    }
    return new Restored(failovers, failbacks, losses, outages, outage);
  }

  private static Optional<String[]> both(Optional<String> one, Optional<String> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(new String[] {one.get(), other.get()})
        : Optional.empty();
  }
}
