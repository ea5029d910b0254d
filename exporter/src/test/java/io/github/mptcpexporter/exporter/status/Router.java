package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.collector.Snapshot;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.KernelSettings;
import io.github.mptcpexporter.model.KernelSettings.Implementation;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Link.OperState;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.MibCounters;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpLimits;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TunnelReading;
import io.github.mptcpexporter.model.Tunnels;
import io.github.mptcpexporter.monitor.Collectors;
import io.github.mptcpexporter.monitor.Selection;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.CounterCollector;
import io.github.mptcpexporter.mptcp.EndpointCollector;
import io.github.mptcpexporter.mptcp.EventCollector;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.mptcp.SettingsCollector;
import io.github.mptcpexporter.network.LinkCollector;
import io.github.mptcpexporter.network.RouteCollector;
import io.github.mptcpexporter.openvpn.OpenVpnCollector;
import io.github.mptcpexporter.source.RootFs;
import io.github.mptcpexporter.tracker.Tracker;
import io.github.mptcpexporter.tracker.View;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** A router put together in code; what is not given was not read or is not there. */
final class Router {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final List<Link> links = new ArrayList<>();
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final List<MptcpConnection> connections = new ArrayList<>();
  private final List<Subflow> strays = new ArrayList<>();
  private final List<TunnelReading> tunnels = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<Neighbour> neighbours = new ArrayList<>();
  private final Map<String, String> sysctls = new LinkedHashMap<>();
  private final Map<String, Long> counters = new LinkedHashMap<>();
  private final Map<Class<?>, IOException> failures = new LinkedHashMap<>();
  private final List<Class<?>> absent = new ArrayList<>();
  private Implementation implementation = Implementation.UPSTREAM;
  private String release = "6.12.71";
  private DataSource origin = DataSource.SOCK_DIAG;
  private Optional<MptcpLimits> limits = Optional.of(new MptcpLimits(8, 8));
  private Optional<Set<DataSource>> listening = Optional.empty();
  private boolean rulesKnown = true;

  /** Tracked over the rounds of this test. */
  private final List<Tracker<?>> trackers = Collectors.trackers(Selection.defaults());

  Router kernel(Implementation implementation, String release) {
    this.implementation = implementation;
    this.release = release;
    if (implementation == Implementation.OUT_OF_TREE) {
      origin = DataSource.PROC_MPTCP;
      limits = Optional.empty();
      rulesKnown = false;
    }
    return this;
  }

  Router sysctl(String name, String value) {
    sysctls.put(name, value);
    return this;
  }

  Router counter(String name, long value) {
    counters.put(name, value);
    return this;
  }

  Router limits(int extraSubflows, int acceptedAddresses) {
    limits = Optional.of(new MptcpLimits(extraSubflows, acceptedAddresses));
    return this;
  }

  Router listening(DataSource... sources) {
    listening = Optional.of(Set.of(sources));
    return this;
  }

  /** A collector of which nothing is there. */
  Router without(Class<?> collector) {
    absent.add(collector);
    return this;
  }

  /** A collector that could not read. */
  Router failing(Class<?> collector, String message) {
    failures.put(collector, new IOException(message));
    return this;
  }

  /** A device that is up; addresses with their prefix. */
  Router link(int index, String name, String... addresses) {
    return link(index, name, 0x1003, OperState.UP, true, addresses);
  }

  Router link(
      int index, String name, long flags, OperState state, boolean carrier, String... addresses) {
    List<Link.Address> found = new ArrayList<>();
    for (String address : addresses) {
      found.add(Text.linkAddress(address));
    }
    links.add(
        new Link(
            index,
            name,
            flags,
            state,
            Optional.of(carrier),
            OptionalLong.of(2),
            OptionalInt.of(1500),
            Optional.of("02:00:00:00:00:0" + index),
            Optional.of("veth"),
            Optional.of(new Link.Counters(1000, 10, 0, 0, 2000, 20, 0, 0)),
            found));
    return this;
  }

  Router endpoint(int id, String address, int link, Endpoint.Flag... flags) {
    int bits = 0;
    for (Endpoint.Flag flag : flags) {
      bits |= flag.mask();
    }
    endpoints.add(new Endpoint(id, Text.address(address), 0, OptionalInt.of(link), bits));
    return this;
  }

  /** Such as {@code default via 10.1.0.1 dev 4 table 1001}. */
  Router route(String text) {
    routes.add(Text.route(text));
    return this;
  }

  /** Such as {@code 1001: from 10.1.0.2 lookup 1001}. */
  Router rule(String text) {
    rules.add(Text.rule(text));
    return this;
  }

  Router neighbour(String address, int link, Neighbour.State state) {
    Optional<String> hardware =
        state == Neighbour.State.FAILED ? Optional.empty() : Optional.of("02:00:00:00:01:01");
    neighbours.add(new Neighbour(Text.address(address), link, hardware, state));
    return this;
  }

  Router connection(Connection connection) {
    connections.add(connection.built());
    return this;
  }

  Router tunnel(TunnelReading tunnel) {
    tunnels.add(tunnel);
    return this;
  }

  Router stray(Flow flow) {
    strays.add(flow.built());
    return this;
  }

  /** The first round. */
  View view() {
    return View.next(Optional.empty(), snapshot(0), trackers);
  }

  /** A round {@code millis} after the first one, of which {@code earlier} is the view. */
  View after(View earlier, long millis) {
    List<Tracker<?>> same = List.copyOf(earlier.states().keySet());
    return View.next(Optional.of(earlier), snapshot(millis), same);
  }

  private Snapshot snapshot(long millis) {
    RootFs nowhere = new RootFs(Path.of("nowhere"));
    Map<Collector<?>, Reading<?>> readings = new LinkedHashMap<>();
    put(
        readings,
        new SettingsCollector(nowhere),
        new KernelSettings(implementation, Optional.of(release), sysctls));
    put(
        readings,
        new ConnectionCollector(Optional::empty),
        new MptcpSockets(origin, connections, strays));
    put(readings, new EndpointCollector(Optional::empty), new PathManager(endpoints, limits));
    put(readings, new CounterCollector(nowhere, true), new MibCounters(counters));
    put(readings, new LinkCollector(Optional::empty), new Links(links));
    put(
        readings,
        new RouteCollector(Optional::empty),
        new Routing(
            routes,
            rulesKnown ? Optional.of(rules) : Optional.empty(),
            rulesKnown ? Optional.of(neighbours) : Optional.empty()));
    if (!tunnels.isEmpty()) {
      put(
          readings,
          new OpenVpnCollector(nowhere, Optional::empty, (local, remote) -> Optional.empty()),
          new Tunnels(tunnels, List.of()));
    }
    if (listening.isPresent()) {
      put(
          readings,
          new EventCollector(new EventQueue(1)),
          new KernelEvents(listening.get(), List.of()));
    }
    return new Snapshot(START.plusMillis(millis), Duration.ofMillis(millis).toNanos(), readings);
  }

  private <V> void put(Map<Collector<?>, Reading<?>> readings, Collector<V> collector, V value) {
    Reading<V> reading = new Reading.Present<>(value, Duration.ZERO);
    if (absent.contains(collector.getClass())) {
      reading = new Reading.Absent<>(Duration.ZERO);
    }
    if (failures.containsKey(collector.getClass())) {
      reading = new Reading.Failed<>(failures.get(collector.getClass()), Duration.ZERO);
    }
    readings.put(collector, reading);
  }
}
