package io.github.mptcpexporter.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.FakeCollector;
import io.github.mptcpexporter.collector.ManualClock;
import io.github.mptcpexporter.collector.Sampler.Depth;
import io.github.mptcpexporter.monitor.SharedRounds.Running;
import io.github.mptcpexporter.tracker.View;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rounds are run by hand, and the clock is moved by hand: there is no other thread. */
class SharedRoundsTest {

  private static final Duration AGE = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ManualClock clock = new ManualClock();
  private final FakeCollector collector = new FakeCollector("a");
  private final Rounds rounds = new Rounds(List.of(collector), List.of(), clock.clock());
  private final SharedRounds shared = new SharedRounds(rounds, 0.01, clock.clock());

  @Test
  void youngViewIsGivenAtOnceAndAnOldOneIsNot() {
    View first = run(begin());
    clock.advance(Duration.ofMillis(249));
    assertSame(first, now(ask(AGE)));

    clock.advance(Duration.ofMillis(1));
    CompletableFuture<View> asked = ask(AGE);

    assertFalse(asked.isDone());
    assertSame(run(begin()), now(asked));
  }

  @Test
  void thoseWhoAskBeforeOrDuringARoundShareIt() {
    CompletableFuture<View> before = ask(AGE);
    CompletableFuture<View> alsoBefore = ask(AGE);
    Running round = begin();
    CompletableFuture<View> during = ask(AGE);

    View view = run(round);

    assertSame(view, now(before));
    assertSame(view, now(alsoBefore));
    assertSame(view, now(during));
    assertEquals(1, collector.calls());
    assertTrue(shared.begin().isEmpty());
  }

  @Test
  void whoWantsAgeZeroDuringARoundWaitsForTheNextOne() {
    Running round = begin();
    CompletableFuture<View> during = ask(Duration.ZERO);
    CompletableFuture<View> alsoDuring = ask(Duration.ZERO);

    View first = run(round);
    assertFalse(during.isDone());
    View second = run(begin());

    assertNotSame(first, second);
    assertSame(second, now(during));
    assertSame(second, now(alsoDuring));
  }

  @Test
  void roundsNeverOverlap() {
    Running round = begin();
    CompletableFuture<View> asked = ask(Duration.ZERO);
    clock.advance(Duration.ofSeconds(10));

    assertTrue(shared.begin().isEmpty());
    run(round);
    assertSame(run(begin()), now(asked));
  }

  @Test
  void lightRoundOfTheTimerIsNoAnswerButItsReadingsAreGiven() {
    run(begin());
    clock.advance(AGE);
    Running light = begin();
    assertEquals(Depth.LIGHT, light.due().depth());
    CompletableFuture<View> during = ask(AGE);
    View afterLight = run(light);
    assertFalse(during.isDone());

    View full = run(begin());
    assertSame(full, now(during));
    assertNotSame(afterLight, full);
  }

  @Test
  void changeStartsAFullRoundAtOnce() {
    run(begin());
    assertTrue(shared.begin().isEmpty());

    shared.change();

    assertEquals(Depth.CHANGED, begin().due().depth());
  }

  @Test
  void failedRoundFailsThoseWhoShareItAndNobodyAfter() {
    CompletableFuture<View> asked = ask(AGE);
    shared.fail(begin(), new IllegalStateException("a tracker's bug"));
    assertEquals("a tracker's bug", failure(asked).getMessage());

    CompletableFuture<View> again = ask(AGE);
    assertFalse(again.isDone());
    assertSame(run(begin()), now(again));
  }

