package io.github.mptcpexporter.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.ConnectionWatched;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConnectionTraceTest {

  private static final long MILLI = 1_000_000;

  /** A look at a connection that has something to send, and has received so far. */
  private static ConnectionWatched look(long acknowledged, long received, long queue) {
    return new ConnectionWatched(
        7, 1_000_000, acknowledged, received, queue, 100, OptionalLong.empty());
  }

  private static ConnectionTrace fold(long everyMillis, ConnectionWatched... looks) {
    ConnectionTrace trace = ConnectionTrace.first(looks[0], 0);
    for (int i = 1; i < looks.length; i++) {
      trace = trace.next(looks[i], i * everyMillis * MILLI);
    }
    return trace;
  }

  @Test
  void sendingStandsStillFromItsLastMoveToItsNext() {
    ConnectionTrace trace =
        fold(50, look(1, 1, 0), look(2, 1, 0), look(2, 1, 0), look(2, 1, 0), look(9, 1, 0));

    assertEquals(List.of(new Standstill(false, 50 * MILLI, 200 * MILLI, false)), trace.ended());
  }

  @Test
  void twoLooksFarApartProveNothing() {
    assertEquals(List.of(), fold(500, look(1, 1, 0), look(2, 1, 0), look(3, 1, 0)).ended());
  }

  @Test
  void nothingToSendIsNoStandstill() {
    ConnectionTrace trace =
        fold(
            50,
            look(1_000_000, 1, 0),
            look(1_000_000, 1, 0),
            look(1_000_000, 1, 0),
            look(1_000_000, 1, 0));

    assertEquals(List.of(), trace.ended());
    assertEquals(List.of(), trace.open());
  }

  @Test
  void bytesBehindAMissingOneAreAHole() {
    ConnectionTrace trace =
        fold(50, look(1_000_000, 5, 0), look(1_000_000, 5, 700), look(1_000_000, 5, 900));

    assertEquals(List.of(new Standstill(true, 0, 100 * MILLI, true)), trace.open());
  }

  @Test
  void theLongestOfThoseThatBelongToALossCounts() {
    ConnectionTrace trace =
        fold(
            100,
            look(1, 1, 0),
            look(1, 1, 0),
            look(2, 1, 0), // 200 ms, over at 200
            look(2, 1, 0),
            look(2, 1, 0),
            look(2, 1, 0),
            look(3, 1, 0), // 400 ms, over at 600
            look(3, 1, 0),
            look(3, 1, 0),
            look(4, 1, 0)); // 300 ms, over at 900

    Optional<Standstill> longest = trace.longest(100 * MILLI, 700 * MILLI, 300 * MILLI);

    assertTrue(longest.isPresent());
    assertEquals(400 * MILLI, longest.get().nanos());
  }
}
