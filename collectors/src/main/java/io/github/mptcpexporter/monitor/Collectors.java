package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.doctor.DoctorTracker;
import io.github.mptcpexporter.failover.FailoverTotals;
import io.github.mptcpexporter.failover.FailoverTracker;
import io.github.mptcpexporter.failover.PeerTracker;
import io.github.mptcpexporter.failover.Thresholds;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.CounterCollector;
import io.github.mptcpexporter.mptcp.DiagConnections;
import io.github.mptcpexporter.mptcp.DiagSubflowDetails;
import io.github.mptcpexporter.mptcp.DiagTcpSockets;
import io.github.mptcpexporter.mptcp.EndpointCollector;
import io.github.mptcpexporter.mptcp.EventCollector;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.mptcp.KernelEndpoints;
import io.github.mptcpexporter.mptcp.SettingsCollector;
import io.github.mptcpexporter.mptcp.SubflowDetails;
import io.github.mptcpexporter.mptcp.TcpSockets;
import io.github.mptcpexporter.mptcp.legacy.FileTcpSockets;
import io.github.mptcpexporter.mptcp.legacy.FullmeshEndpoints;
import io.github.mptcpexporter.mptcp.legacy.LegacyConnections;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.network.FileLinks;
import io.github.mptcpexporter.network.FileRouting;
import io.github.mptcpexporter.network.KernelLinks;
import io.github.mptcpexporter.network.KernelRouting;
import io.github.mptcpexporter.network.LineVerdictCollector;
import io.github.mptcpexporter.network.LinkCollector;
import io.github.mptcpexporter.network.ProxyCollector;
import io.github.mptcpexporter.network.RouteCollector;
import io.github.mptcpexporter.network.SourceNatCollector;
import io.github.mptcpexporter.network.SysctlCollector;
import io.github.mptcpexporter.openvpn.OpenVpnCollector;
import io.github.mptcpexporter.openvpn.TunnelFileCollector;
import io.github.mptcpexporter.source.RootFs;
import io.github.mptcpexporter.tracker.InterfaceFilter;
import io.github.mptcpexporter.tracker.Tracker;
import io.github.mptcpexporter.tracker.Trackers;
import io.github.mptcpexporter.ubus.InterfaceCollector;
import io.github.mptcpexporter.ubus.Ubus;
import io.github.mptcpexporter.uci.ScriptCollector;
import io.github.mptcpexporter.uci.UciCollector;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The two lists: who reads, and who remembers. A new collector or tracker is a line here. */
public final class Collectors {

  private Collectors() {}

  /** One of the places where a subject may be read. */
  private interface Source<V> {
    Optional<V> read() throws IOException;
  }

  /** How it is read from something that stays open. */
  private interface SourceReader<S, V> {
    Optional<V> read(S source) throws IOException;
  }

  /**
   * All collectors of a selection, in the order in which they are read: sockets first, since their
   * ages count from the begin of a round; events last, when it is known whose they are.
   *
   * @param queue where the events are that the kernel has sent
   */
  public static List<Collector<?>> all(Sources sources, EventQueue queue, Selection selection) {
    return all(sources, queue, selection, opened -> {});
  }

  /**
   * As above, for someone who closes what they keep open.
   *
   * @param opened takes each source that has a socket, if only when it is first read
   */
  static List<Collector<?>> all(
      Sources sources, EventQueue queue, Selection selection, Consumer<Closeable> opened) {
    RootFs files = sources.rootFs();
    ByteOrder order = sources.byteOrder();
    // The out-of-tree kernel has a table of its own; its sockets are plain TCP in a dump.
    Source<MptcpSockets> connections =
        firstOf(
            new LegacyConnections(files, order, subflowDetails(sources, opened, selection))::read,
            kernel(
                sources,
                opened,
                netlink -> new DiagConnections(netlink, selection.congestionControl()),
                DiagConnections::read));
    Source<Links> links =
        firstOf(
            kernel(sources, opened, KernelLinks::new, KernelLinks::read),
            new FileLinks(files, order)::read);
    Source<PathManager> endpoints =
        firstOf(
            kernel(sources, opened, KernelEndpoints::new, KernelEndpoints::read),
            new FullmeshEndpoints(files)::read);
    Source<Routing> routing =
        firstOf(
            kernel(sources, opened, KernelRouting::new, KernelRouting::read),
            new FileRouting(files, order)::read);
    UciCollector uci = new UciCollector(files, selection.config());
    return Stream.<Collector<?>>of(
            new ConnectionCollector(connections::read),
            new LinkCollector(links::read),
            new CounterCollector(files, selection.allCounters()),
            new EndpointCollector(endpoints::read),
            new RouteCollector(routing::read),
            new SettingsCollector(files),
            uci,
            new OpenVpnCollector(files, uci::collect, tcpSockets(sources, opened)),
            new LineVerdictCollector(files, uci::collect),
            new InterfaceCollector(new Ubus(files, sources.clock()), sources.clock()),
            new EventCollector(queue))
        .filter(collector -> selection.reads(collector.name()))
        .toList();
  }