  @Test
  void whoCanNotWaitAnyLongerIsToldSoAndTheOthersGoOnWaiting() {
    CompletableFuture<View> impatient = ask(AGE, Duration.ofMillis(600));
    CompletableFuture<View> patient = ask(AGE);
    Running round = begin();
    CompletableFuture<View> next = ask(Duration.ZERO, Duration.ofMillis(600));

    clock.advance(Duration.ofMillis(599));
    shared.check();
    assertFalse(impatient.isDone());
    clock.advance(Duration.ofMillis(1));
    shared.check();

    assertInstanceOf(TimeoutException.class, failure(impatient));
    assertEquals("no round ended within 600 ms", failure(impatient).getMessage());
    assertInstanceOf(TimeoutException.class, failure(next));
    assertSame(run(round), now(patient));
  }

  @Test
  void deadlineOfARoundIsThatOfTheMostImpatientWithinReason() {
    Duration threeQuartersOfTwoSeconds = Duration.ofMillis(1500);
    assertEquals(threeQuartersOfTwoSeconds, limit());
    assertEquals(threeQuartersOfTwoSeconds, limit(Duration.ofSeconds(30)));
    assertEquals(Duration.ofMillis(750), limit(Duration.ofSeconds(30), Duration.ofSeconds(1)));
    assertEquals(Duration.ofMillis(375), limit(Duration.ofMillis(1)));
  }

  @Test
  void whatViewsAreUsedForCanNotChangeThem() {
    CompletableFuture<View> asked = ask(AGE);
    CompletableFuture<View> other = ask(AGE);
    asked.completeExceptionally(new IllegalStateException("a listener's own"));

    assertSame(run(begin()), now(other));
  }

  @Test
  void costOfAllRoundsIsCountedAndThatOfTheTimerSetsTheInterval() {
    Running first = begin();
    first.round().run();
    shared.end(first, rounds.fold(first.round()), Duration.ofMillis(30).toNanos());
    clock.advance(AGE);
    Running second = begin();
    second.round().run();
    shared.end(second, rounds.fold(second.round()), Duration.ofMillis(4).toNanos());

    assertEquals(
        new SamplerStats(Duration.ofMillis(400), Duration.ofMillis(34), false), shared.stats());
  }

  @Test
  void closingTellsThoseWhoWaitAndThoseWhoComeLater() {
    CompletableFuture<View> sharing = ask(AGE);
    Running round = begin();
    CompletableFuture<View> waiting = ask(Duration.ZERO);

    shared.close();

    for (CompletableFuture<View> each : List.of(sharing, waiting, ask(AGE))) {
      assertEquals("no more rounds: closed", failure(each).getMessage());
    }
    run(round);
    assertTrue(shared.begin().isEmpty());
    assertTrue(shared.await(Long.MAX_VALUE).isEmpty());
    assertFalse(shared.awaitCheck());
  }

  /** How long the first collector of a round may take that those want. */
  private Duration limit(Duration... deadlines) {
    shared.change();
    List<CompletableFuture<View>> asked =
        Stream.of(deadlines).map(deadline -> ask(Duration.ZERO, deadline)).toList();
    Running round = begin();
    Duration limit = Duration.ofNanos(round.round().limitNanos() - clock.now());
    run(round);
    assertTrue(asked.stream().allMatch(CompletableFuture::isDone));
    return limit;
  }

  private Running begin() {
    return shared.begin().orElseThrow();
  }

  private View run(Running round) {
    assertTrue(round.round().run());
    View view = rounds.fold(round.round());
    shared.end(round, view, 0);
    return view;
  }

  private CompletableFuture<View> ask(Duration maxAge) {
    return ask(maxAge, PATIENCE);
  }

  private CompletableFuture<View> ask(Duration maxAge, Duration deadline) {
    return shared.view(maxAge, deadline).toCompletableFuture();
  }

  private static View now(CompletableFuture<View> asked) {
    assertTrue(asked.isDone());
    return asked.join();
  }

  private static Throwable failure(CompletableFuture<View> asked) {
    assertTrue(asked.isDone());
    Throwable cause = assertThrows(ExecutionException.class, asked::get).getCause();
    return Objects.requireNonNull(cause);
  }
}
