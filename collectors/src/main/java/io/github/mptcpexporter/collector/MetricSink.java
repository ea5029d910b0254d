package io.github.mptcpexporter.collector;

/** Takes samples. */
public interface MetricSink {

  /**
   * One sample.
   *
   * @param labels values, as many as the metric has label names and in their order
   */
  void sample(MetricDesc metric, double value, String... labels);

  /**
   * One histogram.
   *
   * @param counts observations in each bucket, those below it not counted again; one more than the
   *     metric has buckets, for what is above them all
   * @param sum of all observations
   * @param labels values, as many as the metric has label names and in their order
   * @throws UnsupportedOperationException if this sink takes nothing but plain samples
   */
  default void histogram(MetricDesc metric, long[] counts, double sum, String... labels) {
    throw new UnsupportedOperationException(metric.name() + " is a histogram");
  }

  /** One sample of a flag: 1 if true, 0 if not. */
  default void flag(MetricDesc metric, boolean value, String... labels) {
    sample(metric, value ? 1 : 0, labels);
  }
}
