package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.model.LogicalInterfaces;
import io.github.mptcpexporter.model.UbusInterface;
import io.github.mptcpexporter.model.UciConfig;
import io.github.mptcpexporter.network.InterfaceResolver;
import io.github.mptcpexporter.network.LinkCollector;
import io.github.mptcpexporter.ubus.InterfaceCollector;
import io.github.mptcpexporter.uci.UciCollector;
import java.util.List;
import java.util.Optional;

/**
 * Which device each OpenWrt interface is; on a machine without its configuration there are none.
 * Stands before {@link UplinkTracker}, which shows them.
 */
public final class InterfaceTracker implements Tracker<LogicalInterfaces> {

  @Override
  public String name() {
    return "links";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of();
  }

  @Override
  public LogicalInterfaces initial() {
    return LogicalInterfaces.NONE;
  }

  @Override
  public LogicalInterfaces next(LogicalInterfaces before, View now) {
    Optional<Reading<UciConfig>> reading = now.snapshot().reading(UciCollector.class);
    if (reading.orElse(null) instanceof Reading.Failed) {
      return before; // names that come and go would tear series apart
    }
    Optional<UciConfig> config = reading.flatMap(Reading::value);
    if (config.isEmpty()) {
      return LogicalInterfaces.NONE;
    }
    List<UbusInterface> asked = now.value(InterfaceCollector.class).orElse(List.of());
    return new InterfaceResolver(config.get(), asked, now.value(LinkCollector.class))
        .resolve(before);
  }

  @Override
  public void expose(LogicalInterfaces state, MetricSink sink) {}
}
