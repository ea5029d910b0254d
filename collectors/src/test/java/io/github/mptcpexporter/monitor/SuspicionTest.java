package io.github.mptcpexporter.monitor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Times are milliseconds. */
class SuspicionTest {

  private final Suspicion suspicion = new Suspicion();

  @Test
  void lastsAsLongAsSomethingLooksWrongButFiveSecondsAtMost() {
    assertFalse(tell(false, 0));
    assertTrue(tell(true, 100));
    assertFalse(tell(false, 200));
    assertTrue(tell(true, 300));
    assertTrue(tell(true, 5099));
    assertFalse(tell(true, 5100));
  }

  @Test
  void comesBackWhenThingsHaveLookedRightForTenSeconds() {
    tell(true, 0);
    tell(true, 5000);
    assertFalse(tell(true, 6000));
    tell(false, 6050);
    assertFalse(tell(true, 15_999));
    tell(false, 16_050);

    assertTrue(tell(true, 25_999));
  }

  @Test
  void comesBackAfterThirtySecondsThoughThingsNeverLookedRight() {
    for (int time = 0; time < 65_000; time += 50) {
      boolean active = time % 30_000 < 5000;
      assertTrue(tell(true, time) == active, "at " + time);
    }
  }

  private boolean tell(boolean wrong, int time) {
    long now = Long.MAX_VALUE + Duration.ofMillis(time).toNanos();
    suspicion.tell(wrong, now);
    return suspicion.isActive(now);
  }
}
