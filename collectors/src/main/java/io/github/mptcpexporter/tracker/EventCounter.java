package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.collector.MetricDesc.counter;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.EventsLost;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.MptcpEvent;
import io.github.mptcpexporter.model.TimedEvent;
import io.github.mptcpexporter.mptcp.EventCollector;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts what the kernel told us unasked, and how often it lost something. */
public final class EventCounter implements Tracker<EventCounter.State> {

  private static final MetricDesc EVENTS =
      counter(
          "mptcp_path_manager_events_total", "Path manager events read from the kernel.", "event");
  private static final MetricDesc LOST =
      counter(
          "mptcp_events_lost_total",
          "Times the kernel said that messages were dropped (ENOBUFS); each is followed by a full"
              + " round.",
          "source");

  /** Sources that can lose messages. */
  private static final List<DataSource> LOSSY =
      List.of(DataSource.PM_EVENTS, DataSource.ROUTE_NETLINK, DataSource.TCP_DESTROY);

  /**
   * What is remembered.
   *
   * @param heard sources that were heard at least once: of others nothing is known
   * @param events how many of each kind
   * @param lost how often each source lost some
   */
  public record State(
      Set<DataSource> heard, Map<MptcpEvent.Kind, Long> events, Map<DataSource, Long> lost) {
    public State {
      heard = Set.copyOf(heard);
      events = Map.copyOf(events);
      lost = Map.copyOf(lost);
    }
  }

  @Override
  public String name() {
    return "pm-events";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(EVENTS, LOST);
  }

  @Override
  public State initial() {
    return new State(Set.of(), Map.of(), Map.of());
  }

  @Override
  public State next(State before, View now) {
    Optional<KernelEvents> read = now.value(EventCollector.class);
    if (read.isEmpty()) {
      return before;
    }
    Set<DataSource> heard = EnumSet.noneOf(DataSource.class);
    heard.addAll(before.heard());
    heard.addAll(read.get().listening());
    Map<MptcpEvent.Kind, Long> events = new EnumMap<>(MptcpEvent.Kind.class);
    events.putAll(before.events());
    Map<DataSource, Long> lost = new EnumMap<>(DataSource.class);
    lost.putAll(before.lost());
    for (TimedEvent timed : read.get().events()) {
      if (timed.event() instanceof MptcpEvent event) {
        events.merge(event.kind(), 1L, Long::sum);
      } else if (timed.event() instanceof EventsLost loss) {
        lost.merge(loss.source(), 1L, Long::sum);
      }
    }
    return new State(heard, events, lost);
  }

  @Override
  public void expose(State state, MetricSink sink) {
    if (state.heard().contains(DataSource.PM_EVENTS)) {
      for (MptcpEvent.Kind kind : MptcpEvent.Kind.values()) {
        sink.sample(EVENTS, (double) state.events().getOrDefault(kind, 0L), kind.label());
      }
    }
    for (DataSource source : LOSSY) {
      if (state.heard().contains(source)) {
        sink.sample(LOST, (double) state.lost().getOrDefault(source, 0L), source.label());
      }
    }
  }
}
