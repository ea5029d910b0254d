package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.MptcpSockets;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** All multipath connections and their subflows. */
public final class ConnectionCollector implements Collector<MptcpSockets> {

  private final ConnectionSource source;

  public ConnectionCollector(ConnectionSource source) {
    this.source = source;
  }

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of();
  }

  @Override
  public Optional<MptcpSockets> collect() throws IOException {
    return source.read();
  }

  @Override
  public void expose(MptcpSockets value, MetricSink sink) {}
}
