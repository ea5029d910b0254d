package io.github.mptcpexporter.monitor;

import static io.github.mptcpexporter.collector.Sampler.Depth.CHANGED;
import static io.github.mptcpexporter.collector.Sampler.Depth.FULL;
import static io.github.mptcpexporter.collector.Sampler.Depth.LIGHT;
import static io.github.mptcpexporter.monitor.RoundSchedule.Cause.EVENT;
import static io.github.mptcpexporter.monitor.RoundSchedule.Cause.LOSS;
import static io.github.mptcpexporter.monitor.RoundSchedule.Cause.REHEARSAL;
import static io.github.mptcpexporter.monitor.RoundSchedule.Cause.REQUEST;
import static io.github.mptcpexporter.monitor.RoundSchedule.Cause.SUSPICION;
import static io.github.mptcpexporter.monitor.RoundSchedule.Cause.TIMER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.monitor.RoundSchedule.Cause;
import io.github.mptcpexporter.monitor.RoundSchedule.Due;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Times are milliseconds. */
class RoundScheduleTest {

  private static final Due TIMER_LIGHT = new Due(TIMER, LIGHT);
  private static final Due TIMER_FULL = new Due(TIMER, FULL);
  private static final Due ON_EVENT = new Due(EVENT, CHANGED);
  private static final Due CHANGED_ON_REQUEST = new Due(REQUEST, CHANGED);
  private static final Due TIMER_CHANGED = new Due(TIMER, CHANGED);
  private static final Due ON_REQUEST = new Due(REQUEST, FULL);

  private final RoundSchedule schedule = new RoundSchedule(0.01, at(0), 0);

  @BeforeEach
  void firstRoundIsFullAndAtOnce() {
    assertEquals(0, schedule.nanosUntilDue(at(0)));
    assertEquals(ON_REQUEST, schedule.begin(at(0)));
  }

  @Test
  void timerRoundsAreLightButForOneInFiveSeconds() {
    for (int time = 250; time < 5000; time += 250) {
      assertDue(time, TIMER_LIGHT);
    }
    assertDue(5000, TIMER_FULL);
    assertDue(5250, TIMER_LIGHT);
  }

  @Test
  void requestIsServedAtOnceByAFullRoundAndTheTimerStartsAnew() {
    schedule.request();

    assertDue(100, ON_REQUEST);
    assertDue(350, TIMER_LIGHT);
  }

  @Test
  void intervalGrowsWithTheCostOfTimerRoundsAlone() {
    spent(REQUEST, nanos(40));
    spent(EVENT, nanos(40));
    assertEquals(nanos(250), schedule.intervalNanos());

    spent(TIMER, nanos(10));
    assertEquals(nanos(1000), schedule.intervalNanos());
    assertDue(1000, TIMER_LIGHT);
  }

  @Test
  void tenChangesAreLookedAtOnceEachThenOnlyAsTheirBudgetAllows() {
    spent(TIMER, nanos(20)); // a timer every 2 s
    spent(EVENT, nanos(5)); // an event every 500 ms
    for (int i = 0; i < RoundSchedule.BURST; i++) {
      schedule.change();
      assertEquals(ON_EVENT, schedule.begin(at(0)));
    }

    schedule.change();

    assertDue(500, ON_EVENT);
    schedule.change();
    assertDue(1000, ON_EVENT);
  }

  @Test
  void burstIsThereAgainAfterAQuietWhile() {
    for (int i = 0; i < RoundSchedule.BURST; i++) {
      schedule.change();
      assertEquals(ON_EVENT, schedule.begin(at(0)));
    }

    for (int i = 0; i < RoundSchedule.BURST; i++) {
      schedule.change();
      assertEquals(ON_EVENT, schedule.begin(at(60_000)));
    }
    schedule.change();
    assertTrue(schedule.nanosUntilDue(at(60_000)) > 0);
  }

  @Test
  void firstRoundsOfTheTimerRehearseAChangeAtNobodysCost() {
    RoundSchedule fresh = new RoundSchedule(0.01, at(0), 2);
    Due rehearsal = new Due(REHEARSAL, CHANGED);
    assertEquals(ON_REQUEST, fresh.begin(at(0)));
    for (int millis = 250; millis <= 500; millis += 250) {
      assertEquals(0, fresh.nanosUntilDue(at(millis)));
      assertEquals(rehearsal, fresh.begin(at(millis)));
      fresh.spent(rehearsal, nanos(100));
    }

    assertEquals(0, fresh.nanosUntilDue(at(750)));
    assertEquals(TIMER_LIGHT, fresh.begin(at(750)));
  }

