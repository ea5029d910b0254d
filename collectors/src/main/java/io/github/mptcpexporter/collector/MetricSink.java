package io.github.mptcpexporter.collector;

/** Takes samples. */
public interface MetricSink {

  /**
   * One sample.
   *
   * @param labels values, as many as the metric has label names and in their order
   */
  void sample(MetricDesc metric, double value, String... labels);

  /** One sample of a flag: 1 if true, 0 if not. */
  default void flag(MetricDesc metric, boolean value, String... labels) {
    sample(metric, value ? 1 : 0, labels);
  }
}
