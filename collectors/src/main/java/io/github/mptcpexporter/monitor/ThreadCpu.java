package io.github.mptcpexporter.monitor;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** CPU time of the thread that asks, in nanoseconds, of user and system. */
final class ThreadCpu implements LongSupplier {

  // Null until first asked: loading java.management takes longer than the first round.
  private volatile @Nullable ThreadMXBean threads;

  @Override
  public long getAsLong() {
    ThreadMXBean present = threads;
    if (present == null) {
      present = ManagementFactory.getThreadMXBean();
      threads = present;
    }
    // On Linux always supported: clock_gettime(2), CLOCK_THREAD_CPUTIME_ID
    return present.getCurrentThreadCpuTime();
  }
}
