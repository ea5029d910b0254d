package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.PathManager;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Endpoints and limits of the path manager. */
public final class EndpointCollector implements Collector<PathManager> {

  private final EndpointSource source;

  public EndpointCollector(EndpointSource source) {
    this.source = source;
  }

  @Override
  public String name() {
    return "endpoints";
  }

  @Override
  public Pace pace() {
    return Pace.ON_CHANGE;
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of();
  }

  @Override
  public Optional<PathManager> collect() throws IOException {
    return source.read();
  }

  @Override
  public void expose(PathManager value, MetricSink sink) {}
}
