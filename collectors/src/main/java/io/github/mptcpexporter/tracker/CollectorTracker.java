package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.collector.MetricDesc.counter;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.EventSkipped;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.TimedEvent;
import io.github.mptcpexporter.mptcp.EventCollector;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.source.BadInputException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts what went wrong with collectors. A reading that is carried from round to round, since its
 * subject is not read in each, is the same object and counts once.
 */
public final class CollectorTracker implements Tracker<CollectorTracker.State> {

  private static final MetricDesc ERRORS =
      counter("mptcp_collector_errors_total", "Failed collector runs.", "collector");
  private static final MetricDesc PARSE_ERRORS =
      counter(
          "mptcp_parse_errors_total",
          "Lines or messages that could not be understood and were skipped.",
          "source");

  /** Shown by whatever withholds series, each under the name of its collector. */
  public static final MetricDesc SERIES_DROPPED =
      counter(
          "mptcp_exporter_series_dropped_total",
          "Series withheld by a cardinality cap.",
          "collector");

  /** What a collector reads by netlink, and what from files; only named sources have a counter. */
  private static final Map<String, DataSource> MESSAGES =
      Map.of(
          "connections", DataSource.SOCK_DIAG,
          "endpoints", DataSource.PM_NETLINK,
          "links", DataSource.ROUTE_NETLINK,
          "routes", DataSource.ROUTE_NETLINK);

  private static final Map<String, DataSource> FILES =
      Map.of(
          "connections", DataSource.PROC_MPTCP,
          "endpoints", DataSource.PROC_MPTCP,
          "mib", DataSource.MIB);

  private static final List<DataSource> EVENTS =
      List.of(DataSource.PM_EVENTS, DataSource.TCP_DESTROY, DataSource.ROUTE_NETLINK);

  /** Collectors that withhold series beyond a cap. */
  private static final Set<String> CAPPED = Set.of("mib");

  /** Causes within causes are not followed further than this. */
  private static final int MOST_CAUSES = 10;

  /**
   * What is remembered.
   *
   * @param errors by name of the collector
   * @param parseErrors by source
   * @param dropped the most series that were withheld in a round, by name of the collector
   * @param failures the failed readings of the last round, by name of the collector
   */
  public record State(
      Map<String, Long> errors,
      Map<DataSource, Long> parseErrors,
      Map<String, Long> dropped,
      Map<String, Reading<?>> failures) {
    public State {
      errors = Map.copyOf(errors);
      parseErrors = Map.copyOf(parseErrors);
      dropped = Map.copyOf(dropped);
      failures = Map.copyOf(failures);
    }
  }

  @Override
  public String name() {
    return "exporter";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(ERRORS, PARSE_ERRORS, SERIES_DROPPED);
  }

  @Override
  public State initial() {
    return new State(Map.of(), Map.of(), Map.of(), Map.of());
  }

  @Override
  public State next(State before, View now) {
    Map<String, Long> errors = new TreeMap<>(before.errors());
    Map<DataSource, Long> parseErrors = new EnumMap<>(DataSource.class);
    parseErrors.putAll(before.parseErrors());
    Map<String, Reading<?>> failures = new TreeMap<>();
    for (Map.Entry<Collector<?>, Reading<?>> entry : now.snapshot().readings().entrySet()) {
      String collector = entry.getKey().name();
      errors.putIfAbsent(collector, 0L);
      startAtZero(parseErrors, MESSAGES, collector);
      startAtZero(parseErrors, FILES, collector);
      if (entry.getValue() instanceof Reading.Failed<?> failed) {
        failures.put(collector, failed);
        if (before.failures().get(collector) != failed) {
          errors.merge(collector, 1L, Long::sum);
          source(collector, failed.cause())
              .ifPresent(source -> parseErrors.merge(source, 1L, Long::sum));
        }
      }
    }
    now.value(EventCollector.class).ifPresent(events -> countSkipped(parseErrors, events));
    return new State(errors, parseErrors, dropped(before, now), failures);
  }

  private static Map<String, Long> dropped(State before, View now) {
    Map<String, Long> dropped = new TreeMap<>(before.dropped());
    now.snapshot()
        .readings()
        .forEach(
            (collector, reading) -> {
              if (CAPPED.contains(collector.name())) {
                dropped.merge(collector.name(), dropped(collector, reading), Math::max);
              }
            });
    // An interface that is one too many counts as one.
    now.state(UplinkTracker.class)
        .ifPresent(uplinks -> dropped.merge("links", (long) uplinks.surplus().size(), Math::max));
    return dropped;
  }

  @SuppressWarnings("unchecked") // a Collector<V> ends in a Reading<V>
  private static <V> long dropped(Collector<V> collector, Reading<?> reading) {
    return ((Reading<V>) reading).value().map(collector::seriesDropped).orElse(0L);
  }

  /** Events that made no sense are skipped, and fail no collector. */
  private static void countSkipped(Map<DataSource, Long> parseErrors, KernelEvents events) {
    EVENTS.forEach(source -> parseErrors.putIfAbsent(source, 0L));
    for (TimedEvent each : events.events()) {
      if (each.event() instanceof EventSkipped skipped) {
        parseErrors.merge(skipped.source(), 1L, Long::sum);
      }
    }
  }

  private static void startAtZero(
      Map<DataSource, Long> parseErrors, Map<String, DataSource> sources, String collector) {
    DataSource source = sources.get(collector);
    if (source != null) {
      parseErrors.putIfAbsent(source, 0L);
    }
  }

  /** The source whose words were not understood; empty if that is not what failed. */
  private static Optional<DataSource> source(String collector, Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      if (cause instanceof NetlinkFormatException) {
        return Optional.ofNullable(MESSAGES.get(collector));
      }
      if (cause instanceof BadInputException) {
        return Optional.ofNullable(FILES.get(collector));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  @Override
  public void expose(State state, MetricSink sink) {
    state.errors().forEach((collector, count) -> sink.sample(ERRORS, (double) count, collector));
    state
        .parseErrors()
        .forEach((source, count) -> sink.sample(PARSE_ERRORS, (double) count, source.label()));
    state
        .dropped()
        .forEach((collector, count) -> sink.sample(SERIES_DROPPED, (double) count, collector));
  }
}
