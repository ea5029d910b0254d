package io.github.mptcpexporter.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.FakeCollector;
import io.github.mptcpexporter.collector.LogLines;
import io.github.mptcpexporter.collector.ManualClock;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.tracker.Tracker;
import io.github.mptcpexporter.tracker.View;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With its threads. The clock is moved by hand, so the timer is silent unless it is moved. */
@Timeout(30)
class MonitorTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final ManualClock clock = new ManualClock();
  private final CountDownLatch hangs = new CountDownLatch(1);
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final FakeCollector fine = new FakeCollector("fine");
  private final FakeCollector hanging = new FakeCollector("hanging");

  @AfterEach
  void noThreadIsLeft() throws Exception {
    letGo.countDown();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("mptcp-")) {
        thread.join(10_000);
        assertTrue(!thread.isAlive(), thread.getName());
      }
    }
  }

  @Test
  void roundsAreRunByTheSamplersThread() throws Exception {
    fine.does(() -> Optional.of(Thread.currentThread().getName()));
    try (Monitor monitor = start(List.of())) {
      assertEquals(Optional.of("mptcp-sampler"), value(ask(monitor).get(), fine));
    }
  }

  @Test
  void hangingCollectorHoldsUpNeitherTheOthersNorTheRoundsToCome() throws Exception {
    hanging.does(this::hang);
    try (Monitor monitor = start(List.of())) {
      hangs.await();
      CompletableFuture<View> first = monitor.view(LONG, LONG).toCompletableFuture();
      // The watchdog has to look more often than it would on its own.
      CompletableFuture<View> impatient =
          monitor.view(Duration.ZERO, Duration.ofMillis(100)).toCompletableFuture();
      clock.advance(Duration.ofMillis(1500));

      assertEquals(Optional.of("fine1"), value(first.get(), fine));
      assertEquals("took longer than 1.5 s", complaint(first.get(), hanging));
      assertThrows(ExecutionException.class, impatient::get);
      View second = ask(monitor).get();
      assertEquals("still busy after 1.5 s", complaint(second, hanging));
      assertNotSame(first.get(), second);

      hanging.reads();
      letGo.countDown();
      View later = ask(monitor).get();
      while (value(later, hanging).isEmpty()) { // until the thread that was given up has ended
        later = ask(monitor).get();
      }
      assertEquals(Optional.of("hanging2"), value(later, hanging));
    }
  }

  @Test
  void closingDoesNotWaitForACollectorThatHangs() throws Exception {
    hanging.does(this::hang);
    Monitor monitor = start(List.of());
    CompletableFuture<View> asked = ask(monitor);
    hangs.await();

    monitor.close();

    assertInstanceOf(
        IllegalStateException.class, assertThrows(ExecutionException.class, asked::get).getCause());
    assertEquals(1, letGo.getCount());
  }

  @Test
  void trackersBugFailsARoundIsSaidOnceAndTheNextRoundIsRunAllTheSame() throws Exception {
    Stumbling tracker = new Stumbling(3);
    try (LogLines log = new LogLines(Monitor.class);
        Monitor monitor = start(List.of(tracker))) {
      View view = null;
      int failures = 0;
      while (view == null) {
        try {
          view = ask(monitor).get();
        } catch (ExecutionException e) {
          failures++;
        }
      }

      assertTrue(failures == 2 || failures == 3, "the first round may be nobody's: " + failures);
      assertEquals(4, view.state(Stumbling.class).orElseThrow());
      assertEquals(List.of("SEVERE a round could not be finished"), log.take());
    }
  }

  @Test
  void timerRunsRoundsThatNobodyAsksFor() throws Exception {
    CountDownLatch threeRounds = new CountDownLatch(3);
    fine.does(
        () -> {
          threeRounds.countDown();
          clock.advance(RoundBudget.SHORTEST);
          return Optional.empty();
        });
    try (Monitor monitor = start(List.of())) {
      threeRounds.await();

      assertEquals(RoundBudget.SHORTEST, monitor.stats().interval());
    }
  }

  @Test
  void whatTheKernelTellsIsHeardAndStartsARound() throws Exception {
    FakeNetlink netlink =
        new FakeNetlink(RecordedEvents.read("steady/genl-getfamily-mptcp_pm.reply-00.bin"));
    netlink.waits();
    EventQueue queue = new EventQueue(10);
    CountDownLatch secondRound = new CountDownLatch(2);
    fine.does(
        () -> {
          secondRound.countDown();
          return Optional.empty();
        });
    try (Monitor monitor = start(netlink, queue)) {
      monitor.view(LONG, LONG).toCompletableFuture().get();
      netlink.arrives(
          NetlinkFamily.ROUTE, RecordedEvents.read("rule-change/00011-rtnl-DELRULE.bin"));
      secondRound.await();

      assertEquals(List.of("DELRULE"), RecordedEvents.names(queue.drain()));
    }
    assertEquals(0, netlink.openSockets());
  }

  @Test
  void listenerSeesEachViewBeforeItIsGivenAndItsBugHarmsNoOne() throws Exception {
    List<View> seen = new CopyOnWriteArrayList<>();
    try (LogLines log = new LogLines(Monitor.class);
        Monitor monitor = start(List.of())) {
      monitor.onView(
          view -> {
            throw new IllegalStateException("stumbles");
          });
      monitor.onView(seen::add);

      for (int i = 0; i < 3; i++) {
        View given = ask(monitor).get();
        assertSame(given, seen.get(seen.size() - 1));
      }
      assertEquals(List.of("SEVERE a listener to views failed"), log.take());
    }
  }

  @Test
  void sourcesAreClosedInTheEndButNotUnderAThreadThatHangs() throws Exception {
    AtomicInteger closed = new AtomicInteger();
    Rounds rounds = new Rounds(List.of(hanging, fine), List.of(), clock.clock());
    SharedRounds shared = new SharedRounds(rounds, 1, clock.clock());
    Monitor monitor =
        RunningRounds.monitor(
            rounds,
            shared,
            Optional.empty(),
            clock.clock(),
            List.of(closed::incrementAndGet, closed::incrementAndGet));
    hanging.does(this::hang);
    monitor.start();
    hangs.await();
    monitor.close();
    assertEquals(0, closed.get());
    letGo.countDown();
    noThreadIsLeft();

    monitor.close();

    assertEquals(2, closed.get());
  }

  @Test
  void cpuTimeOfTheSamplersThreadIsThatOfTheRounds() throws Exception {
    try (Monitor monitor = start(List.of())) {
      long before = ask(monitor).thenApply(view -> monitor.stats().cpu().toNanos()).get();
      fine.does(MonitorTest::burn);
      long after = ask(monitor).thenApply(view -> monitor.stats().cpu().toNanos()).get();

      assertTrue(after - before >= 20_000_000, before + " to " + after);
    }
  }

  /** Uses 20 ms of this thread's CPU time. */
  private static Optional<String> burn() {
    ThreadCpu cpu = new ThreadCpu();
    long end = cpu.getAsLong() + 20_000_000;
    while (cpu.getAsLong() < end) {
      Thread.onSpinWait();
    }
    return Optional.empty();
  }

  private Optional<String> hang() throws InterruptedException {
    hangs.countDown();
    letGo.await();
    return Optional.empty();
  }

  private Monitor start(List<Tracker<?>> trackers) {
    Rounds rounds = new Rounds(List.of(hanging, fine), trackers, clock.clock());
    SharedRounds shared = new SharedRounds(rounds, 1, clock.clock());
    Monitor monitor = RunningRounds.monitor(rounds, shared, Optional.empty(), clock.clock());
    monitor.start();
    return monitor;
  }

  private Monitor start(FakeNetlink netlink, EventQueue queue) {
    Rounds rounds = new Rounds(List.of(fine), List.of(), clock.clock());
    SharedRounds shared = new SharedRounds(rounds, 1, clock.clock());
    EventPump pump =
        new EventPump(
            netlink,
            EventSources.all(ByteOrder.LITTLE_ENDIAN),
            queue,
            clock.clock(),
            new EventBudget(1, () -> 0, () -> false),
            shared::change);
    Monitor monitor = RunningRounds.monitor(rounds, shared, Optional.of(pump), clock.clock());
    monitor.start();
    return monitor;
  }

  private static CompletableFuture<View> ask(Monitor monitor) {
    return monitor.view(Duration.ZERO, LONG).toCompletableFuture();
  }

  private static Optional<?> value(View view, Collector<?> collector) {
    return reading(view, collector).value();
  }

  private static String complaint(View view, Collector<?> collector) {
    return String.valueOf(
        assertInstanceOf(Reading.Failed.class, reading(view, collector)).cause().getMessage());
  }

  private static Reading<?> reading(View view, Collector<?> collector) {
    return Optional.<Reading<?>>ofNullable(view.snapshot().readings().get(collector)).orElseThrow();
  }

  /** Fails in its first rounds, then counts them all. */
  private static final class Stumbling implements Tracker<Integer> {
    private final int failures;
    private int rounds;

    Stumbling(int failures) {
      this.failures = failures;
    }

    @Override
    public String name() {
      return "stumbling";
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
    public Integer next(Integer state, View now) {
      if (++rounds <= failures) {
        throw new IllegalStateException("stumbles");
      }
      return rounds;
    }

    @Override
    public void expose(Integer value, MetricSink sink) {}
  }
}
