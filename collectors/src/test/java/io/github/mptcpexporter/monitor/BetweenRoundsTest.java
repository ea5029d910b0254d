package io.github.mptcpexporter.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.ManualClock;
import io.github.mptcpexporter.collector.Sampler.Depth;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.monitor.RoundSchedule.Cause;
import io.github.mptcpexporter.monitor.RoundSchedule.Due;
import io.github.mptcpexporter.mptcp.Busy;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.ConnectionWatch;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.mptcp.OneByOne;
import io.github.mptcpexporter.tracker.View;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clock moves with each request: it is one for each look. */
@Timeout(30)
class BetweenRoundsTest {

  private static final long DEAR = Duration.ofMillis(40).toNanos();

  private final ManualClock clock = new ManualClock();
  private final OneByOne kernel = new OneByOne();
  private final EventQueue queue = new EventQueue(1000);
  private final Busy busy = Busy.idle(1).sent(100, 50);
  private MptcpSockets sockets = Busy.round(busy);
  private final Rounds rounds =
      new Rounds(
          List.of(new ConnectionCollector(() -> Optional.of(sockets))), List.of(), clock.clock());
  private final SharedRounds shared = new SharedRounds(rounds, 0.01, clock.clock());
  private final BetweenRounds between =
      new BetweenRounds(
          Optional.of(new ConnectionWatch(kernel, queue)), shared, clock.clock(), clock::now);

  @Test
  void connectionThatStandsStillBringsTheNextRoundForward() {
    run(shared.begin().orElseThrow()); // so dear that the timer's next would be in 4 s
    everyLookTakes(60);
    kernel.has(busy);

    SharedRounds.Running next = between.await().orElseThrow();

    assertEquals(new Due(Cause.SUSPICION, Depth.LIGHT), next.due());
    assertEquals(4, queue.drain().events().size()); // after 60, 120, 180 and 240 ms
  }

  @Test
  void connectionThatMovesIsLookedAtUntilTheTimersRound() {
    run(shared.begin().orElseThrow());
    int[] sent = {100};
    kernel.onRequest(
        () -> {
          clock.advance(Duration.ofMillis(50));
          sent[0] += 10;
          kernel.has(Busy.idle(1).sent(sent[0], 50));
        });
    clock.advance(Duration.ofMillis(50));

    SharedRounds.Running next = between.await().orElseThrow();

    assertEquals(new Due(Cause.TIMER, Depth.LIGHT), next.due());
    assertEquals(79, kernel.requests()); // in 4 s
    assertTrue(shared.stats().cpu().toNanos() >= DEAR, "looks are paid for too");
  }

  @Test
  void withoutDemandItOnlyWaits() {
    sockets = Busy.round(Busy.idle(1));
    run(shared.begin().orElseThrow());
    clock.advance(Duration.ofSeconds(4));

    assertTrue(between.await().isPresent());
    assertEquals(0, kernel.requests());
  }

  @Test
  void noMoreRoundsIsTheEndOfTheWatch() {
    run(shared.begin().orElseThrow());
    kernel.has(busy);
    kernel.onRequest(shared::close);
    clock.advance(Duration.ofMillis(50));

    assertTrue(between.await().isEmpty());
    assertEquals(1, kernel.requests());
  }

  private void everyLookTakes(int millis) {
    clock.advance(Duration.ofMillis(millis));
    kernel.onRequest(() -> clock.advance(Duration.ofMillis(millis)));
  }

  private void run(SharedRounds.Running due) {
    assertTrue(due.round().run());
    View view = rounds.fold(due.round());
    between.ended(view);
    shared.end(due, view, 0);
    shared.tell(schedule -> schedule.spent(new Due(Cause.TIMER, Depth.FULL), DEAR));
  }
}
