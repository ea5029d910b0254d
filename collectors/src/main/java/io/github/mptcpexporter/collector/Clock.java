package io.github.mptcpexporter.collector;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What time it is, twice: routers start in 1970 and step, so durations never come from the wall.
 *
 * @param wall for display
 * @param monotonic in nanoseconds, as {@link System#nanoTime()}
 */
public record Clock(InstantSource wall, LongSupplier monotonic) {

  /** The machine's own. */
  public static Clock system() {
    return new Clock(InstantSource.system(), System::nanoTime);
  }

  public Instant now() {
    return wall.instant();
  }

  public long monotonicNanos() {
    return monotonic.getAsLong();
  }
}
