package io.github.mptcpexporter.mptcp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.ConnectionWatched;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Times are milliseconds. */
class ProgressWatchTest {

  private static final long SEQUENCE = Long.MAX_VALUE - 10; // wraps soon

  private final ProgressWatch standstill = new ProgressWatch(1);

  @Test
  void unacknowledgedBytesThatStayForThatLongAreSuspicious() {
    assertFalse(sends(0, 100, 0));
    assertFalse(sends(149, 200, 0));
    assertTrue(sends(150, 200, 0));
    assertTrue(sends(900, 200, 0));
    assertFalse(sends(950, 200, 1));
    assertFalse(sends(1099, 200, 1));
    assertTrue(sends(1100, 200, 1));
  }

  @Test
  void connectionThatHadNothingToSendIsGivenItsTime() {
    assertFalse(sends(0, 0, 0));
    assertFalse(sends(5000, 0, 0));
    assertFalse(sends(5050, 10, 0));
    assertFalse(sends(5199, 10, 0));
    assertTrue(sends(5200, 10, 0));
  }

  @Test
  void receiveQueueThatGrowsWhileNothingIsReceivedInOrderIsAHole() {
    assertFalse(receives(0, 0, 500));
    assertFalse(receives(149, 0, 600));
    assertTrue(receives(150, 0, 600));
    assertFalse(receives(200, 1, 600));
  }

  @Test
  void applicationThatReadsWhileTheQueueGrowsDoesNotHideTheHole() {
    assertFalse(receives(0, 0, 5000));
    assertFalse(receives(50, 0, 100));
    assertTrue(receives(150, 0, 200));
  }

  @Test
  void silenceAndAnApplicationThatDoesNotReadAreNoHole() {
    assertFalse(receives(0, 0, 500));
    assertFalse(receives(5000, 0, 500));
    assertFalse(receives(6000, 0, 400));
  }

  private boolean sends(int time, int written, int acknowledged) {
    return look(time, written, acknowledged, 0, 0);
  }

  private boolean receives(int time, int received, int queued) {
    return look(time, 0, 0, received, queued);
  }

  private boolean look(int time, int written, int acknowledged, int received, int queued) {
    ConnectionWatched watched =
        new ConnectionWatched(
            1,
            SEQUENCE + written,
            SEQUENCE + acknowledged,
            SEQUENCE + received,
            queued,
            0,
            OptionalLong.empty());
    return standstill.look(watched, Long.MAX_VALUE + Duration.ofMillis(time).toNanos());
  }
}
