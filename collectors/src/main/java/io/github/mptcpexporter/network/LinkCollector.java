package io.github.mptcpexporter.network;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.Links;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Links with addresses and counters; the metrics are made per interface, by trackers. */
public final class LinkCollector implements Collector<Links> {

  private final LinkSource source;

  public LinkCollector(LinkSource source) {
    this.source = source;
  }

  @Override
  public String name() {
    return "links";
  }

  @Override
  public boolean steers() {
    return true;
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of();
  }

  @Override
  public Optional<Links> collect() throws IOException {
    return source.read();
  }

  @Override
  public void expose(Links value, MetricSink sink) {}
}
