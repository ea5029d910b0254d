package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import java.util.OptionalLong;

/**
 * A counter of the kernel that we keep from falling.
 *
 * @param total what is shown; empty until the kernel has told it once
 * @param last what the kernel said last
 */
public record RisingCounter(OptionalLong total, long last) {

  /** Before the kernel told anything. */
  static final RisingCounter NONE = new RisingCounter(OptionalLong.empty(), 0);

  /**
   * The counter after a reading.
   *
   * @param read empty if the kernel does not tell; the counter stays
   * @param anew whether what is counted was made anew and began at zero
   */
  public RisingCounter next(OptionalLong read, boolean anew) {
    if (read.isEmpty()) {
      return this;
    }
    long value = read.getAsLong();
    boolean onTop = anew || Long.compareUnsigned(value, last) < 0;
    long gain = onTop ? value : value - last;
    return new RisingCounter(OptionalLong.of(total.orElse(0) + gain), value);
  }

  void expose(MetricDesc metric, MetricSink sink, String... labels) {
    total.ifPresent(value -> sink.sample(metric, (double) value, labels));
  }
}
