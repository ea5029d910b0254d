package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.collector.Snapshot;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.KernelEvent;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpEvent;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.MptcpLimits;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpState;
import io.github.mptcpexporter.model.TimedEvent;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.EndpointCollector;
import io.github.mptcpexporter.mptcp.EventCollector;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.network.LinkCollector;
import io.github.mptcpexporter.network.RouteCollector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
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

/**
 * A router that a test sets up and changes between rounds. Each round is a view, folded as in the
 * program; the first is at an arbitrary time.
 */
final class Router {

  private static final Duration NONE = Duration.ZERO;

  private final ConnectionCollector connections = new ConnectionCollector(Optional::empty);
  private final EndpointCollector endpoints = new EndpointCollector(Optional::empty);
  private final EventCollector events = new EventCollector(new EventQueue(1));
  private final LinkCollector links = new LinkCollector(Optional::empty);
  private final RouteCollector routes = new RouteCollector(Optional::empty);

  private final List<Tracker<?>> trackers;
  private final Map<Collector<?>, Reading<?>> readings = new LinkedHashMap<>();
  private Set<DataSource> listening = Set.of(DataSource.PM_EVENTS, DataSource.TCP_DESTROY);
  private final List<KernelEvent> heard = new ArrayList<>();
  private long nanos = -3_000_000_000L;
  private Optional<View> view = Optional.empty();

  Router() {
    this(InterfaceFilter.all());
  }

  Router(InterfaceFilter filter) {
    trackers = Trackers.inOrder(filter);
    readings.put(connections, new Reading.Absent<>(NONE));
    readings.put(endpoints, new Reading.Absent<>(NONE));
    readings.put(events, new Reading.Absent<>(NONE));
    readings.put(links, new Reading.Absent<>(NONE));
    readings.put(routes, new Reading.Absent<>(NONE));
  }

  static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }

  /** A device that is up, with global addresses of /24 or /64. */
  static Link device(int index, String name, String... addresses) {
    return device(index, name, Link.FLAG_UP, Link.OperState.UP, addresses);
  }

  static Link device(
      int index, String name, long flags, Link.OperState operState, String... addresses) {
    List<Link.Address> all = new ArrayList<>();
    for (String literal : addresses) {
      InetAddress address = address(literal);
      all.add(new Link.Address(address, address.getAddress().length == 4 ? 24 : 64, 0));
    }
    return new Link(
        index,
        name,
        flags,
        operState,
        (flags & Link.FLAG_UP) != 0 ? Optional.of(true) : Optional.empty(),
        OptionalLong.of(1),
        OptionalInt.of(1500),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        all);
  }

  static Endpoint endpoint(int id, String address, Endpoint.Flag... flags) {
    int bits = 0;
    for (Endpoint.Flag flag : flags) {
      bits |= flag.mask();
    }
    return new Endpoint(id, address(address), 0, OptionalInt.empty(), bits);
  }

  /** A connection of the upstream kernel; its cookie is its token and a thousand. */
  static MptcpConnection connection(long token, Flow... flows) {
    return connection(token, TcpState.ESTABLISHED, Map.of(), flows);
  }

  static MptcpConnection connection(
      long token, TcpState state, Map<MptcpInfo.Field, Long> fields, Flow... flows) {
    List<Subflow> subflows = new ArrayList<>();
    for (Flow flow : flows) {
      subflows.add(flow.subflow(token));
    }
    return new MptcpConnection(
        OptionalLong.of(token),
        OptionalLong.of(token + 1_000),
        flows.length > 0 ? flows[0].tuple() : new FourTuple(address("::"), 0, address("::"), 0),
        Optional.of(state),
        1,
        OptionalLong.of(0),
        0,
        0,
        OptionalInt.of(flows.length),
        Optional.of(Structs.mptcpInfo(fields)),
        subflows);
  }

  /** A connection of the out-of-tree kernel, from files. */
  static MptcpConnection row(long inode, Flow... flows) {
    List<Subflow> subflows = new ArrayList<>();
    for (Flow flow : flows) {
      subflows.add(flow.row());
    }
    return new MptcpConnection(
        OptionalLong.empty(),
        OptionalLong.empty(),
        flows[0].tuple(),
        Optional.of(TcpState.ESTABLISHED),
        inode,
        OptionalLong.empty(),
        0,
        0,
        OptionalInt.of(flows.length),
        Optional.empty(),
        subflows);
  }

  Router links(Link... all) {
    return put(links, new Links(List.of(all)));
  }

  Router endpoints(Endpoint... all) {
    return put(endpoints, new PathManager(List.of(all), Optional.of(new MptcpLimits(2, 0))));
  }

  Router fullmesh(Endpoint... all) {
    return put(endpoints, new PathManager(List.of(all), Optional.empty()));
  }

  Router connections(MptcpConnection... all) {
    return sockets(DataSource.SOCK_DIAG, List.of(all), List.of());
  }

  Router files(MptcpConnection... all) {
    return sockets(DataSource.PROC_MPTCP, List.of(all), List.of());
  }

  Router sockets(DataSource origin, List<MptcpConnection> all, List<Subflow> strays) {
    return put(connections, new MptcpSockets(origin, all, strays));
  }

  Router routing(Routing routing) {
    return put(routes, routing);
  }

  /** Adds a collector, or says what one reads from now on. */
  <V> Router put(Collector<V> collector, V value) {
    readings.put(collector, new Reading.Present<>(value, NONE));
    return this;
  }

  /** Says that the subjects of the collector can not be read from now on. */
  Router failing(String collector, IOException why) {
    for (Collector<?> one : List.copyOf(readings.keySet())) {
      if (one.name().equals(collector)) {
        readings.put(one, new Reading.Failed<>(why, NONE));
      }
    }
    return this;
  }

  Router without(String collector) {
    readings.keySet().removeIf(one -> one.name().equals(collector));
    return this;
  }

  Router listening(DataSource... sources) {
    listening = Set.of(sources);
    return this;
  }

  /** Says something before the next round. */
  Router hears(KernelEvent... all) {
    heard.addAll(List.of(all));
    return this;
  }

  Router hears(MptcpEvent.Kind kind, long token) {
    return hears(
        new MptcpEvent(
            kind,
            OptionalLong.of(token),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty()));
  }

  /** The next round, a second later. */
  View round() {
    return round(Duration.ofSeconds(1));
  }

  View round(Duration later) {
    nanos += later.toNanos();
    List<TimedEvent> timed = new ArrayList<>();
    heard.forEach(event -> timed.add(new TimedEvent(nanos, event)));
    heard.clear();
    if (readings.containsKey(events)) {
      put(events, new KernelEvents(listening, timed));
    }
    Snapshot snapshot = new Snapshot(Instant.EPOCH, nanos, readings);
    View next = View.next(view, snapshot, trackers);
    view = Optional.of(next);
    return next;
  }

  /** What one tracker shows after a round. */
  <S> Samples samples(Class<? extends Tracker<S>> type) {
    for (Map.Entry<Tracker<?>, Object> entry : view.orElseThrow().states().entrySet()) {
      if (type.isInstance(entry.getKey())) {
        return Samples.of(type.cast(entry.getKey()), view.orElseThrow().state(type).orElseThrow());
      }
    }
    throw new IllegalArgumentException(type + " is no tracker");
  }
}