  @Test
  void changeThatMustWaitMakesTheNextTimerRoundAFullOne() {
    spent(EVENT, nanos(50)); // an event every 5 s
    for (int i = 0; i <= RoundSchedule.BURST; i++) {
      schedule.change();
      if (i < RoundSchedule.BURST) {
        assertEquals(ON_EVENT, schedule.begin(at(0)));
      }
    }

    assertDue(250, TIMER_CHANGED);
    assertDue(500, TIMER_LIGHT);
  }

  @Test
  void oneRoundCoversAllThatWasAskedForBefore() {
    schedule.change();
    schedule.request();

    assertDue(100, CHANGED_ON_REQUEST);
    assertDue(350, TIMER_LIGHT);
  }

  @Test
  void overBudgetIsWhatTheTimerCostsBeyondATwentiethOfACore() {
    spent(EVENT, nanos(300));
    spent(REQUEST, nanos(300));
    assertEquals(false, schedule.isOverBudget());

    spent(TIMER, nanos(300));

    assertEquals(true, schedule.isOverBudget());
    assertEquals(nanos(6000), schedule.intervalNanos());
  }

  private void spent(Cause cause, long cost) {
    schedule.spent(new Due(cause, FULL), cost);
  }

  @Test
  void loadOnTwoUplinksKeepsTheTimerAtHalfASecondWhileRoundsAreCheap() {
    schedule.load(true);
    schedule.spent(new Due(TIMER, LIGHT), nanos(15)); // a timer every 1.5 s

    assertEquals(nanos(500), schedule.intervalNanos());
    assertDue(500, TIMER_LIGHT);
    schedule.load(false);
    assertEquals(nanos(1500), schedule.intervalNanos());
    assertDue(2000, TIMER_LIGHT);
    schedule.load(true);
    schedule.spent(new Due(TIMER, LIGHT), nanos(19)); // 16 ms in the mean
    assertDue(3600, TIMER_LIGHT);
  }

  @Test
  void suspicionBringsLightRoundsEvery100MillisecondsAndOneInFiveSecondsIsFull() {
    assertDue(250, TIMER_LIGHT);
    schedule.looked(true, at(300), 0);

    for (int time = 350; time < 5000; time += 100) {
      assertDue(time, new Due(SUSPICION, LIGHT));
    }
    assertDue(5050, new Due(SUSPICION, FULL));
    schedule.looked(false, at(5060), 0);
    assertDue(5300, TIMER_LIGHT);
  }

  @Test
  void suspicionThatStaysEndsWithItsTimeAndComesBackAfterThirtySeconds() {
    schedule.looked(true, at(0), 0);
    int rounds = 0;
    for (int time = 10; time <= 35_000; time += 10) {
      schedule.looked(true, at(time), 0);
      if (schedule.nanosUntilDue(at(time)) <= 0 && schedule.begin(at(time)).cause() == SUSPICION) {
        rounds++;
      }
    }

    // 5 s at the begin, and the 5 s after 30 s
    assertTrue(rounds >= 96 && rounds <= 100, "rounds: " + rounds);
  }

  @Test
  void roundsThatAreDearComeNoMoreOftenThanTheyMayTakeAFifthOfACore() {
    schedule.spent(new Due(TIMER, LIGHT), nanos(40));
    schedule.looked(true, at(0), 0);

    assertDue(200, new Due(SUSPICION, LIGHT));
  }

  @Test
  void forFiveSecondsAfterALossRoundsComeFourTimesInASecond() {
    schedule.spent(new Due(TIMER, LIGHT), nanos(20)); // a timer every 2 s
    schedule.loss(at(0));

    for (int time = 250; time < 5000; time += 250) {
      assertDue(time, new Due(LOSS, LIGHT));
    }
    assertDue(6750, new Due(TIMER, FULL));
  }

  @Test
  void whatMakesRoundsComeSoonerIsNotPaidByTheTimer() {
    schedule.spent(new Due(SUSPICION, LIGHT), nanos(40));
    schedule.spent(new Due(LOSS, LIGHT), nanos(40));
    schedule.looked(false, at(0), nanos(2));

    assertEquals(nanos(250), schedule.intervalNanos());
    assertEquals(nanos(82), schedule.cpuNanos());
  }

  /** Exactly then, and not a nanosecond sooner. */
  private void assertDue(int time, Due due) {
    assertTrue(schedule.nanosUntilDue(at(time) - 1) > 0 || due.cause() == REQUEST);
    assertTrue(schedule.nanosUntilDue(at(time)) <= 0);
    assertEquals(due, schedule.begin(at(time)));
  }

  /** The monotonic clock overflows a second after the start. */
  private static long at(int millis) {
    return Long.MAX_VALUE - nanos(1000) + nanos(millis);
  }

  private static long nanos(int millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
