package io.github.mptcpexporter.exporter.metrics;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/**
 * What the JVM says of itself, as of now.
 *
 * @param heapBytes used, not reserved
 * @param nonHeapBytes used for classes and code
 * @param threads alive, the JVM's own not counted
 * @param collectionSeconds spent in garbage collections since the start
 * @param collections garbage collections since the start
 */
record JvmStats(
    long heapBytes, long nonHeapBytes, int threads, double collectionSeconds, long collections) {

  /** Loads the JVM's beans the first time, which takes some milliseconds. */
  static JvmStats read() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long millis = 0;
    long collections = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      millis += Math.max(0, collector.getCollectionTime()); // -1: this one does not count
      collections += Math.max(0, collector.getCollectionCount());
    }
    return new JvmStats(
        memory.getHeapMemoryUsage().getUsed(),
        memory.getNonHeapMemoryUsage().getUsed(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        millis / 1e3,
        collections);
  }
}