  /**
   * Those of {@link #all}, and what only doctor asks for; scrapes never pay for these.
   *
   * @param queue as there
   */
  public static List<Collector<?>> forDoctor(
      Sources sources, EventQueue queue, Selection selection) {
    List<Collector<?>> collectors = new ArrayList<>(all(sources, queue, selection));
    collectors.add(new ScriptCollector(sources.rootFs()));
    UciCollector uci = new UciCollector(sources.rootFs());
    collectors.add(new TunnelFileCollector(sources.rootFs(), uci::collect));
    collectors.add(new SysctlCollector(sources.rootFs()));
    collectors.add(new ProxyCollector(sources.rootFs()));
    if (sources.netlink().isPresent()) {
      collectors.add(new SourceNatCollector(sources.netlink().get(), sources.rootFs()));
    }
    return List.copyOf(collectors);
  }

  /**
   * All trackers, each after those whose states it reads. A selection rules what of theirs is
   * shown, by their names; they remember all the same.
   */
  public static List<Tracker<?>> trackers(Selection selection) {
    return trackers(selection, FailoverTotals.none());
  }

  /**
   * The same, going on from what an earlier run has counted.
   *
   * @param earlier counts of failovers
   */
  public static List<Tracker<?>> trackers(Selection selection, FailoverTotals earlier) {
    List<Tracker<?>> trackers =
        new ArrayList<>(
            Trackers.inOrder(
                new InterfaceFilter(selection.includedInterfaces(), selection.excludedInterfaces()),
                selection.quotas()));
    trackers.add(new FailoverTracker(Thresholds.defaults(), earlier));
    if (!selection.peers().all().isEmpty()) {
      trackers.add(new PeerTracker(selection.peers()));
    }
    trackers.add(new DoctorTracker());
    return List.copyOf(trackers);
  }

  private static SubflowDetails subflowDetails(
      Sources sources, Consumer<Closeable> opened, Selection selection) {
    if (sources.netlink().isEmpty()) {
      return SubflowDetails.none();
    }
    DiagSubflowDetails kernel =
        new DiagSubflowDetails(sources.netlink().get(), selection.congestionControl());
    opened.accept(kernel);
    return kernel;
  }

  private static TcpSockets tcpSockets(Sources sources, Consumer<Closeable> opened) {
    TcpSockets files = new FileTcpSockets(sources.rootFs(), sources.byteOrder());
    if (sources.netlink().isEmpty()) {
      return files;
    }
    DiagTcpSockets kernel = new DiagTcpSockets(sources.netlink().get());
    opened.accept(kernel);
    return (localPort, remotePort) -> {
      Optional<List<Subflow>> found = kernel.at(localPort, remotePort);
      return found.isPresent() ? found : files.at(localPort, remotePort);
    };
  }

  /** What the first source has, or if it has none, the second. */
  private static <V> Source<V> firstOf(Source<V> first, Source<V> second) {
    return () -> {
      Optional<V> read = first.read();
      return read.isPresent() ? read : second.read();
    };
  }

  /** A source behind netlink sockets, which has nothing where there are none. */
  private static <V, S extends Closeable> Source<V> kernel(
      Sources sources,
      Consumer<Closeable> opened,
      Function<NetlinkTransport, S> open,
      SourceReader<S, V> reader) {
    if (sources.netlink().isEmpty()) {
      return Optional::empty;
    }
    S source = open.apply(sources.netlink().get());
    opened.accept(source);
    return () -> reader.read(source);
  }
}
