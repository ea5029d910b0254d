package io.github.mptcpexporter.collector;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands until it is moved on. */
public final class ManualClock {

  // just below the overflow: durations must be differences, never comparisons of two times
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000);

  public Clock clock() {
    return new Clock(() -> Instant.ofEpochSecond(1_700_000_000), nanos::get);
  }

  public void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }

  public long now() {
    return nanos.get();
  }
}
