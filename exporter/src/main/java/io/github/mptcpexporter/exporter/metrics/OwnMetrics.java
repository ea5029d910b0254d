package io.github.mptcpexporter.exporter.metrics;

import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.collector.MetricSink;
import java.util.function.Supplier;

/**
 * Metrics of the exporter itself, which no view holds.
 *
 * @param exposed shows the value
 * @param now the value at the time of a scrape; any thread
 * @param <V> the value
 */
public record OwnMetrics<V>(Exposed<V> exposed, Supplier<V> now) {

  void expose(MetricSink sink) {
    exposed.expose(now.get(), sink);
  }
}
