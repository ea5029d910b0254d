package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.connection;
import static io.github.mptcpexporter.tracker.Router.device;
import static io.github.mptcpexporter.tracker.Router.endpoint;
import static io.github.mptcpexporter.tracker.Router.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.EventsLost;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.TcpInfo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CounterAccumulatorTest {

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
  void theFirstDumpOnlySetsTheBaseline() {
    Router router = new Router().links(WAN1).connections(connection(1, ONE.moved(1_000, 2_000)));
    assertEquals(bytes(0, 0), of(router.round(), "wan1").normal());

    View view = router.connections(connection(1, ONE.moved(1_100, 2_005))).round();

    assertEquals(bytes(100, 5), of(view, "wan1").normal());
    assertEquals(0, of(view, "wan1").opened());
    assertEquals(0, totals(view).connectionsOpened());
  }

  @Test
  void aLaterSubflowCountsInFull() {
    View view = started().connections(connection(1, ONE.moved(700, 300))).round();

    assertEquals(bytes(700, 300), of(view, "wan1").normal());
    assertEquals(1, of(view, "wan1").opened());
    assertEquals(1, totals(view).connectionsOpened());
  }

  @Test
  void aSubflowThatOneDumpLacksIsTheSameInTheNext() {
    Router router = started().connections(connection(1, ONE.moved(10, 0)));
    router.round();
    router.connections(connection(1)).round();
    router.round();

    View view = router.connections(connection(1, ONE.moved(25, 0))).round();
    assertEquals(bytes(25, 0), of(view, "wan1").normal());
    assertEquals(1, of(view, "wan1").opened());

    View end = router.connections().hears(ONE.moved(26, 0).last()).round();
    assertEquals(bytes(26, 0), of(end, "wan1").normal());
    assertEquals(1, closed(end, "wan1"));
  }

  @Test
  void aSubflowThatADumpShowsTwiceCountsOnce() {
    Flow flow = ONE.moved(10, 0);
    View view =
        started()
            .sockets(
                DataSource.SOCK_DIAG,
                List.of(connection(1, flow, flow), connection(1, flow)),
                List.of(flow.subflow(1)))
            .round();

    assertEquals(bytes(10, 0), of(view, "wan1").normal());
    assertEquals(1, of(view, "wan1").opened());
    assertEquals(1, totals(view).connectionsOpened());
  }

  @Test
  void whatMovesAfterAChangeOfPriorityCountsForTheNewOne() {
    Router router = started().connections(connection(1, ONE.moved(100, 10)));
    router.round();
    router.connections(connection(1, ONE.asBackup(true).moved(150, 20))).round();

    View view = router.connections().hears(ONE.moved(155, 21).last()).round();

    assertEquals(bytes(100, 10), of(view, "wan1").normal());
    assertEquals(bytes(55, 11), of(view, "wan1").backup());
  }

  @Test
  void retransmittedBytesAreAddedUpToo() {
    Flow flow = ONE.with(TcpInfo.Field.BYTES_RETRANS, 7);
    Router router = started().connections(connection(1, flow));
    router.round();

    View view = router.connections().hears(ONE.with(TcpInfo.Field.BYTES_RETRANS, 9).last()).round();

    assertEquals(9, of(view, "wan1").retransmitBytes());
  }

  @Test
  void onlyProvenSubflowsThatFitNoInterfaceAreUnknown() {
    Flow flow = Flow.of(14, "192.0.2.77").moved(3, 4);

    View view = started().connections(connection(1, flow)).round();

    assertEquals(bytes(3, 4), of(view, "unknown").normal());
  }

  @Test
  void aSubflowStaysWithItsInterfaceWhenItsAddressIsNowhere() {
    Router router = started().connections(connection(1, TWO.moved(10, 0)));
    router.round();

    View view = router.links(WAN1).connections(connection(1, TWO.moved(30, 0))).round();
    assertEquals(bytes(30, 0), of(view, "wan2").normal());

    View end = router.connections().hears(TWO.moved(31, 0).last()).round();
    assertEquals(bytes(31, 0), of(end, "wan2").normal());
    assertEquals(1, of(end, "wan2").closed().get("interface_down"));
    assertFalse(totals(end).interfaces().containsKey("unknown"));
  }

  @Test
  void aRoundWithoutADumpForgetsNothing() {
    Router router = started().connections(connection(1, ONE.moved(10, 0)));
    router.round();
    router.failing("connections", new IOException("interrupted")).round();
    View failed = router.hears(TWO.moved(9, 9).last()).round();
    assertEquals(0, closed(failed, "wan1"));

    View view = router.connections(connection(1, ONE.moved(12, 0))).round();

    assertEquals(bytes(12, 0), of(view, "wan1").normal());
    assertEquals(1, of(view, "wan1").opened());
    assertEquals(1, totals(view).connectionsOpened());
    assertEquals(0, totals(view).connectionsClosed());
  }

  @Test
  void aFirstDumpThatFailsIsNoBaseline() {
    Router router = new Router().links(WAN1).failing("connections", new IOException("interrupted"));
    router.round();
    assertEquals(Map.of(), router.samples(CounterAccumulator.class).all());

    View view = router.connections(connection(1, ONE.moved(1_000, 0))).round();

    assertEquals(bytes(0, 0), of(view, "wan1").normal());
  }

  @Test
  void lostEventsAddNothing() {
    Router router = started().connections(connection(1, ONE.moved(10, 0)));
    router.round();

    View view =
        router
            .connections()
            .hears(new EventsLost(DataSource.TCP_DESTROY), new EventsLost(DataSource.PM_EVENTS))
            .round();

    assertEquals(bytes(10, 0), of(view, "wan1").normal());
  }

  @Test
  void everyInterfaceThatTakesPartStartsAtZeroInBothPriorities() {
    Router router = started();

    Samples samples = router.samples(CounterAccumulator.class);

    for (String name : List.of("wan1", "wan2")) {
      for (String priority : List.of("normal", "backup")) {
        String labels = "{interface=\"" + name + "\",priority=\"" + priority + "\"}";
        assertEquals(0, samples.get("mptcp_interface_subflow_transmit_bytes_total" + labels));
        assertEquals(0, samples.get("mptcp_interface_subflow_receive_bytes_total" + labels));
      }
      String label = "{interface=\"" + name + "\"}";
      assertEquals(0, samples.get("mptcp_interface_subflow_retransmit_bytes_total" + label));
      assertEquals(0, samples.get("mptcp_interface_subflows_opened_total" + label));
    }
    assertEquals(14, samples.all("mptcp_interface_subflows_closed_total").size());
    assertEquals(0, samples.get("mptcp_connections_opened_total"));
  }

  @Test
  void aKernelWithoutMptcpIsAbsentNotZero() {
    Router router = new Router().links(WAN1);
    router.round();

    assertEquals(Map.of(), router.samples(CounterAccumulator.class).all());
  }

  @Test
  void filesShowNoBytesButWhatCameAndWent() {
    Router router = new Router().links(WAN1, WAN2).listening().files();
    router.round();
    router.files(row(7, ONE, TWO), row(8, Flow.of(13, "198.51.100.10"))).round();
    View view = router.files(row(7, ONE)).round();

    assertEquals(2, of(view, "wan1").opened());
    assertEquals(1, of(view, "wan1").closed().get("normal"), "its connection closed too");
    assertEquals(1, of(view, "wan2").closed().get("unknown"), "its connection lives on");
    assertEquals(2, totals(view).connectionsOpened());
    assertEquals(1, totals(view).connectionsClosed());
    assertFalse(totals(view).bytesKnown());
    Samples samples = router.samples(CounterAccumulator.class);
    assertEquals(Map.of(), samples.all("mptcp_interface_subflow_transmit_bytes_total"));
    assertFalse(samples.has("mptcp_subflow_finals_zeroed_total"));
    assertTrue(samples.has("mptcp_interface_subflows_opened_total{interface=\"wan1\"}"));
  }
}
