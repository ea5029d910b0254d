package io.github.mptcpexporter.monitor;

import static io.github.mptcpexporter.kernel.jnr.NetworkNamespace.command;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.ManualClock;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.kernel.jnr.JnrNetlinkTransport;
import io.github.mptcpexporter.kernel.jnr.NetworkNamespace;
import io.github.mptcpexporter.model.KernelEvent;
import io.github.mptcpexporter.model.NetworkChanged;
import io.github.mptcpexporter.model.NetworkChanged.Subject;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.model.SocketDestroyed;
import io.github.mptcpexporter.model.TimedEvent;
import io.github.mptcpexporter.mptcp.EventCollector;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.network.KernelRouting;
import io.github.mptcpexporter.network.RouteCollector;
import io.github.mptcpexporter.tracker.Tracker;
import io.github.mptcpexporter.tracker.View;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The running kernel, in a network namespace of the test's own. The clock stands: no timer. */
@Tag("kernel")
@Timeout(60)
class LiveMonitorTest {

  private static final long PRIORITY = 4711;
  private static final Duration PATIENCE = Duration.ofHours(1);

  @Test
  void ruleThatIsAddedIsReadInTheRoundThatItStarts() throws Exception {
    NetworkNamespace.run(
        () -> {
          try (Bench bench = new Bench()) {
            View first = bench.views.take();
            assertEquals(
                PumpBench.ALL, first.value(EventCollector.class).orElseThrow().listening());
            assertTrue(rules(first).noneMatch(rule -> rule.priority() == PRIORITY));

            command("ip", "rule", "add", "lookup", "100", "pref", String.valueOf(PRIORITY));

            View next = bench.views.take();
            while (rules(next).noneMatch(rule -> rule.priority() == PRIORITY)) {
              next = bench.views.take();
            }
            assertTrue(
                bench.heard.stream()
                    .anyMatch(
                        event ->
                            event instanceof NetworkChanged change
                                && change.subject() == NetworkChanged.Subject.RULE
                                && !change.removed()));
          }
        });
  }

  @Test
  void routesThatGoWithTheirLinkWithoutAWordAreMissedInTheRoundThatItStarts() throws Exception {
    NetworkNamespace.run(
        () -> {
          makeUplink();
          try (Bench bench = new Bench()) {
            assertTrue(routes(bench.views.take()).anyMatch(LiveMonitorTest::isFar));

            command("ip", "link", "set", "wan1", "down");

            while (routes(bench.views.take()).anyMatch(LiveMonitorTest::isFar)) {}
            assertTrue(bench.heard.stream().anyMatch(each -> is(each, Subject.LINK, false)));
            assertTrue(bench.heard.stream().noneMatch(each -> is(each, Subject.ROUTE, true)));
          }
        });
  }

  @Test
  void routesThatGoWithTheirAddressAreMissedInTheRoundThatItStarts() throws Exception {
    NetworkNamespace.run(
        () -> {
          makeUplink();
          try (Bench bench = new Bench()) {
            assertTrue(routes(bench.views.take()).anyMatch(LiveMonitorTest::isFar));

            command("ip", "addr", "del", "192.0.2.2/24", "dev", "wan1");

            while (routes(bench.views.take()).anyMatch(LiveMonitorTest::isFar)) {}
            assertTrue(bench.heard.stream().anyMatch(each -> is(each, Subject.ADDRESS, true)));
          }
        });
  }

  @Test
  void neighbourThatComesIsHeardAndWaitsForTheNextRound() throws Exception {
    NetworkNamespace.run(
        () -> {
          command("ip", "link", "add", "wan1", "type", "veth", "peer", "name", "modem1");
          command("ip", "link", "set", "wan1", "up");
          try (Bench bench = new Bench()) {
            command(
                "ip", "neigh", "add", "192.0.2.1", "lladdr", "02:00:00:00:00:01", "dev", "wan1");

            while (bench.heard.stream().noneMatch(e -> is(e, Subject.NEIGHBOUR, false))) {
              bench.monitor.view(Duration.ZERO, PATIENCE).toCompletableFuture().get();
            }
          }
        });
  }

