package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.connection;
import static io.github.mptcpexporter.tracker.Router.device;
import static io.github.mptcpexporter.tracker.Router.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MptcpEvent.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the last words of a socket add. */
class FinalCounterTest {

  private static final Link WAN1 = device(2, "wan1", "198.51.100.10");
  private static final Link WAN2 = device(3, "wan2", "203.0.113.20");
  private static final Flow ONE = Flow.of(11, "198.51.100.10");
  private static final Flow TWO = Flow.of(12, "203.0.113.20");

  /** A router whose first dump has no connection. */
  private static Router started() {
    Router router =
        new Router()
            .links(WAN1, WAN2)
            .endpoints(
                endpoint(1, "198.51.100.10", Endpoint.Flag.SUBFLOW),
                endpoint(2, "203.0.113.20", Endpoint.Flag.SUBFLOW, Endpoint.Flag.BACKUP))
            .connections();
    router.round();
    return router;
  }

  private static SubflowTotals totals(View view) {
    return view.state(CounterAccumulator.class).orElseThrow().totals();
  }

  private static SubflowTotals.Interface of(View view, String name) {
    return totals(view).of(name).orElseThrow();
  }

  private static SubflowTotals.Bytes bytes(long transmit, long receive) {
    return new SubflowTotals.Bytes(transmit, receive);
  }

