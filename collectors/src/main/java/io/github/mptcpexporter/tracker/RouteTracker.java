package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.collector.MetricDesc.counter;
import static io.github.mptcpexporter.collector.MetricDesc.gauge;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.network.LinkCollector;
import io.github.mptcpexporter.network.RouteCollector;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the traffic of each interface goes. Stands behind {@link UplinkTracker}. */
public final class RouteTracker implements Tracker<RoutePlan> {

  private static final MetricDesc INFO =
      gauge(
          "mptcp_interface_route_info",
          "Constant 1; the rule and table that lead the source address of the interface.",
          "interface",
          "family",
          "table",
          "priority");
  private static final MetricDesc TABLE_OK =
      gauge(
          "mptcp_interface_route_table_ok",
          "Whether the source address of the interface is led by a rule to a table with a default"
              + " route through that same interface.",
          "interface",
          "family");
  private static final MetricDesc MAIN_DEFAULT =
      gauge(
          "mptcp_interface_main_default_route",
          "1 for the interface of the best default route in the main table; new connections start"
              + " there.",
          "interface",
          "family");
  private static final MetricDesc DEFAULT_CHANGES =
      counter(
          "mptcp_default_route_changes_total",
          "Changes of the interface of the best default route.",
          "family");

  /** Label of a default route that leaves by none of the interfaces. */
  private static final String OTHER = "other";

  @Override
  public String name() {
    return "routes";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(INFO, TABLE_OK, MAIN_DEFAULT, DEFAULT_CHANGES);
  }

  @Override
  public RoutePlan initial() {
    return new RoutePlan(List.of(), Map.of(), Map.of(), List.of(), Map.of());
  }

  @Override
  public RoutePlan next(RoutePlan before, View now) {
    Optional<Routing> routing = now.value(RouteCollector.class);
    if (routing.isEmpty()) {
      RoutePlan.Round round =
          new RoutePlan.Round(false, List.of(), before.round().lastDefaultInterfaces());
      return new RoutePlan(
          List.of(), Map.of(), Map.of(), List.of(), before.defaultChanges(), round);
    }
    Uplinks uplinks = now.state(UplinkTracker.class).orElseGet(() -> new UplinkTracker().initial());
    return new RouteRound(routing.get(), uplinks, now.value(LinkCollector.class)).plan(before);
  }

  @Override
  public RoutePlan glimpse(RoutePlan before, View now) {
    return next(before, now); // adds nothing up
  }

  @Override
  public void expose(RoutePlan plan, MetricSink sink) {
    for (RoutePlan.Path path : plan.paths()) {
      String family = path.family().label();
      if (path.rule().isPresent() && path.table().isPresent()) {
        Rule rule = path.rule().get();
        sink.sample(
            INFO,
            1,
            path.interfaceName(),
            family,
            Long.toString(path.table().getAsLong()),
            Long.toString(rule.priority()));
      }
      path.ok().ifPresent(ok -> sink.flag(TABLE_OK, ok, path.interfaceName(), family));
    }
    if (plan.round().read()) {
      for (AddressFamily family : AddressFamily.values()) {
        mainDefault(plan, family, sink);
      }
    }
    plan.defaultChanges()
        .forEach((family, count) -> sink.sample(DEFAULT_CHANGES, (double) count, family.label()));
  }

  private static void mainDefault(RoutePlan plan, AddressFamily family, MetricSink sink) {
    Optional<String> name = Optional.ofNullable(plan.mainDefaultInterfaces().get(family));
    if (plan.mainDefaults().containsKey(family) && name.isEmpty()) {
      return; // a route of which the kernel tells no device
    }
    List<String> interfaces = plan.round().interfaces();
    for (String one : interfaces) {
      sink.flag(MAIN_DEFAULT, name.filter(one::equals).isPresent(), one, family.label());
    }
    boolean other = name.isPresent() && !interfaces.contains(name.get());
    sink.flag(MAIN_DEFAULT, other, OTHER, family.label());
  }
}
