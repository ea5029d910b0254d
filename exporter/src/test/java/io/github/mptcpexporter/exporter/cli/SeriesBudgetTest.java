package io.github.mptcpexporter.exporter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.exporter.metrics.BuildInfo;
import io.github.mptcpexporter.exporter.metrics.CollectorFilter;
import io.github.mptcpexporter.exporter.metrics.Exposition;
import io.github.mptcpexporter.exporter.metrics.Format;
import io.github.mptcpexporter.exporter.metrics.HttpRequests;
import io.github.mptcpexporter.exporter.metrics.OwnMetrics;
import io.github.mptcpexporter.exporter.metrics.ProcessMetrics;
import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpLimits;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.TcpState;
import io.github.mptcpexporter.monitor.Collectors;
import io.github.mptcpexporter.monitor.Rounds;
import io.github.mptcpexporter.monitor.SamplerMetrics;
import io.github.mptcpexporter.monitor.SamplerStats;
import io.github.mptcpexporter.monitor.Selection;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.CounterCollector;
import io.github.mptcpexporter.mptcp.EndpointCollector;
import io.github.mptcpexporter.mptcp.EventCollector;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.mptcp.SettingsCollector;
import io.github.mptcpexporter.network.LinkCollector;
import io.github.mptcpexporter.network.RouteCollector;
import io.github.mptcpexporter.source.RootFs;
import io.github.mptcpexporter.tracker.View;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Ten thousand routers send this to one Prometheus: there must not be many series. */
class SeriesBudgetTest {

  private static final int UPLINKS = 4;
  private static final int MOST_SERIES = 600;

  @Test
  void fourUplinksStayWithinTheBudget() throws IOException {
    long series = series(exposition(10));

    assertTrue(series <= MOST_SERIES, series + " series");
    assertTrue(series >= MOST_SERIES / 3, "only " + series + " series: is everything there?");
  }

  @Test
  void fiveThousandConnectionsAddNoSeries() throws IOException {
    assertEquals(names(exposition(10)), names(exposition(5000)));
  }

  private static long series(String exposition) {
    return names(exposition).size();
  }

  private static List<String> names(String exposition) {
    return exposition
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .toList();
  }