  private static long closed(View view, String name) {
    return of(view, name).closed().values().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void aFinalAddsWhatCameAfterTheLastDump() {
    Router router = started().connections(connection(1, ONE.moved(700, 300)));
    router.round();

    View view = router.connections().hears(ONE.moved(900, 301).last()).round();

    assertEquals(bytes(900, 301), of(view, "wan1").normal());
    assertEquals(0, totals(view).finalsZeroed());
    assertEquals(1, of(view, "wan1").closed().get("normal"));
  }

  @Test
  void aFinalThatOvertakesTheDumpCountsOnce() {
    Router router = started();
    Flow last = ONE.moved(900, 301);

    router.connections(connection(1, ONE.moved(700, 300))).hears(last.last()).round();
    View view = router.connections().hears(last.last()).round();

    assertEquals(bytes(900, 301), of(view, "wan1").normal());
    assertEquals(1, of(view, "wan1").opened());
    assertEquals(1, closed(view, "wan1"));
  }

  @Test
  void aSecondFinalOfTheSameSocketAddsNothing() {
    Router router = started().connections(connection(1, ONE.moved(700, 300)));
    router.round();

    Flow last = ONE.moved(900, 301);
    View view = router.connections().hears(last.last(), last.last(), ONE.cleared()).round();

    assertEquals(bytes(900, 301), of(view, "wan1").normal());
    assertEquals(0, totals(view).finalsZeroed());
  }

  @Test
  void aFinalOfTheFirstRoundAddsToTheBaseline() {
    View view =
        new Router()
            .links(WAN1)
            .connections(connection(1, ONE.moved(1_000, 2_000)))
            .hears(ONE.moved(1_040, 2_001).last())
            .round();

    assertEquals(bytes(40, 1), of(view, "wan1").normal());
  }

  @Test
  void aFinalBelowTheLastValueNeitherLowersNorAdds() {
    Router router = started().connections(connection(1, ONE.moved(700, 300)));
    router.round();

    View view = router.connections().hears(ONE.moved(650, 350).last()).round();

    assertEquals(bytes(700, 350), of(view, "wan1").normal());
  }

  @Test
  void aClearedFinalKeepsTheLastValueAndIsCounted() {
    Router router = started().connections(connection(1, ONE.moved(700, 300)));
    router.round();

    View view = router.connections().hears(ONE.cleared()).round();

    assertEquals(bytes(700, 300), of(view, "wan1").normal());
    assertEquals(1, totals(view).finalsZeroed());
    assertEquals(
        1, router.samples(CounterAccumulator.class).get("mptcp_subflow_finals_zeroed_total"));
  }

  @Test
  void plainTcpNeverCounts() {
    View view =
        started()
            .hears(ONE.moved(5_000, 6_000).last(), TWO.cleared(), Flow.of(13, "192.0.2.1").last())
            .round();

    assertEquals(bytes(0, 0), of(view, "wan1").normal());
    assertEquals(0, totals(view).finalsZeroed());
    assertFalse(totals(view).interfaces().containsKey("unknown"));
  }

  @Test
  void aSubflowBetweenTwoDumpsCountsInFullIfItWasAnnounced() {
    for (Kind kind : List.of(Kind.CREATED, Kind.ESTABLISHED, Kind.SUB_ESTABLISHED)) {
      View view = started().hears(ONE.event(kind, 1), ONE.moved(500, 40).last()).round();

      assertEquals(bytes(500, 40), of(view, "wan1").normal(), kind.name());
      assertEquals(1, of(view, "wan1").opened());
      assertEquals(1, of(view, "wan1").closed().get("normal"));
    }
  }

  @Test
  void thePriorityOfASubflowBetweenTwoDumpsIsThatOfItsEndpoint() {
    View view =
        started().hears(TWO.event(Kind.SUB_ESTABLISHED, 1), TWO.moved(500, 40).last()).round();

    assertEquals(bytes(500, 40), of(view, "wan2").backup());
    assertEquals(bytes(0, 0), of(view, "wan2").normal());
  }

  @Test
  void aFinalThatComesARoundAfterItsAnnouncementCounts() {
    Router router = started();
    router.hears(ONE.event(Kind.CREATED, 1)).round();

    View view = router.hears(ONE.moved(500, 40).last()).round();

    assertEquals(bytes(500, 40), of(view, "wan1").normal());
  }

  @Test
  void anAnnouncedSubflowIsForgottenWhenItsConnectionIsLongGone() {
    Router router = started();
    router.hears(ONE.event(Kind.CREATED, 1)).round();
    router.round(Duration.ofSeconds(1));
    View over = router.round(Duration.ofSeconds(3));
    assertEquals(1, of(over, "wan1").opened());
    assertEquals(1, of(over, "wan1").closed().get("normal"));

    View view = router.hears(ONE.moved(500, 40).last()).round();

    assertEquals(bytes(0, 0), of(view, "wan1").normal(), "plain TCP may use the ports again");
    assertEquals(1, of(view, "wan1").opened());
  }

  @Test
  void aFirstSubflowThatEndedUnseenKeepsItsClaimAsLongAsItsConnection() {
    Router router = started();
    router.hears(ONE.event(Kind.CREATED, 1), ONE.closed(1, 0));
    router.connections(connection(1, TWO)).round();
    router.round();
    View ended = router.round(Duration.ofMinutes(10));
    assertEquals(1, of(ended, "wan1").opened());
    assertEquals(1, closed(ended, "wan1"));

    View view = router.connections().hears(ONE.moved(500, 40).last()).round();

    assertEquals(bytes(500, 40), of(view, "wan1").normal());
    assertEquals(1, of(view, "wan1").opened());
    assertEquals(1, closed(view, "wan1"));
  }

  @Test
  void anAnnouncementThatComesAfterTheDumpShowedTheSubflowCountsNothingTwice() {
    Router router = started().connections(connection(1, ONE.moved(5, 5)));
    router.round();
    router.hears(ONE.event(Kind.SUB_ESTABLISHED, 1)).round();

    router
        .connections()
        .hears(ONE.event(Kind.ESTABLISHED, 1), ONE.moved(6, 6).last(), ONE.last())
        .round();
    router.round();
    View view = router.round(Duration.ofMinutes(5));

    assertEquals(bytes(6, 6), of(view, "wan1").normal());
    assertEquals(1, of(view, "wan1").opened());
    assertEquals(1, closed(view, "wan1"));
  }

  @Test
  void aSubflowThatLeftWithoutFinalWaitsForItUntilItsConnectionHasEndedFor60Seconds() {
    Router router = started().connections(connection(1, ONE.moved(10, 0), TWO));
    router.round();
    router.connections(connection(1, TWO)).round(Duration.ofMinutes(30));
    router.connections().round(Duration.ofSeconds(1));

    View inTime = router.hears(ONE.moved(15, 0).last()).round(Duration.ofSeconds(60));
    assertEquals(bytes(15, 0), of(inTime, "wan1").normal());

    Router late = started().connections(connection(1, ONE.moved(10, 0)));
    late.round();
    late.connections().round();
    late.round(Duration.ofSeconds(61));
    View view = late.hears(ONE.moved(15, 0).last()).round();
    assertEquals(bytes(10, 0), of(view, "wan1").normal());
  }

  @Test
  void aFinalInARoundWithoutADumpCounts() {
    Router router = started().connections(connection(1, ONE.moved(10, 0)));
    router.round();

    router.failing("connections", new IOException("no")).hears(ONE.moved(11, 0).last()).round();
    View view = router.connections().round();

    assertEquals(bytes(11, 0), of(view, "wan1").normal());
    assertEquals(1, closed(view, "wan1"));
  }
}
