package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.collector.MetricDesc.gauge;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.mptcp.EndpointCollector;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which endpoints are whose. Stands behind {@link UplinkTracker}. */
public final class InterfaceEndpoints implements Tracker<InterfaceEndpoints.State> {

  private static final MetricDesc INFO =
      gauge(
          "mptcp_endpoint_info",
          "Constant 1 for each endpoint, without its address.",
          "id",
          "interface",
          "family",
          "flags");
  private static final MetricDesc ENDPOINTS =
      gauge(
          "mptcp_interface_endpoints",
          "Endpoints whose address belongs to the interface. 0 on an enabled interface means that"
              + " it can not carry subflows.",
          "interface",
          "family");

  /**
   * Endpoints and interfaces of a round.
   *
   * @param endpoints in the order of the path manager
   * @param counts one for each interface and family
   */
  public record State(List<Placed> endpoints, List<Count> counts) {
    public State {
      endpoints = List.copyOf(endpoints);
      counts = List.copyOf(counts);
    }
  }

  /**
   * An endpoint with its interface.
   *
   * @param interfaceName empty text if its address is nowhere
   */
  public record Placed(Endpoint endpoint, String interfaceName) {}

  /** How many endpoints an interface has. */
  public record Count(String interfaceName, AddressFamily family, long endpoints) {}

  @Override
  public String name() {
    return "endpoints";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(INFO, ENDPOINTS);
  }

  @Override
  public State initial() {
    return new State(List.of(), List.of());
  }

  @Override
  public State next(State before, View now) {
    Optional<PathManager> pathManager = now.value(EndpointCollector.class);
    Optional<Uplinks> uplinks = now.state(UplinkTracker.class);
    if (pathManager.isEmpty() || uplinks.isEmpty()) {
      return initial();
    }
    Uplinks.Placement placement = uplinks.get().placement();
    List<Placed> placed =
        pathManager.get().endpoints().stream()
            .map(endpoint -> new Placed(endpoint, nameOf(endpoint, placement)))
            .toList();
    List<Count> counts =
        uplinks.get().all().stream()
            .filter(uplink -> !uplink.aside())
            .flatMap(
                uplink ->
                    List.of(AddressFamily.values()).stream()
                        .map(family -> count(uplink.interfaceName(), family, placed)))
            .toList();
    return new State(placed, counts);
  }

  private static String nameOf(Endpoint endpoint, Uplinks.Placement placement) {
    String name = placement.interfaceOf(endpoint.link(), endpoint.address());
    return name.equals(Uplinks.UNKNOWN) ? "" : name;
  }

  private static Count count(String interfaceName, AddressFamily family, List<Placed> placed) {
    return new Count(
        interfaceName,
        family,
        placed.stream()
            .filter(one -> one.interfaceName().equals(interfaceName))
            .filter(one -> AddressFamily.of(one.endpoint().address()) == family)
            .count());
  }

  @Override
  public void expose(State state, MetricSink sink) {
    for (Placed placed : state.endpoints()) {
      Endpoint endpoint = placed.endpoint();
      sink.sample(
          INFO,
          1,
          Integer.toString(endpoint.id()),
          placed.interfaceName(),
          AddressFamily.of(endpoint.address()).label(),
          flags(endpoint));
    }
    for (Count count : state.counts()) {
      sink.sample(
          ENDPOINTS, (double) count.endpoints(), count.interfaceName(), count.family().label());
    }
  }

  /** In the words and the order of {@code ip mptcp endpoint}. */
  private static String flags(Endpoint endpoint) {
    return endpoint.flags().stream()
        .map(flag -> flag.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(","));
  }
}
