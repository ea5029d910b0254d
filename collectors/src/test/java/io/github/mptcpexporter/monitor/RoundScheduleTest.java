package io.github.mptcpexporter.monitor;

import static io.github.mptcpexporter.collector.Sampler.Depth.FULL;
import static io.github.mptcpexporter.collector.Sampler.Depth.LIGHT;
import static io.github.mptcpexporter.monitor.RoundSchedule.Cause.EVENT;
import static io.github.mptcpexporter.monitor.RoundSchedule.Cause.REQUEST;
import static io.github.mptcpexporter.monitor.RoundSchedule.Cause.TIMER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.monitor.RoundSchedule.Due;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Times are milliseconds. */
class RoundScheduleTest {

  private static final Due TIMER_LIGHT = new Due(TIMER, LIGHT);
  private static final Due TIMER_FULL = new Due(TIMER, FULL);
  private static final Due ON_EVENT = new Due(EVENT, FULL);
  private static final Due ON_REQUEST = new Due(REQUEST, FULL);

  private final RoundSchedule schedule = new RoundSchedule(0.01, at(0));

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
    schedule.spent(REQUEST, nanos(40));
    schedule.spent(EVENT, nanos(40));
    assertEquals(nanos(250), schedule.intervalNanos());

    schedule.spent(TIMER, nanos(10));
    assertEquals(nanos(1000), schedule.intervalNanos());
    assertDue(1000, TIMER_LIGHT);
  }

  @Test
  void tenChangesAreLookedAtOnceEachThenOnlyAsTheirBudgetAllows() {
    schedule.spent(TIMER, nanos(20)); // a timer every 2 s
    schedule.spent(EVENT, nanos(5)); // an event every 500 ms
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
  void changeThatMustWaitMakesTheNextTimerRoundAFullOne() {
    schedule.spent(EVENT, nanos(50)); // an event every 5 s
    for (int i = 0; i <= RoundSchedule.BURST; i++) {
      schedule.change();
      if (i < RoundSchedule.BURST) {
        assertEquals(ON_EVENT, schedule.begin(at(0)));
      }
    }

    assertDue(250, TIMER_FULL);
    assertDue(500, TIMER_LIGHT);
  }

  @Test
  void oneRoundCoversAllThatWasAskedForBefore() {
    schedule.change();
    schedule.request();

    assertDue(100, ON_REQUEST);
    assertDue(350, TIMER_LIGHT);
  }

  @Test
  void overBudgetIsWhatTheTimerCostsBeyondATwentiethOfACore() {
    schedule.spent(EVENT, nanos(300));
    schedule.spent(REQUEST, nanos(300));
    assertEquals(false, schedule.isOverBudget());

    schedule.spent(TIMER, nanos(300));

    assertEquals(true, schedule.isOverBudget());
    assertEquals(nanos(6000), schedule.intervalNanos());
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