  private static String exposition(int connections) throws IOException {
    RootFs files = new RootFs(Routers.named("upstream-6.18-steady"));
    MptcpSockets sockets = sockets(connections);
    Links links = links();
    PathManager endpoints = endpoints();
    Routing routing = routing();
    EventQueue queue = new EventQueue(1);
    for (DataSource source :
        List.of(DataSource.PM_EVENTS, DataSource.TCP_DESTROY, DataSource.ROUTE_NETLINK)) {
      queue.listening(source, true);
    }
    List<Collector<?>> collectors =
        List.of(
            new ConnectionCollector(() -> Optional.of(sockets)),
            new LinkCollector(() -> Optional.of(links)),
            new CounterCollector(files, false),
            new EndpointCollector(() -> Optional.of(endpoints)),
            new RouteCollector(() -> Optional.of(routing)),
            new SettingsCollector(files),
            new EventCollector(queue));
    Rounds rounds =
        new Rounds(collectors, Collectors.trackers(Selection.defaults()), Clock.system());
    View first = rounds.next();
    View view = rounds.next();
    List<Exposed<?>> exposed = new ArrayList<>(collectors);
    exposed.addAll(view.states().keySet());
    BuildInfo build = new BuildInfo("1", "2", "3");
    SamplerStats stats = new SamplerStats(Duration.ZERO, Duration.ZERO, false);
    Exposition exposition =
        new Exposition(
            exposed,
            List.of(
                new OwnMetrics<>(new BuildInfo.Metric(), () -> build),
                new OwnMetrics<>(new SamplerMetrics(), () -> stats),
                new HttpRequests().asOwnMetrics(),
                ProcessMetrics.ofThisProcess()),
            false);
    assertEquals(first.states().keySet(), view.states().keySet());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exposition.write(view, CollectorFilter.ALL, Format.TEXT_004, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Each connection has a subflow on each uplink, to a peer of its own. */
  private static MptcpSockets sockets(int count) throws UnknownHostException {
    List<MptcpConnection> connections = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Subflow> subflows = new ArrayList<>();
      for (int uplink = 1; uplink <= UPLINKS; uplink++) {
        subflows.add(
            new Subflow(
                OptionalLong.of(i * 10L + uplink),
                tuple(uplink, i),
                Optional.of(TcpState.ESTABLISHED),
                OptionalInt.empty(),
                i,
                0,
                0,
                Optional.of(new Subflow.Ulp(i, 0, uplink == UPLINKS ? 0xec : 0xcc, uplink, 0)),
                Optional.of(TcpInfo.copyOf(new byte[248], 0, 248, ByteOrder.nativeOrder())),
                Optional.empty()));
      }
      connections.add(
          new MptcpConnection(
              OptionalLong.of(i),
              OptionalLong.of(i * 10L),
              tuple(1, i),
              Optional.of(TcpState.ESTABLISHED),
              i,
              OptionalLong.empty(),
              0,
              0,
              OptionalInt.of(UPLINKS),
              Optional.empty(),
              subflows));
    }
    return new MptcpSockets(DataSource.SOCK_DIAG, connections, List.of());
  }

  private static FourTuple tuple(int uplink, int i) throws UnknownHostException {
    return new FourTuple(
        v4(uplink),
        1024 + i,
        InetAddress.getByAddress(new byte[] {10, 99, (byte) (i >> 8), (byte) i}),
        443);
  }

  private static InetAddress v4(int uplink) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {10, (byte) uplink, 0, 2});
  }

  private static InetAddress v6(int uplink) throws UnknownHostException {
    byte[] address = {0x20, 1, 0xd, (byte) 0xb8, 0, (byte) uplink, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2};
    return InetAddress.getByAddress(address);
  }

  private static Links links() throws UnknownHostException {
    List<Link> links = new ArrayList<>();
    for (int uplink = 1; uplink <= UPLINKS; uplink++) {
      links.add(
          new Link(
              uplink,
              "wan" + uplink,
              Link.FLAG_UP | Link.FLAG_RUNNING,
              Link.OperState.UP,
              Optional.of(true),
              OptionalLong.of(2),
              OptionalInt.of(1500),
              Optional.empty(),
              Optional.empty(),
              Optional.of(new Link.Counters(1, 2, 3, 4, 5, 6, 7, 8)),
              List.of(new Link.Address(v4(uplink), 24, 0), new Link.Address(v6(uplink), 64, 0))));
    }
    return new Links(links);
  }

  private static PathManager endpoints() throws UnknownHostException {
    List<Endpoint> endpoints = new ArrayList<>();
    for (int uplink = 1; uplink <= UPLINKS; uplink++) {
      endpoints.add(new Endpoint(uplink, v4(uplink), 0, OptionalInt.of(uplink), 2));
      endpoints.add(new Endpoint(UPLINKS + uplink, v6(uplink), 0, OptionalInt.of(uplink), 2));
    }
    return new PathManager(endpoints, Optional.of(new MptcpLimits(8, 8)));
  }

  private static Routing routing() throws UnknownHostException {
    List<Route> routes = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    for (int uplink = 1; uplink <= UPLINKS; uplink++) {
      for (InetAddress source : List.of(v4(uplink), v6(uplink))) {
        AddressFamily family = AddressFamily.of(source);
        for (long table : new long[] {100 + uplink, Route.TABLE_MAIN}) {
          routes.add(
              new Route(
                  family,
                  table,
                  Optional.empty(),
                  Route.TYPE_UNICAST,
                  3,
                  0,
                  uplink,
                  Optional.empty(),
                  List.of(new Route.Hop(Optional.empty(), OptionalInt.of(uplink), 1, 0))));
        }
        rules.add(
            new Rule(
                family,
                1000 + uplink,
                Optional.of(new Prefix(source, 8 * source.getAddress().length)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Rule.Action.LOOKUP,
                100 + uplink,
                false,
                false));
      }
    }
    return new Routing(routes, Optional.of(rules), Optional.of(List.of()));
  }
}
