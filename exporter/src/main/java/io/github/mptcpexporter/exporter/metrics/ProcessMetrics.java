package io.github.mptcpexporter.exporter.metrics;

import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import java.nio.file.Path;
import java.util.List;

/**
 * The exporter's own process, under the names that simpleclient's hotspot module gives where it
 * knows the thing. The JVM's beans are loaded when they are first shown, not at the start.
 */
public final class ProcessMetrics implements Exposed<ProcessMetrics.Now> {

  private static final MetricDesc START_TIME =
      MetricDesc.gauge(
          "process_start_time_seconds", "Start time of the process since unix epoch in seconds.");
  private static final MetricDesc CPU =
      MetricDesc.counter(
          "process_cpu_seconds_total", "Total user and system CPU time spent in seconds.");
  private static final MetricDesc RESIDENT =
      MetricDesc.gauge("process_resident_memory_bytes", "Resident memory size in bytes.");
  private static final MetricDesc OPEN_FDS =
      MetricDesc.gauge("process_open_fds", "Number of open file descriptors.");
  private static final MetricDesc MAX_FDS =
      MetricDesc.gauge("process_max_fds", "Maximum number of open file descriptors.");
  private static final MetricDesc MEMORY =
      MetricDesc.gauge("jvm_memory_used_bytes", "Used bytes of a given JVM memory area.", "area");
  private static final MetricDesc THREADS =
      MetricDesc.gauge("jvm_threads", "Current number of threads of the JVM.");
  // the two halves of a summary; as such they need no suffix _total
  private static final MetricDesc GC_SUM =
      MetricDesc.untyped(
          "jvm_gc_pause_seconds_sum", "Time spent in garbage collections, in seconds.");
  private static final MetricDesc GC_COUNT =
      MetricDesc.untyped("jvm_gc_pause_seconds_count", "Number of garbage collections.");

  /** What is shown: as the kernel sees the process, and as the JVM sees itself. */
  record Now(ProcessStats process, JvmStats jvm) {

    static Now read(Path proc) {
      return new Now(ProcessStats.read(proc), JvmStats.read());
    }
  }

  /** Read from this machine's {@code /proc} when they are shown. */
  public static OwnMetrics<?> ofThisProcess() {
    return new OwnMetrics<>(new ProcessMetrics(), () -> Now.read(Path.of("/proc")));
  }

  @Override
  public String name() {
    return Exposition.EXPORTER;
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(START_TIME, CPU, RESIDENT, OPEN_FDS, MAX_FDS, MEMORY, THREADS, GC_SUM, GC_COUNT);
  }

  @Override
  public void expose(Now now, MetricSink sink) {
    ProcessStats stats = now.process;
    stats.startTimeSeconds().ifPresent(seconds -> sink.sample(START_TIME, seconds));
    stats.cpuSeconds().ifPresent(seconds -> sink.sample(CPU, seconds));
    stats.residentBytes().ifPresent(bytes -> sink.sample(RESIDENT, (double) bytes));
    stats.openDescriptors().ifPresent(count -> sink.sample(OPEN_FDS, (double) count));
    stats.mostDescriptors().ifPresent(count -> sink.sample(MAX_FDS, (double) count));
    sink.sample(MEMORY, (double) now.jvm.heapBytes(), "heap");
    sink.sample(MEMORY, (double) now.jvm.nonHeapBytes(), "nonheap");
    sink.sample(THREADS, now.jvm.threads());
    sink.sample(GC_SUM, now.jvm.collectionSeconds());
    sink.sample(GC_COUNT, (double) now.jvm.collections());
  }
}
