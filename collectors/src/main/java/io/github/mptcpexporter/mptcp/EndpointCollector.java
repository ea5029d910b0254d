package io.github.mptcpexporter.mptcp;

import static io.github.mptcpexporter.collector.MetricDesc.gauge;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.MptcpLimits;
import io.github.mptcpexporter.model.PathManager;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Endpoints and limits of the path manager. */
public final class EndpointCollector implements Collector<PathManager> {

  private static final MetricDesc SUBFLOWS_LIMIT =
      gauge(
          "mptcp_subflows_limit",
          "Maximum additional subflows per connection allowed by the path manager.");
  private static final MetricDesc ADD_ADDR_ACCEPTED_LIMIT =
      gauge(
          "mptcp_add_addr_accepted_limit",
          "Maximum peer addresses accepted per connection by the path manager.");
  private static final MetricDesc ENDPOINTS =
      gauge("mptcp_endpoints", "Configured path manager endpoints.");
  private static final MetricDesc ENDPOINTS_LIMIT =
      gauge(
          "mptcp_endpoints_limit",
          "Most endpoints the in-kernel path manager of this kernel can hold; absent where not"
              + " known.");

  /** {@code MPTCP_PM_ADDR_MAX}, {@code net/mptcp/pm_netlink.c}; 6.18 refuses the ninth. */
  private static final int MOST_ENDPOINTS = 8;

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
  public boolean steers() {
    return true;
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(SUBFLOWS_LIMIT, ADD_ADDR_ACCEPTED_LIMIT, ENDPOINTS, ENDPOINTS_LIMIT);
  }

  @Override
  public Optional<PathManager> collect() throws IOException {
    return source.read();
  }

  @Override
  public void expose(PathManager value, MetricSink sink) {
    int endpoints = value.endpoints().size();
    sink.sample(ENDPOINTS, endpoints);
    if (value.limits().isPresent()) {
      MptcpLimits limits = value.limits().get();
      sink.sample(SUBFLOWS_LIMIT, limits.extraSubflows());
      sink.sample(ADD_ADDR_ACCEPTED_LIMIT, limits.acceptedAddresses());
      if (endpoints <= MOST_ENDPOINTS) { // else this kernel has another limit
        sink.sample(ENDPOINTS_LIMIT, MOST_ENDPOINTS);
      }
    }
  }
}
