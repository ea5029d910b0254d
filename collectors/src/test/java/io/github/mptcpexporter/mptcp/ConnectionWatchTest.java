package io.github.mptcpexporter.mptcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.LogLines;
import io.github.mptcpexporter.model.ConnectionWatched;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.TcpState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Times are milliseconds. */
class ConnectionWatchTest {

  private final OneByOne kernel = new OneByOne();
  private final EventQueue queue = new EventQueue(1000);
  private final ConnectionWatch watch = new ConnectionWatch(kernel, queue);

  @Test
  void nothingIsAskedForWithoutDemand() {
    round(0, Busy.idle(1));

    assertEquals(Long.MAX_VALUE, watch.nanosUntilLook(at(60_000)));
    assertEquals(0, kernel.requests());
  }

  @Test
  void otherKernelsConnectionsAreNotWatched() {
    MptcpSockets files =
        new MptcpSockets(
            DataSource.PROC_MPTCP, List.of(Busy.idle(1).sent(9, 9).connection()), List.of());

    assertEquals(List.of(), watch.round(Optional.of(files), at(0)));
    assertEquals(List.of(), watch.round(Optional.empty(), at(0)));
  }

  @Test
  void busyConnectionsAreLookedAtEvery50MillisecondsAndWhatIsSeenIsQueued() {
    round(0, Busy.idle(1).sent(90, 20), Busy.idle(2));
    assertEquals(nanos(50), watch.nanosUntilLook(at(0)));

    kernel.has(Busy.idle(1).sent(100, 15).received(7, 3));
    assertFalse(watch.look(at(50)));

    assertEquals(1, kernel.requests());
    assertEquals(nanos(50), watch.nanosUntilLook(at(50)));
    ConnectionWatched seen = seen().get(0);
    assertEquals(1, seen.token());
    assertEquals(15, seen.writeSequence() - seen.acknowledged());
    assertEquals(3, seen.receiveQueueBytes());
    assertTrue(seen.lastDataReceivedMillis().isEmpty());
  }

  @Test
  void roundsDoNotPutOffALookNorForgetAStandstill() {
    Busy stuck = Busy.idle(1).sent(90, 20);
    round(0, stuck);
    kernel.has(stuck);
    assertFalse(watch.look(at(50)));
    round(90, stuck);
    assertEquals(nanos(10), watch.nanosUntilLook(at(90)));
    assertFalse(watch.look(at(100)));
    round(150, stuck);

    assertTrue(watch.look(at(200)));
  }

  @Test
  void connectionThatIsGoneOrClosedIsWatchedNoLonger() {
    round(0, Busy.idle(1).sent(9, 9), Busy.idle(2).sent(9, 9), Busy.idle(3).sent(9, 9));
    kernel.has(Busy.idle(1).sent(9, 9).in(TcpState.CLOSE_WAIT), Busy.idle(3).sent(9, 9));
    watch.look(at(50));
    assertEquals(3, kernel.requests());

    watch.look(at(100));

    assertEquals(4, kernel.requests());
    assertEquals(List.of(3L, 3L), seen().stream().map(ConnectionWatched::token).toList());
  }

  @Test
  void errorEndsTheWatchUntilTheNextRoundAndIsSaidOnce() {
    try (LogLines log = new LogLines(ConnectionWatch.class)) {
      for (int time = 0; time < 1000; time += 250) {
        round(time, Busy.idle(1).sent(9, 9), Busy.idle(2).sent(9, 9));
        kernel.fails();
        assertFalse(watch.look(at(time + 50)));
        assertEquals(Long.MAX_VALUE, watch.nanosUntilLook(at(time + 100)));
      }

      assertEquals(4, kernel.requests());
      assertEquals(
          List.of(
              "WARNING busy connections can not be watched between two rounds: netlink"
                  + " SOCK_DIAG_BY_FAMILY mptcp: EPERM (Operation not permitted); how long nothing"
                  + " moves is not known"),
          log.take());
    }
  }

  @Test
  void afterALossTheSameOnesAreLookedAtEvery20MillisecondsForFiveSeconds() {
    Busy stuck = Busy.idle(99).sent(10, 0);
    round(0, stuck.sent(10, 5));
    watch.loss(at(0));
    Busy[] others = new Busy[17];
    others[16] = stuck;
    kernel.has(stuck);
    for (int time = 0; time < 5000; time += 20) {
      assertEquals(nanos(20), watch.nanosUntilLook(at(time)), "at " + time);
      watch.look(at(time + 20));
      if (time % 500 == 0) {
        for (int i = 0; i < 16; i++) {
          others[i] = Busy.idle(i).sent(1000 + time, 5);
        }
        assertTrue(round(time + 20, others).contains(99L), "at " + time);
        kernel.has(others);
      }
    }

    assertFalse(round(5100, others).contains(99L));
    assertEquals(nanos(50), watch.nanosUntilLook(at(5000)));
  }

  private List<Long> round(int time, Busy... connections) {
    return watch.round(Optional.of(Busy.round(connections)), at(time)).stream()
        .map(each -> each.token().orElseThrow())
        .toList();
  }

  private List<ConnectionWatched> seen() {
    return queue.drain().events().stream().map(each -> (ConnectionWatched) each.event()).toList();
  }

  private static long at(int millis) {
    return Long.MAX_VALUE + nanos(millis);
  }

  private static long nanos(int millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
