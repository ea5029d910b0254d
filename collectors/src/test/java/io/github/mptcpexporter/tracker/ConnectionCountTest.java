package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.connection;
import static io.github.mptcpexporter.tracker.Router.device;
import static io.github.mptcpexporter.tracker.Router.row;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpEvent.Kind;
import io.github.mptcpexporter.model.TcpState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConnectionCountTest {

  private static final Flow ONE = Flow.of(11, "198.51.100.10");

  private static Router started() {
    Router router = new Router().links(device(2, "wan1", "198.51.100.10")).connections();
    router.round();
    return router;
  }

  /** Opened and closed so far. */
  private static List<Long> counts(View view) {
    SubflowTotals totals = view.state(CounterAccumulator.class).orElseThrow().totals();
    return List.of(totals.connectionsOpened(), totals.connectionsClosed());
  }

  @Test
  void connectionsCountWhenTheyAppearInADumpAndWhenTheyLeaveIt() {
    Router router = started();
    assertEquals(List.of(1L, 0L), counts(router.connections(connection(1, ONE)).round()));
    assertEquals(
        List.of(1L, 0L),
        counts(
            router
                .hears(Kind.CLOSED, 1)
                .connections(connection(1, TcpState.FIN_WAIT2, Map.of()))
                .round()),
        "it lingers for up to a minute");
    assertEquals(List.of(1L, 1L), counts(router.connections().round()));
    assertEquals(List.of(1L, 1L), counts(router.round(Duration.ofMinutes(2))));
  }

  @Test
  void thoseOfTheFirstDumpWereNotOpenedButClose() {
    Router router = new Router().connections(connection(1), connection(2));
    assertEquals(List.of(0L, 0L), counts(router.round()));
    assertEquals(List.of(0L, 1L), counts(router.connections(connection(2)).round()));
  }

  @Test
  void aConnectionBetweenTwoDumpsIsOpenedByItsEventAndClosedWhenNoDumpShowsIt() {
    Router router = started();
    View view = router.hears(ONE.event(Kind.CREATED, 5)).hears(Kind.CLOSED, 5).round();
    assertEquals(List.of(1L, 0L), counts(view));
    assertEquals(List.of(1L, 1L), counts(router.round()));
    assertEquals(List.of(1L, 1L), counts(router.round()));
  }

  @Test
  void aConnectionYoungerThanTheDumpCountsOnce() {
    Router router = started();
    assertEquals(List.of(1L, 0L), counts(router.hears(ONE.event(Kind.CREATED, 5)).round()));
    assertEquals(List.of(1L, 0L), counts(router.connections(connection(5, ONE)).round()));
    assertEquals(List.of(1L, 1L), counts(router.connections().round()));
  }

  @Test
  void anEventThatComesAfterTheDumpShowedTheConnectionCountsNothing() {
    Router router = started().connections(connection(5, ONE));
    router.round();
    assertEquals(List.of(1L, 0L), counts(router.hears(ONE.event(Kind.CREATED, 5)).round()));
    router.connections().round();
    assertEquals(List.of(1L, 1L), counts(router.hears(Kind.CLOSED, 5).round()));
    assertEquals(List.of(1L, 1L), counts(router.round()));
  }

  @Test
  void aShortFallbackOfWhichOnlyTheEndIsToldCounts() {
    Router router = started();
    router.hears(Kind.CLOSED, 6).round();
    assertEquals(List.of(1L, 1L), counts(router.round()));
  }

  @Test
  void anEndToldBeforeTheFirstDumpIsNotOurs() {
    Router router = new Router().connections().hears(Kind.CLOSED, 6);
    router.round();
    assertEquals(List.of(0L, 0L), counts(router.round()));
  }

  @Test
  void aConnectionThatOneDumpLacksCountsOnce() {
    Router router = started().connections(connection(1, ONE));
    router.round();
    router.connections().round();
    router.connections(connection(1, ONE)).round();
    assertEquals(List.of(1L, 1L), counts(router.round()));
    assertEquals(List.of(1L, 1L), counts(router.connections().round()));
  }

  @Test
  void withoutCookieTheTokenNamesAConnectionAndWithoutTokenItsAddresses() {
    Router router = new Router().listening().files();
    router.round();
    MptcpConnection hidden = row(7, ONE);
    MptcpConnection seen = withToken(row(7, Flow.of(12, "198.51.100.10")), 9);
    assertEquals(List.of(2L, 0L), counts(router.files(hidden, seen).round()));
    assertEquals(List.of(2L, 0L), counts(router.files(row(0, ONE), seen).round()));
    assertEquals(List.of(2L, 1L), counts(router.files(row(0, ONE)).round()));
    assertEquals(List.of(2L, 2L), counts(router.files().round()));
    assertEquals(List.of(3L, 2L), counts(router.files(hidden).round()));
  }

  private static MptcpConnection withToken(MptcpConnection row, long token) {
    return new MptcpConnection(
        OptionalLong.of(token),
        row.cookie(),
        row.addresses(),
        row.state(),
        row.inode(),
        row.userId(),
        row.receiveQueueBytes(),
        row.transmitQueueBytes(),
        row.subflowCount(),
        row.info(),
        row.subflows());
  }
}
