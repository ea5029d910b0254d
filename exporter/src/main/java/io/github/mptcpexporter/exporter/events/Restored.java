package io.github.mptcpexporter.exporter.events;

import io.github.mptcpexporter.failover.BundleEvent;
import io.github.mptcpexporter.failover.FailoverTotals;
import io.github.mptcpexporter.failover.LossCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counters that events tell again, so that they go on where an earlier run ended. When the file is
 * rotated for the second time its oldest events are gone, and the counters of the next run smaller:
 * to Prometheus a reset.
 */
public final class Restored {

  private final Map<FailoverTotals.Pair, Long> failovers = new LinkedHashMap<>();
  private final Map<String, Long> failbacks = new LinkedHashMap<>();
  private final Map<FailoverTotals.Loss, Long> losses = new LinkedHashMap<>();
  private final List<Double> blackouts = new ArrayList<>();
  private long outages;
  private Duration outage = Duration.ZERO;
  private Optional<LoggedEvent> began = Optional.empty();

  private Restored() {}

  /**
   * What those events, oldest first, add up to. An outage whose end was not seen is counted, and
   * its time left out.
   */
  public static FailoverTotals of(List<LoggedEvent> events) {
    Restored restored = new Restored();
    events.forEach(restored::add);
    return FailoverTotals.earlier(
        restored.failovers,
        restored.failbacks,
        restored.losses,
        restored.outages,
        restored.outage.toMillis() / 1e3,
        restored.blackouts);
  }

  private void add(LoggedEvent logged) {
    BundleEvent event = logged.event();
    String uplink = event.interfaceName().orElse("");
    switch (event.kind()) {
      case FAILOVER ->
          event
              .toInterface()
              .ifPresent(to -> failovers.merge(new FailoverTotals.Pair(uplink, to), 1L, Long::sum));
      case FAILBACK -> failbacks.merge(uplink, 1L, Long::sum);
      case UPLINK_LOST ->
          event
              .cause()
              .flatMap(LossCause::of)
              .ifPresent(why -> losses.merge(new FailoverTotals.Loss(uplink, why), 1L, Long::sum));
      case BLACKOUT -> {
        Double seconds = event.numbers().get("blackout_seconds");
        if (seconds != null) {
          blackouts.add(seconds);
        }
      }
      case OUTAGE_BEGAN -> {
        outages++;
        began = Optional.of(logged);
      }
      case OUTAGE_ENDED -> {
        outage = began.map(first -> first.until(logged)).orElse(Duration.ZERO).plus(outage);
        began = Optional.empty();
      }
      default -> {} // counted nowhere
    }
  }
}
