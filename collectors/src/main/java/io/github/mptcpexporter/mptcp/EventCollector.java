package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.KernelEvents;
import java.util.List;
import java.util.Optional;

/** What the kernel told us since the round before: drains the queue that the event thread fills. */
public final class EventCollector implements Collector<KernelEvents> {

  private final EventQueue queue;

  public EventCollector(EventQueue queue) {
    this.queue = queue;
  }

  @Override
  public String name() {
    return "pm-events";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(); // what is counted of events is counted by trackers, which remember
  }

  @Override
  public Optional<KernelEvents> collect() {
    return Optional.of(queue.drain());
  }

  /** What has changed of the network; it is in the next reading as well. */
  @Override
  public Optional<KernelEvents> glance() {
    return Optional.of(queue.networkChanges());
  }

  @Override
  public void expose(KernelEvents value, MetricSink sink) {}
}
