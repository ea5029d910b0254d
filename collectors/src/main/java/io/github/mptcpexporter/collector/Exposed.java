package io.github.mptcpexporter.collector;

import java.util.List;

/**
 * Something that shows a value as metrics.
 *
 * @param <V> the value
 */
public interface Exposed<V> {

  /** In {@code --collector.NAME} and in the label {@code collector}. */
  String name();

  /** Everything that {@link #expose} may emit. */
  List<MetricDesc> metrics();

  /** Emits the samples of a value. Pure; any thread. */
  void expose(V value, MetricSink sink);

  /** How many series of a value {@link #expose} withholds, since they would be too many. */
  default long seriesDropped(V value) {
    return 0;
  }
}
