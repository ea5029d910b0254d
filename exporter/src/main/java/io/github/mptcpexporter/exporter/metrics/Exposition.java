package io.github.mptcpexporter.exporter.metrics;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.tracker.Tracker;
import io.github.mptcpexporter.tracker.View;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Writes a view as metrics: a pure function of the view, the exporter's own metrics and what is
 * asked for. Any thread.
 */
public final class Exposition {

  /** {@link Exposed#name} of those that belong to no collector and are always shown. */
  public static final String EXPORTER = "exporter";

  private final List<OwnMetrics<?>> own;
  private final ScrapeMetrics scrape;
  private final MetricCatalogue catalogue;
  private final Predicate<String> shownCollectors;

  /**
   * @param exposed all collectors and trackers that views may hold
   * @param own the exporter's metrics about itself
   * @param replay whether a recording is shown: durations are left out, so that the text is the
   *     same each time
   * @throws IllegalArgumentException if two of them declare different metrics of one name
   */
  public Exposition(
      Collection<? extends Exposed<?>> exposed, List<OwnMetrics<?>> own, boolean replay) {
    this(exposed, own, replay, collector -> true);
  }

  /**
   * As above, without those collectors that are read only since others are joined with them.
   *
   * @param shownCollectors whether a collector of that name is to be shown at all
   */
  public Exposition(
      Collection<? extends Exposed<?>> exposed,
      List<OwnMetrics<?>> own,
      boolean replay,
      Predicate<String> shownCollectors) {
    this.shownCollectors = shownCollectors;
    this.own = List.copyOf(own);
    this.scrape = new ScrapeMetrics(!replay);
    List<Exposed<?>> all = new ArrayList<>(exposed);
    own.forEach(each -> all.add(each.exposed()));
    all.add(scrape);
    this.catalogue = MetricCatalogue.of(all);
  }

  /** Everything that may be written. */
  public MetricCatalogue catalogue() {
    return catalogue;
  }

  /**
   * Writes the metrics in pieces of a few KiB; flushes nothing and leaves the stream open.
   *
   * @throws IOException if the stream does
   * @throws IllegalArgumentException if a collector or tracker emits what it did not declare
   */
  public void write(View view, CollectorFilter filter, Format format, OutputStream out)
      throws IOException {
    SimpleclientSink sink = collect(view, filter);
    sink.writeTo(new TextWriter(format, out));
    // a test sees the mistake, a router goes without the second of the two
    assert sink.duplicates().isEmpty() : sink.duplicates();
  }

  private SimpleclientSink collect(View view, CollectorFilter filter) {
    SimpleclientSink sink = new SimpleclientSink(catalogue);
    Map<Collector<?>, Reading<?>> readings = new LinkedHashMap<>(view.snapshot().readings());
    readings.keySet().removeIf(each -> !isShown(each.name(), filter));
    Set<String> shown = new HashSet<>(Set.of(EXPORTER));
    readings.keySet().forEach(collector -> shown.add(collector.name()));

    readings.forEach((collector, reading) -> exposeReading(collector, reading, sink));
    view.states().forEach((tracker, state) -> exposeState(tracker, state, shown, sink));
    for (OwnMetrics<?> each : own) {
      if (shown.contains(each.exposed().name())) {
        each.expose(sink);
      }
    }
    scrape.expose(readings, sink);
    return sink;
  }

  private boolean isShown(String collector, CollectorFilter filter) {
    return shownCollectors.test(collector) && filter.shows(collector);
  }

  @SuppressWarnings("unchecked") // a Collector<V> ends in a Reading<V>
  private static <V> void exposeReading(
      Collector<V> collector, Reading<?> reading, SimpleclientSink sink) {
    ((Reading<V>) reading).value().ifPresent(value -> collector.expose(value, sink));
  }

  @SuppressWarnings("unchecked") // a Tracker<S> has a state S
  private static <S> void exposeState(
      Tracker<S> tracker, Object state, Set<String> shown, SimpleclientSink sink) {
    if (shown.contains(tracker.name())) {
      tracker.expose((S) state, sink);
    }
  }
}
