package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.connection;
import static io.github.mptcpexporter.tracker.Router.device;
import static io.github.mptcpexporter.tracker.Router.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.KernelEvent;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpEvent.Kind;
import io.github.mptcpexporter.model.TcpInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random lives of subflows against what they really moved. The kernel here does what the real one
 * does: a dump and the events of a round are of two moments, in either order; an event may come
 * after the dump that shows its subflow, or without one; last words come at the end, long after it,
 * or cleared; plain TCP says last words too.
 */
class CounterAccumulatorPropertyTest {

  private static final String[] ADDRESSES = {"198.51.100.10", "203.0.113.20", "192.0.2.77"};
  private static final String[] INTERFACES = {"wan1", "wan2", "unknown"};
  private static final String BACKUP_ADDRESS = ADDRESSES[1];

  /** A subflow as the kernel knows it, and what of it must be counted. */
  private static final class Life {
    private final Flow flow;
    private final long token;
    private final boolean announced;
    private boolean older;
    private long sent;
    private long received;
    private long again;
    private long baseline;
    private long polled = -1;
    private boolean open = true;
    private boolean held;
    private boolean cleared;

    private Life(Flow flow, long token, boolean announced) {
      this.flow = flow;
      this.token = token;
      this.announced = announced;
    }

    private Flow now() {
      return flow.moved(sent, received).with(TcpInfo.Field.BYTES_RETRANS, again);
    }

    private long moved() {
      return sent + received + again;
    }

    private boolean proven() {
      return polled >= 0 || (announced && !older);
    }

    /** What the totals must hold of it once all is over. */
    private long truth() {
      if (!proven()) {
        return 0;
      }
      return (cleared ? Math.max(polled, baseline) : moved()) - baseline;
    }
  }

  private final List<Life> lives = new ArrayList<>();
  private final List<KernelEvent> queue = new ArrayList<>();
  private long lastCookie;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void totalsAreWhatEverySubflowMoved(long seed) {
    Random random = new Random(seed);
    Router router =
        new Router()
            .links(device(2, "wan1", ADDRESSES[0]), device(3, "wan2", ADDRESSES[1]))
            .endpoints(
                endpoint(1, ADDRESSES[0], Endpoint.Flag.SUBFLOW),
                endpoint(2, ADDRESSES[1], Endpoint.Flag.BACKUP));
    for (int i = 0; i < 20; i++) {
      open(random);
    }
    live(random, 40);
    queue.clear(); // the exporter starts now
    lives.forEach(life -> life.older = true);
    dump(router, true);
    router.hears(queue.toArray(KernelEvent[]::new)).round();
    queue.clear();

    for (int round = 0; round < 60; round++) {
      live(random, random.nextInt(25));
      boolean dumpFirst = random.nextBoolean();
      if (dumpFirst) {
        dump(router, false);
        live(random, random.nextInt(4));
      }
      router.hears(queue.toArray(KernelEvent[]::new));
      queue.clear();
      if (!dumpFirst) {
        live(random, random.nextInt(4));
        dump(router, false);
      }
      router.round(Duration.ofMillis(250));
    }

    lives.forEach(life -> end(life, random));
    lives.forEach(this::say);
    dump(router, false);
    router.hears(queue.toArray(KernelEvent[]::new)).round();
    router.round();
    check(router.round(Duration.ofSeconds(10)));
  }

  private void check(View view) {
    SubflowTotals totals = view.state(CounterAccumulator.class).orElseThrow().totals();
    for (int i = 0; i < ADDRESSES.length; i++) {
      String address = ADDRESSES[i];
      List<Life> own = lives.stream().filter(life -> life.flow.local().equals(address)).toList();
      SubflowTotals.Interface total = totals.of(INTERFACES[i]).orElseThrow();
      assertEquals(
          own.stream().mapToLong(Life::truth).sum(),
          total.transmitBytes() + total.receiveBytes() + total.retransmitBytes(),
          INTERFACES[i]);
      SubflowTotals.Bytes other = address.equals(BACKUP_ADDRESS) ? total.normal() : total.backup();
      assertEquals(new SubflowTotals.Bytes(0, 0), other, "priority of " + INTERFACES[i]);
      long proven = own.stream().filter(Life::proven).count();
      long closed = total.closed().values().stream().mapToLong(Long::longValue).sum();
      assertEquals(proven, closed, "ends on " + INTERFACES[i]);
      long before = own.stream().filter(life -> life.proven() && life.older).count();
      assertEquals(proven - before, total.opened(), "openings on " + INTERFACES[i]);
    }
    long cleared = lives.stream().filter(life -> life.cleared && life.polled >= 0).count();
    assertEquals(cleared, totals.finalsZeroed());
  }

  /** Lets a number of things happen. */
  private void live(Random random, int steps) {
    for (int i = 0; i < steps; i++) {
      int what = random.nextInt(10);
      if (what == 0) {
        open(random);
      } else if (what == 1) {
        queue.add(plainTcp(random).last());
      } else if (what == 2) {
        lives.stream().filter(life -> life.held).findFirst().ifPresent(this::say);
      } else if (!lives.isEmpty()) {
        Life life = lives.get(random.nextInt(lives.size()));
        if (what == 3) {
          end(life, random);
        } else if (life.open) {
          life.sent += random.nextInt(10_000);
          life.received += random.nextInt(10_000);
          life.again += random.nextInt(100);
        }
      }
    }
  }

  private Flow plainTcp(Random random) {
    Flow flow = Flow.of(++lastCookie, ADDRESSES[random.nextInt(2)]);
    return flow.moved(random.nextInt(100_000), 1);
  }

  private void open(Random random) {
    String local = ADDRESSES[random.nextInt(ADDRESSES.length)];
    Flow flow = Flow.of(++lastCookie, local).asBackup(local.equals(BACKUP_ADDRESS));
    boolean announced = random.nextInt(5) > 0;
    long token = random.nextInt(5) + 1L;
    Life life = new Life(flow, token, announced);
    lives.add(life);
    if (announced) {
      queue.add(flow.event(random.nextBoolean() ? Kind.CREATED : Kind.SUB_ESTABLISHED, token));
    }
  }

  private void end(Life life, Random random) {
    if (!life.open) {
      return;
    }
    life.open = false;
    queue.add(life.flow.closed(life.token, 0));
    life.sent += random.nextInt(1_000);
    if (random.nextBoolean()) {
      life.received++; // the peer's FIN
    }
    life.cleared = random.nextInt(4) == 0;
    life.held = true;
    if (random.nextInt(3) > 0) {
      say(life);
    }
  }

  /** Says the last words of a subflow that has ended, once. */
  private void say(Life life) {
    if (life.held) {
      life.held = false;
      queue.add(life.cleared ? life.flow.cleared() : life.now().last());
    }
  }

  private void dump(Router router, boolean first) {
    List<MptcpConnection> connections = new ArrayList<>();
    for (long token = 1; token <= 5; token++) {
      List<Flow> flows = new ArrayList<>();
      for (Life life : lives) {
        if (life.token == token && life.open) {
          flows.add(life.now());
          life.polled = life.moved();
          life.baseline = first ? life.moved() : life.baseline;
        }
      }
      connections.add(connection(token, flows.toArray(Flow[]::new)));
    }
    router.connections(connections.toArray(MptcpConnection[]::new));
  }
}
