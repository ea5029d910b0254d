package io.github.mptcpexporter.mptcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.TcpState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Times are milliseconds. */
class BusiestConnectionsTest {

  private final BusiestConnections busiest = new BusiestConnections();

  @Test
  void thoseThatMovedMostSinceTheRoundBeforeComeFirst() {
    round(0, Busy.idle(1).sent(1_000_000, 0), Busy.idle(2), Busy.idle(3));

    assertEquals(
        List.of(3L, 2L, 1L),
        round(
            250,
            Busy.idle(1).sent(1_000_010, 0),
            Busy.idle(2).received(20, 0),
            Busy.idle(3).received(15, 15)));
  }

  @Test
  void bytesThatWaitAreDemandFromTheFirstRoundAndMovedOnesForASecond() {
    assertEquals(List.of(2L), round(0, Busy.idle(1), Busy.idle(2).sent(10, 5)));
    assertEquals(List.of(2L, 1L), round(250, Busy.idle(1).sent(1, 0), Busy.idle(2).sent(12, 0)));
    assertEquals(List.of(1L, 2L), round(1249, Busy.idle(1).sent(1, 0), Busy.idle(2).sent(12, 0)));
    assertEquals(List.of(), round(1250, Busy.idle(1).sent(1, 0), Busy.idle(2).sent(12, 0)));
  }

  @Test
  void closingOrphanedAndFallenBackConnectionsAreLeftOut() {
    assertEquals(
        List.of(4L),
        round(
            0,
            Busy.idle(1).sent(9, 9).in(TcpState.FIN_WAIT1),
            Busy.idle(2).sent(9, 9).orphaned(),
            Busy.idle(3).sent(9, 9).fallenBack(),
            Busy.idle(4).sent(9, 9)));
  }

  @Test
  void ofManyTheSixteenBusiestAreTaken() {
    List<Busy> before = new ArrayList<>();
    List<Busy> after = new ArrayList<>();
    for (int token = 1; token <= 500; token++) {
      before.add(Busy.idle(token));
      after.add(Busy.idle(token).sent(token * 37 % 503, 0)); // each another amount
    }
    round(0, before.toArray(new Busy[0]));

    List<Long> expected =
        after.stream()
            .sorted((a, b) -> Long.compare(b.acknowledged(), a.acknowledged()))
            .limit(16)
            .map(Busy::token)
            .toList();
    assertEquals(expected, round(250, after.toArray(new Busy[0])));
  }

  @Test
  void thoseToBeKeptComeFirstWhateverTheyMove() {
    Busy[] busy =
        LongStream.rangeClosed(1, 20)
            .mapToObj(token -> Busy.idle(token).sent(10, 5))
            .toArray(Busy[]::new);
    List<Long> found = tokens(busiest.of(Busy.round(busy), Set.of(20L)::contains, at(0)));

    assertEquals(20L, found.get(0));
    assertEquals(16, found.size());
    assertEquals(
        List.of(), tokens(busiest.of(Busy.round(Busy.idle(1)), Set.of(20L)::contains, at(250))));
  }

  private List<Long> round(int time, Busy... connections) {
    return tokens(busiest.of(Busy.round(connections), token -> false, at(time)));
  }

  private static List<Long> tokens(List<MptcpConnection> connections) {
    return connections.stream().map(each -> each.token().orElseThrow()).toList();
  }

  private static long at(int millis) {
    return Long.MAX_VALUE + Duration.ofMillis(millis).toNanos();
  }
}
