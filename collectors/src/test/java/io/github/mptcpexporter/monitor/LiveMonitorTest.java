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
      monitor = new Monitor(rounds, shared, Optional.of(pump), new ThreadCpu());
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