  @Test
  void lastWordsOfASocketWaitForTheNextRound() throws Exception {
    NetworkNamespace.run(
        () -> {
          command("ip", "link", "set", "lo", "up");
          try (Bench bench = new Bench()) {
            int port = connectAndClose();

            while (bench.heard.stream().noneMatch(event -> isOf(port, event))) {
              bench.monitor.view(Duration.ZERO, PATIENCE).toCompletableFuture().get();
            }
          }
        });
  }

  /** Without IPv6, of whose routes the kernel does tell that they go. */
  private static void makeUplink() throws Exception {
    command("sysctl", "-qw", "net.ipv6.conf.default.disable_ipv6=1");
    command("ip", "link", "add", "wan1", "type", "veth", "peer", "name", "modem1");
    command("ip", "link", "set", "wan1", "up");
    command("ip", "addr", "add", "192.0.2.2/24", "dev", "wan1");
    command("ip", "route", "add", "198.51.100.0/24", "via", "192.0.2.1", "table", "1001");
  }

  private static boolean isFar(Route route) {
    return route.table() == 1001;
  }

  private static boolean is(KernelEvent event, Subject subject, boolean removed) {
    return event instanceof NetworkChanged change
        && change.subject() == subject
        && change.removed() == removed;
  }

  private static Stream<Route> routes(View view) {
    return view.value(RouteCollector.class).orElseThrow().routes().stream();
  }

  private static Stream<Rule> rules(View view) {
    return view.value(RouteCollector.class).orElseThrow().rules().orElseThrow().stream();
  }

  private static boolean isOf(int port, KernelEvent event) {
    return event instanceof SocketDestroyed socket && socket.addresses().remotePort() == port;
  }

  private static int connectAndClose() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 1, loopback)) {
      Socket client = new Socket(loopback, server.getLocalPort());
      server.accept().close();
      client.close();
      return server.getLocalPort();
    }
  }

  /** A monitor of routes and events, started, and what it has made so far. */
  private static final class Bench implements Closeable {
    private final BlockingQueue<View> views = new LinkedBlockingQueue<>();
    private final List<KernelEvent> heard = new CopyOnWriteArrayList<>();
    private final KernelRouting routing;
    private final Monitor monitor;

    Bench() throws IOException {
      ManualClock clock = new ManualClock();
      JnrNetlinkTransport netlink = JnrNetlinkTransport.load();
      EventQueue queue = new EventQueue(1000);
      routing = new KernelRouting(netlink);
      Rounds rounds =
          new Rounds(
              List.of(new RouteCollector(routing), new EventCollector(queue)),
              List.of(new Witness(views, heard)),
              clock.clock());
      SharedRounds shared = new SharedRounds(rounds, 1, clock.clock());
      EventPump pump =
          new EventPump(
              netlink,
              EventSources.all(netlink.byteOrder()),
              queue,
              clock.clock(),
              new EventBudget(1, () -> 0, () -> false),
              shared::change);
      monitor = RunningRounds.monitor(rounds, shared, Optional.of(pump), clock.clock());
      monitor.start();
    }

    @Override
    public void close() throws IOException {
      monitor.close();
      routing.close();
    }
  }

  /** Hands out each round. */
  private record Witness(BlockingQueue<View> views, List<KernelEvent> heard)
      implements Tracker<Integer> {

    @Override
    public String name() {
      return "witness";
    }

    @Override
    public List<MetricDesc> metrics() {
      return List.of();
    }

    @Override
    public Integer initial() {
      return 0;
    }

    @Override
    public Integer next(Integer rounds, View now) {
      now.value(EventCollector.class).orElseThrow().events().stream()
          .map(TimedEvent::event)
          .forEach(heard::add);
      views.add(now);
      return rounds + 1;
    }

    @Override
    public void expose(Integer rounds, MetricSink sink) {}
  }
}
