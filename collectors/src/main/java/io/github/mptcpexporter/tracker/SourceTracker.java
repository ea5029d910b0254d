package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.collector.MetricDesc.gauge;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.CounterCollector;
import io.github.mptcpexporter.mptcp.EndpointCollector;
import io.github.mptcpexporter.mptcp.EventCollector;
import io.github.mptcpexporter.network.RouteCollector;
import io.github.mptcpexporter.ubus.InterfaceCollector;
import io.github.mptcpexporter.uci.UciCollector;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which sources could be used in this round; of those whose collector is switched off nothing is
 * said.
 */
public final class SourceTracker implements Tracker<Map<DataSource, Boolean>> {

  private static final MetricDesc AVAILABLE =
      gauge(
          "mptcp_source_available",
          "Whether a data source is usable on this kernel and with these privileges. Read it before"
              + " trusting an absent metric.",
          "source");

  @Override
  public String name() {
    return "exporter";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(AVAILABLE);
  }

  @Override
  public Map<DataSource, Boolean> initial() {
    return Map.of();
  }

  @Override
  public Map<DataSource, Boolean> next(Map<DataSource, Boolean> before, View now) {
    Map<DataSource, Boolean> found = new EnumMap<>(DataSource.class);
    for (DataSource source : List.of(DataSource.PROC_MPTCP, DataSource.SOCK_DIAG)) {
      put(found, source, now, ConnectionCollector.class, read -> read.origin() == source);
    }
    put(found, DataSource.MIB, now, CounterCollector.class, read -> true);
    put(
        found,
        DataSource.PM_NETLINK,
        now,
        EndpointCollector.class,
        read -> read.limits().isPresent());
    for (DataSource source : List.of(DataSource.PM_EVENTS, DataSource.TCP_DESTROY)) {
      put(found, source, now, EventCollector.class, read -> read.listening().contains(source));
    }
    put(
        found,
        DataSource.ROUTE_NETLINK,
        now,
        RouteCollector.class,
        read -> read.rules().isPresent());
    put(found, DataSource.UCI, now, UciCollector.class, read -> read.get("network").isPresent());
    put(found, DataSource.UBUS, now, InterfaceCollector.class, read -> true);
    return Map.copyOf(found);
  }

  private static <V> void put(
      Map<DataSource, Boolean> found,
      DataSource source,
      View now,
      Class<? extends Collector<V>> collector,
      Predicate<V> used) {
    now.snapshot()
        .reading(collector)
        .map(Reading::value)
        .ifPresent(value -> found.put(source, value.filter(used).isPresent()));
  }

  @Override
  public void expose(Map<DataSource, Boolean> sources, MetricSink sink) {
    sources.forEach((source, available) -> sink.flag(AVAILABLE, available, source.label()));
  }
}
