package io.github.mptcpexporter.ubus;

import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.UbusInterface;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * OpenWrt's interfaces as netifd sees them, which names the device of each. Where it is not told,
 * it is not asked again for a minute. The metrics are made by trackers.
 */
public final class InterfaceCollector implements Collector<List<UbusInterface>> {

  private static final long AGAIN_NANOS = Duration.ofSeconds(60).toNanos();

  private final Ubus ubus;
  private final Clock clock;
  private OptionalLong refusedAt = OptionalLong.empty();

  public InterfaceCollector(Ubus ubus, Clock clock) {
    this.ubus = ubus;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "interfaces";
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
  public Optional<List<UbusInterface>> collect() throws IOException {
    long now = clock.monotonicNanos();
    if (refusedAt.isPresent() && now - refusedAt.getAsLong() < AGAIN_NANOS) {
      return Optional.empty();
    }
    refusedAt = OptionalLong.of(now);
    Optional<Map<String, Object>> answer = ubus.call("network.interface", "dump");
    if (answer.isPresent()) {
      refusedAt = OptionalLong.empty();
    }
    return answer.map(InterfaceDump::parse);
  }

  @Override
  public void expose(List<UbusInterface> value, MetricSink sink) {}
}
