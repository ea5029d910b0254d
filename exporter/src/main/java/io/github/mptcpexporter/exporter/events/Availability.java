package io.github.mptcpexporter.exporter.events;

import io.github.mptcpexporter.failover.BundleEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * For how long uplinks could be used, as their events tell. Down counts from a loss to the
 * recovery; an uplink that failed while idle was not lost, and does not count.
 *
 * @param from begin of what is told: of the span asked for, or the first event
 * @param to its end
 * @param uplinks each that was ever lost or recovered, by name
 * @param outages when nothing could be used at all, or nothing moved
 */
public record Availability(Instant from, Instant to, List<Uplink> uplinks, Downs outages) {

  public Availability {
    uplinks = List.copyOf(uplinks);
  }

  /**
   * Times down within the span.
   *
   * @param count how many began in it
   * @param total how long all lasted, as far as they lie in it
   * @param longest of them
   * @param open whether the last one goes on
   */
  public record Downs(int count, Duration total, Duration longest, boolean open) {}

  /**
   * One uplink.
   *
   * @param causes how often each, of the losses in the span
   */
  public record Uplink(String interfaceName, Downs downs, Map<String, Integer> causes) {

    public Uplink {
      causes = Map.copyOf(causes);
    }
  }

  /** Share of the span in which it was not down, 0 to 1. */
  public double share(Downs downs) {
    Duration span = Duration.between(from, to);
    return span.isZero() ? 1 : 1 - (double) downs.total().toMillis() / span.toMillis();
  }

  /**
   * Of the span from {@code since} to {@code now}, or less if the events begin later.
   *
   * @param events oldest first; those before the span tell how it began
   */
  public static Availability of(List<LoggedEvent> events, Instant since, Instant now) {
    Instant first = events.stream().map(e -> e.event().time()).min(Instant::compareTo).orElse(now);
    Instant from = first.isAfter(since) ? first : since;
    Map<String, DownTimes> uplinks = new TreeMap<>();
    Map<String, Map<String, Integer>> causes = new TreeMap<>();
    DownTimes outages = new DownTimes(from, now);
    for (LoggedEvent logged : events) {
      BundleEvent event = logged.event();
      Optional<DownTimes> uplink =
          event
              .interfaceName()
              .map(name -> uplinks.computeIfAbsent(name, added -> new DownTimes(from, now)));
      switch (event.kind()) {
        case UPLINK_LOST -> {
          uplink.ifPresent(times -> times.begin(logged));
          if (!event.time().isBefore(from)) {
            count(causes, event);
          }
        }
        case UPLINK_RECOVERED -> uplink.ifPresent(times -> times.end(logged));
        case OUTAGE_BEGAN -> outages.begin(logged);
        case OUTAGE_ENDED -> outages.end(logged);
        default -> {}
      }
    }
    List<Uplink> rows = new ArrayList<>();
    uplinks.forEach(
        (name, times) ->
            rows.add(new Uplink(name, times.sum(), causes.getOrDefault(name, Map.of()))));
    return new Availability(from, now, rows, outages.sum());
  }

  private static void count(Map<String, Map<String, Integer>> causes, BundleEvent loss) {
    if (loss.interfaceName().isPresent() && loss.cause().isPresent()) {
      causes
          .computeIfAbsent(loss.interfaceName().get(), added -> new TreeMap<>())
          .merge(loss.cause().get(), 1, Integer::sum);
    }
  }
}
