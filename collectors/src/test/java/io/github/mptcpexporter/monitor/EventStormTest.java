package io.github.mptcpexporter.monitor;

import static io.github.mptcpexporter.kernel.jnr.NetworkNamespace.command;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.kernel.jnr.JnrNetlinkTransport;
import io.github.mptcpexporter.kernel.jnr.NetworkNamespace;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.EventsLost;
import io.github.mptcpexporter.model.KernelEvent;
import io.github.mptcpexporter.model.TimedEvent;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.network.KernelRouting;
import io.github.mptcpexporter.network.RouteCollector;
import io.github.mptcpexporter.tracker.View;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More events of the running kernel than a receive buffer holds, in a namespace of the test's. */
@Tag("kernel")
@Timeout(120)
class EventStormTest {

  /** The kernel makes twice as much of it: the default of every machine, 256 events of MPTCP. */
  private static final int SMALL_BUFFER = 212_992 / 2;

  private static final int LAST = 4711;

  @TempDir private Path directory;

  @Test
  void stormThatTheBufferDoesNotHoldIsOneLossThenAFullRoundThatShowsWhatIs() throws Exception {
    NetworkNamespace.run(
        () -> {
          try (Bench bench = new Bench(JnrNetlinkTransport.load(SMALL_BUFFER))) {
            assertFalse(rules(bench.fullRound()).contains(LAST));

            storm(20_000);
            List<KernelEvent> heard = bench.hear();

            KernelEvent lost = new EventsLost(DataSource.ROUTE_NETLINK);
            assertEquals(lost, heard.get(0));
            assertEquals(1, heard.stream().filter(lost::equals).count());
            assertTrue(heard.size() > 100 && heard.size() < 2000, heard.size() + " events");
            assertTrue(rules(bench.fullRound()).contains(LAST));

            // From now on nothing is missed again.
            command("ip", "rule", "del", "pref", String.valueOf(LAST));
            assertEquals(List.of("DELRULE"), bench.hear().stream().map(this::name).toList());
            assertFalse(rules(bench.fullRound()).contains(LAST));
          }
        });
  }

  @Test
  void bufferThatIsAskedForHoldsThreeThousandEvents() throws Exception {
    NetworkNamespace.run(
        () -> {
          try (Bench bench = new Bench(JnrNetlinkTransport.load())) {
            bench.fullRound();
            storm(3000);

            List<KernelEvent> heard = new ArrayList<>();
            while (heard.size() < 3001) {
              heard.addAll(bench.hear());
            }

            assertTrue(heard.stream().noneMatch(EventsLost.class::isInstance));
            assertEquals(3001, heard.size());
          }
        });
  }

  private String name(KernelEvent event) {
    return RecordedEvents.name(event);
  }

  /** So many rules come and go, and one more stays. */
  private void storm(int events) throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < events / 2; i++) {
      text.append("rule add pref 100 lookup 1001\nrule del pref 100 lookup 1001\n");
    }
    text.append("rule add pref ").append(LAST).append(" lookup 1001\n");
    Path batch = Files.writeString(directory.resolve("storm"), text);
    command("ip", "-4", "-batch", batch.toString());
  }

  private static List<Integer> rules(View view) {
    return view.value(RouteCollector.class).orElseThrow().rules().orElseThrow().stream()
        .map(rule -> (int) rule.priority())
        .toList();
  }

  /** A pump and rounds that are worked by hand. */
  private static final class Bench implements Closeable {
    private final EventQueue queue = new EventQueue(65_536);
    private final KernelRouting routing;
    private final Rounds rounds;
    private final SharedRounds shared;
    private final EventPump pump;

    Bench(JnrNetlinkTransport netlink) {
      Clock clock = Clock.system();
      routing = new KernelRouting(netlink);
      rounds = new Rounds(List.of(new RouteCollector(routing)), List.of(), clock);
      shared = new SharedRounds(rounds, 1, clock);
      pump =
          new EventPump(
              netlink,
              EventSources.all(netlink.byteOrder()),
              queue,
              clock,
              new EventBudget(1, () -> 0, () -> false),
              shared::change);
      pump.join();
    }

    /** What is there to be heard. */
    List<KernelEvent> hear() {
      pump.pass();
      return queue.drain().events().stream().map(TimedEvent::event).toList();
    }

    /** The round that is due at once, which must be a full one. */
    View fullRound() {
      SharedRounds.Running due = shared.begin().orElseThrow();
      assertTrue(due.due().depth().full());
      assertTrue(due.round().run());
      View view = rounds.fold(due.round());
      shared.end(due, view, 0);
      return view;
    }

    @Override
    public void close() throws IOException {
      pump.close();
      routing.close();
    }
  }
}
