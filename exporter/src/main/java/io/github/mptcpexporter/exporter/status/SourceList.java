package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.KernelSettings;
import io.github.mptcpexporter.model.KernelSettings.Implementation;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.CounterCollector;
import io.github.mptcpexporter.mptcp.EndpointCollector;
import io.github.mptcpexporter.mptcp.EventCollector;
import io.github.mptcpexporter.mptcp.SettingsCollector;
import io.github.mptcpexporter.network.RouteCollector;
import io.github.mptcpexporter.tracker.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which sources of this kernel a round could use, and what lacks. */
final class SourceList {

  private static final String CAPABILITY = "needs CAP_NET_ADMIN";

  private final View view;
  private final List<SourceStatus> sources = new ArrayList<>();

  private SourceList(View view) {
    this.view = view;
  }

  static List<SourceStatus> of(View view) {
    SourceList list = new SourceList(view);
    Implementation implementation =
        view.value(SettingsCollector.class)
            .map(KernelSettings::implementation)
            .orElse(Implementation.UPSTREAM);
    if (implementation != Implementation.NONE) {
      list.addConnections(implementation == Implementation.OUT_OF_TREE);
      list.add(
          CounterCollector.class,
          "counters",
          SourceStatus.lacking(DataSource.MIB, "this kernel has no counters of MPTCP"));
    }
    if (implementation == Implementation.UPSTREAM) {
      list.add(
          EndpointCollector.class,
          "endpoints and limits",
          SourceStatus.lacking(
              DataSource.PM_NETLINK, "endpoints and limits can not be asked for here"));
      list.addEvents();
    }
    list.addRouting();
    return List.copyOf(list.sources);
  }

  private void addConnections(boolean legacy) {
    Optional<MptcpSockets> sockets = view.value(ConnectionCollector.class);
    if (sockets.isPresent()) {
      sources.add(seen(sockets.get()));
    } else if (legacy) {
      add(
          ConnectionCollector.class,
          "connections",
          SourceStatus.lacking(DataSource.PROC_MPTCP, "this kernel has no table of connections"));
    } else {
      add(
          ConnectionCollector.class,
          "connections",
          SourceStatus.lacking(
              DataSource.SOCK_DIAG,
              "connections can not be listed here",
              "load the module mptcp_diag; OpenWrt: install kmod-inet-mptcp-diag"));
    }
  }

  /** They can be listed; some kernels tell a part only to those with CAP_NET_ADMIN. */
  private static SourceStatus seen(MptcpSockets sockets) {
    boolean tokens = sockets.connections().isEmpty();
    boolean subflows = false;
    boolean ids = false;
    for (MptcpConnection connection : sockets.connections()) {
      tokens |= connection.token().isPresent();
      for (Subflow subflow : connection.subflows()) {
        subflows = true;
        ids |= subflow.ulp().isPresent();
      }
    }
    if (!tokens) {
      return SourceStatus.partial(sockets.origin(), "tokens of connections are hidden", CAPABILITY);
    }
    return subflows && !ids && sockets.origin() == DataSource.SOCK_DIAG
        ? SourceStatus.partial(sockets.origin(), "ids and flags of subflows are hidden", CAPABILITY)
        : SourceStatus.available(sockets.origin());
  }

  /** The event groups; nothing is said where nobody listens, as in a single round. */
  private void addEvents() {
    Optional<KernelEvents> events = view.value(EventCollector.class);
    if (events.isPresent() && !events.get().listening().isEmpty()) {
      addGroup(
          events.get(),
          SourceStatus.lacking(
              DataSource.PM_EVENTS, "events of the path manager are not told", CAPABILITY));
      addGroup(
          events.get(),
          SourceStatus.lacking(
              DataSource.TCP_DESTROY, "last bytes of subflows that close are not told"));
    }
  }

  private void addGroup(KernelEvents events, SourceStatus lacking) {
    boolean heard = events.listening().contains(lacking.source());
    sources.add(heard ? SourceStatus.available(lacking.source()) : lacking);
  }

  private void addRouting() {
    Optional<Routing> routing = view.value(RouteCollector.class);
    SourceStatus lacking =
        SourceStatus.lacking(
            DataSource.ROUTE_NETLINK, "rules and the tables they name are not known from files");
    if (routing.isPresent() && routing.get().rules().isEmpty()) {
      sources.add(lacking);
    } else {
      add(RouteCollector.class, "routes and rules", lacking);
    }
  }

  private <V> void add(
      Class<? extends Collector<V>> type, String subject, SourceStatus lackingIfAbsent) {
    DataSource source = lackingIfAbsent.source();
    Optional<Reading<V>> reading = view.snapshot().reading(type);
    if (reading.isEmpty()) {
      sources.add(SourceStatus.lacking(source, subject + " are switched off here"));
    } else if (reading.get() instanceof Reading.Failed<V> failed) {
      String lack = subject + " could not be read: " + failed.cause().getMessage();
      sources.add(SourceStatus.lacking(source, lack));
    } else {
      sources.add(
          reading.get().value().isPresent() ? SourceStatus.available(source) : lackingIfAbsent);
    }
  }
}
