package io.github.mptcpexporter.collector;

import static io.github.mptcpexporter.collector.SamplerTest.complaint;
import static io.github.mptcpexporter.collector.SamplerTest.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.Collector.Pace;
import io.github.mptcpexporter.collector.Sampler.Depth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Collectors that hang, in threads that are given up. The clock is moved by hand. */
@Timeout(20)
class OverrunTest {

  private final ManualClock clock = new ManualClock();
  private final List<Hanging> hanging = new ArrayList<>();

  @AfterEach
  void lettingGoEndsAllThreads() throws Exception {
    for (Hanging each : hanging) {
      each.letGo.countDown();
      each.thread.join();
    }
  }

  @Test
  void collectorThatOverrunsFailsAndTheOthersGoOnInAFreshThread() throws Exception {
    Hanging slow = new Hanging("slow");
    FakeCollector next = new FakeCollector("next");
    Round round = begin(sampler(slow.collector, next));
    slow.runs(round);

    clock.advance(Duration.ofMillis(1499));
    assertFalse(round.giveUp());
    clock.advance(Duration.ofMillis(1));
    assertTrue(round.giveUp());
    assertTrue(round.run());

    assertEquals("took longer than 1.5 s", complaint(round.snapshot(), slow.collector));
    assertEquals(Optional.of("next1"), reading(round.snapshot(), next).value());
  }

  @Test
  void collectorWhoseThreadStillRunsIsNotCalledAgain() throws Exception {
    Hanging slow = new Hanging("slow");
    Sampler sampler = sampler(slow.collector);
    giveUp(sampler, slow);
    clock.advance(Duration.ofSeconds(10));

    Snapshot later = sampler.round();

    assertEquals("still busy after 11.5 s", complaint(later, slow.collector));
    assertEquals(1, slow.collector.calls());
  }

  @Test
  void lateResultIsDroppedAndTheCollectorComesBackInTheNextRound() throws Exception {
    Hanging slow = new Hanging("slow");
    Sampler sampler = sampler(slow.collector);
    Round round = giveUp(sampler, slow);

    slow.letGo.countDown();
    assertFalse(slow.task.get(), "the thread that was given up must end");
    slow.collector.reads();

    assertEquals("took longer than 1.5 s", complaint(round.snapshot(), slow.collector));
    assertEquals(Optional.of("slow2"), reading(sampler.round(), slow.collector).value());
  }

  @Test
  void roundEndsBeforeItsDeadlineHoweverManyHang() throws Exception {
    Hanging one = new Hanging("one");
    Hanging two = new Hanging("two");
    FakeCollector last = new FakeCollector("last");
    long deadline = clock.now() + Duration.ofSeconds(1).toNanos();
    Sampler sampler = sampler(one.collector, two.collector, last);
    Round round = sampler.begin(Depth.FULL, Duration.ofSeconds(1));

    one.runs(round);
    waitFor(round);
    two.runs(round);
    waitFor(round);
    assertTrue(round.run());

    assertTrue(clock.now() - deadline < 0);
    assertEquals("took longer than 750 ms", complaint(round.snapshot(), one.collector));
    assertEquals("took longer than 187 ms", complaint(round.snapshot(), two.collector));
    assertEquals(Optional.of("last1"), reading(round.snapshot(), last).value());
  }

  @Test
  void afterFourThreadsAreGivenUpARoundTakesItsTime() throws Exception {
    List<Collector<?>> collectors = new ArrayList<>();
    for (int i = 0; i <= Sampler.MOST_ABANDONED; i++) {
      collectors.add(new Hanging("slow" + i).collector);
    }
    Round round = begin(new Sampler(collectors, clock.clock()));
    try (LogLines log = new LogLines(Sampler.class)) {
      for (Hanging each : hanging) {
        each.runs(round);
        clock.advance(Duration.ofSeconds(2));
        assertEquals(each != hanging.get(Sampler.MOST_ABANDONED), round.giveUp());
      }
      assertFalse(round.giveUp());

      assertEquals(
          List.of("WARNING collector slow4 takes too long, as do 4 others: rounds wait for it"),
          log.take());
    }
    hanging.get(Sampler.MOST_ABANDONED).letGo.countDown();
    assertTrue(hanging.get(Sampler.MOST_ABANDONED).task.get());
  }

  @Test
  void carriedOverReadingNeedsNoThreadThoughOneHangs() throws Exception {
    Hanging slow = new Hanging("slow", Pace.ON_CHANGE);
    Sampler sampler = sampler(slow.collector);
    Round round = giveUp(sampler, slow);

    Round light = sampler.begin(Depth.LIGHT, Sampler.DEADLINE);
    assertTrue(light.run());

    assertEquals(
        reading(round.snapshot(), slow.collector), reading(light.snapshot(), slow.collector));
  }

  private Round giveUp(Sampler sampler, Hanging slow) throws InterruptedException {
    Round round = begin(sampler);
    slow.runs(round);
    waitFor(round);
    assertTrue(round.run());
    return round;
  }

  private void waitFor(Round round) {
    clock.advance(Duration.ofNanos(round.limitNanos() - clock.now()));
    assertTrue(round.giveUp());
  }

  private static Round begin(Sampler sampler) {
    return sampler.begin(Depth.FULL, Sampler.DEADLINE);
  }

  private Sampler sampler(Collector<?>... collectors) {
    return new Sampler(List.of(collectors), clock.clock());
  }

  /** A collector that hangs until it is let go, and the thread it hangs in. */
  private final class Hanging {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final FakeCollector collector;
    private FutureTask<Boolean> task = new FutureTask<>(() -> false);
    private Thread thread = new Thread(task);

    Hanging(String name) {
      this(name, Pace.EVERY_ROUND);
    }

    Hanging(String name, Pace pace) {
      collector =
          new FakeCollector(
              name,
              pace,
              () -> {
                entered.countDown();
                letGo.await();
                return Optional.of("late");
              });
      hanging.add(this);
    }

    /** Runs the round in a thread, up to this collector. */
    void runs(Round round) throws InterruptedException {
      task = new FutureTask<>(round::run);
      thread = new Thread(task);
      thread.start();
      entered.await();
    }
  }
}
