package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.connection;
import static io.github.mptcpexporter.tracker.Router.device;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MptcpEvent.Kind;
import io.github.mptcpexporter.model.TcpState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Why subflows end, and that each end counts once. */
class SubflowEndTest {

  private static final Link WAN1 = device(2, "wan1", "198.51.100.10");
  private static final Link DOWN = device(2, "wan1", 0, Link.OperState.DOWN, "198.51.100.10");
  private static final Flow ONE = Flow.of(11, "198.51.100.10");
  private static final Flow TWO = Flow.of(12, "203.0.113.20");

  private static Router open() {
    Router router = new Router().links(WAN1, device(3, "wan2", "203.0.113.20")).connections();
    router.round();
    router.connections(connection(1, ONE, TWO)).round();
    return router;
  }

  /** Ends by reason, without those that are zero. */
  private static Map<String, Long> ends(View view) {
    Map<String, Long> ends =
        new LinkedHashMap<>(
            view.state(CounterAccumulator.class)
                .orElseThrow()
                .totals()
                .of("wan1")
                .orElseThrow()
                .closed());
    ends.values().removeIf(count -> count == 0);
    return ends;
  }

  @Test
  void theErrorOfTheEventIsTheReason() {
    Map<Integer, String> reasons =
        Map.of(
            0, "normal",
            104, "reset",
            103, "reset",
            110, "timeout",
            111, "refused",
            101, "unreachable",
            113, "unreachable",
            100, "interface_down",
            5, "unknown");

    reasons.forEach(
        (error, reason) ->
            assertEquals(
                Map.of(reason, 1L),
                ends(
                    open()
                        .connections(connection(1, TWO))
                        .hears(ONE.closed(1, error), ONE.last())
                        .round()),
                "errno " + error));
  }

  @Test
  void aResetReasonOfThePeerIsAReset() {
    View view =
        open()
            .connections(connection(1, TWO))
            .hears(ONE.event(Kind.SUB_CLOSED, 1, OptionalInt.empty(), OptionalInt.of(1)))
            .round();

    assertEquals(Map.of("reset", 1L), ends(view));
  }

  @Test
  void aLinkThatIsDownExplainsATimeoutButNotAResetThatCameIn() {
    Map<Integer, String> reasons =
        Map.of(0, "interface_down", 110, "interface_down", 113, "interface_down", 104, "reset");

    reasons.forEach(
        (error, reason) ->
            assertEquals(
                Map.of(reason, 1L),
                ends(
                    open()
                        .links(DOWN)
                        .connections(connection(1, TWO))
                        .hears(ONE.closed(1, error))
                        .round()),
                "errno " + error));
  }

  @Test
  void theEndOfASubflowWithItsConnectionIsNormal() {
    assertEquals(Map.of("normal", 1L), ends(open().connections().round()));
    assertEquals(
        Map.of("normal", 1L),
        ends(open().connections(connection(1, TcpState.FIN_WAIT2, Map.of(), TWO)).round()));
  }

  @Test
  void anEndThatNobodyExplainsWaitsARoundForItsReason() {
    Router router = open().connections(connection(1, TWO));
    assertEquals(Map.of(), ends(router.round()));
    assertEquals(Map.of("timeout", 1L), ends(router.hears(ONE.closed(1, 110)).round()));
    assertEquals(Map.of("timeout", 1L), ends(router.hears(ONE.last()).round()));

    Router silent = open().connections(connection(1, TWO));
    silent.hears(ONE.last()).round();
    assertEquals(Map.of("unknown", 1L), ends(silent.round()));
    assertEquals(Map.of("unknown", 1L), ends(silent.round()));
  }

  @Test
  void withoutEventsNothingIsWaitedFor() {
    View view = open().listening().connections(connection(1, TWO)).round();

    assertEquals(Map.of("unknown", 1L), ends(view));
  }

  @Test
  void aSubflowThatLingersAfterItWasClosedKeepsItsReason() {
    Router router = open();
    router
        .connections(connection(1, ONE.in(TcpState.FIN_WAIT1), TWO))
        .hears(ONE.closed(1, 104))
        .round();
    router.round();

    View view = router.connections(connection(1, TWO)).hears(ONE.last()).round();

    assertEquals(Map.of("reset", 1L), ends(view));
  }

  @Test
  void aJoinThatIsRejectedBetweenTwoDumpsIsOpenedAndClosedOnce() {
    Flow join = Flow.of(13, "198.51.100.10");
    Router router = open();
    router.hears(join.event(Kind.SUB_ESTABLISHED, 1), join.closed(1, 0)).round();
    router.round();
    View view = router.hears(join.last()).round();

    SubflowTotals.Interface wan1 =
        view.state(CounterAccumulator.class).orElseThrow().totals().of("wan1").orElseThrow();
    assertEquals(2, wan1.opened());
    assertEquals(Map.of("normal", 1L), ends(view));
  }
}
