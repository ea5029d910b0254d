package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.connection;
import static io.github.mptcpexporter.tracker.Router.device;
import static io.github.mptcpexporter.tracker.Router.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.TcpInfo.Field;
import io.github.mptcpexporter.model.TcpState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubflowGaugesTest {

  private static final String SRTT = "mptcp_interface_subflow_srtt_seconds{interface=\"wan1\"}";
  private static final String MIN_RTT =
      "mptcp_interface_subflow_min_rtt_seconds{interface=\"wan1\"}";
  private static final String WINDOW =
      "mptcp_interface_subflow_congestion_window_bytes{interface=\"wan1\"}";
  private static final String STALLED = "mptcp_interface_subflows_stalled{interface=\"wan1\"}";

  private static final Flow FAST = Flow.of(11, "198.51.100.10").with(Field.RTT_MICROS, 10_000);
  private static final Flow SLOW = Flow.of(12, "198.51.100.10").with(Field.RTT_MICROS, 40_000);

  private static Router router() {
    return new Router()
        .links(device(2, "wan1", "198.51.100.10"), device(3, "wan2", "203.0.113.20"));
  }

  private static Samples after(Router router) {
    router.round();
    return router.samples(SubflowGauges.class);
  }

  private static double count(Samples samples, String name, String priority) {
    return samples.get(
        "mptcp_interface_subflows{interface=\"" + name + "\",priority=\"" + priority + "\"}");
  }

  @Test
  void onlyEstablishedSubflowsAreLiveAndStraysAreAmongThem() {
    Flow backup = Flow.of(13, "203.0.113.20").asBackup(true);
    Samples samples =
        after(
            router()
                .sockets(
                    DataSource.SOCK_DIAG,
                    List.of(
                        connection(
                            1,
                            FAST,
                            SLOW.in(TcpState.SYN_SENT),
                            Flow.of(15, "198.51.100.10").in(TcpState.FIN_WAIT1),
                            backup)),
                    List.of(Flow.of(14, "198.51.100.10").subflow(2))));

    assertEquals(2, count(samples, "wan1", "normal"));
    assertEquals(0, count(samples, "wan1", "backup"));
    assertEquals(0, count(samples, "wan2", "normal"));
    assertEquals(1, count(samples, "wan2", "backup"));
    assertFalse(samples.has("mptcp_interface_subflows{interface=\"unknown\",priority=\"normal\"}"));
  }

  @Test
  void unknownIsThereOnlyWithASubflow() {
    Samples samples = after(router().connections(connection(1, Flow.of(11, "192.0.2.77"))));

    assertEquals(1, count(samples, "unknown", "normal"));
  }

  @Test
  void roundTripTimesAreWeightedByWhatMovedLatelyElseEqually() {
    Router router = router().connections(connection(1, FAST, SLOW));
    assertEquals(0.025, after(router).get(SRTT), 1e-9);

    router.connections(connection(1, FAST.moved(100, 200), SLOW.moved(900, 0)));
    assertEquals((10_000 * 300 + 40_000 * 900) / 1_200e6, after(router).get(SRTT), 1e-9);

    router.round(Duration.ofSeconds(7)); // still within ten seconds
    router.connections(connection(1, FAST.moved(100, 200), SLOW.moved(900, 300)));
    assertEquals((10_000 * 300 + 40_000 * 1_200) / 1_500e6, after(router).get(SRTT), 1e-9);

    router.round(Duration.ofSeconds(5)); // the first is older now, the second is not
    assertEquals(0.04, router.samples(SubflowGauges.class).get(SRTT), 1e-9);

    router.round(Duration.ofSeconds(10));
    assertEquals(0.025, router.samples(SubflowGauges.class).get(SRTT), 1e-9);
  }

  @Test
  void whatASubflowMovedBeforeTheFirstDumpIsNotLately() {
    Router router = router().connections(connection(1, FAST.moved(9_999, 0), SLOW));

    assertEquals(0.025, after(router).get(SRTT), 1e-9);
  }

  @Test
  void withoutSubflowsOrMeasurementsThereIsNoRoundTripTime() {
    Flow unmeasured = Flow.of(11, "198.51.100.10").with(Field.MIN_RTT_MICROS, 0xffff_ffffL);
    Router router = router().connections(connection(1, unmeasured));
    Samples open = after(router);
    assertFalse(open.has(SRTT));
    assertFalse(open.has(MIN_RTT));

    Samples none = after(router.connections());
    assertFalse(none.has(SRTT));
    assertEquals(0, none.get(WINDOW));
    assertEquals(0, none.get(STALLED));
    assertEquals(0, count(none, "wan1", "normal"));
  }

  @Test
  void windowsAreSummedInBytesAndTheLowestRoundTripTimeIsTaken() {
    Flow one =
        FAST.with(Field.SND_CWND_SEGMENTS, 10)
            .with(Field.SND_MSS_BYTES, 1_400)
            .with(Field.MIN_RTT_MICROS, 9_000);
    Flow two =
        SLOW.with(Field.SND_CWND_SEGMENTS, 3)
            .with(Field.SND_MSS_BYTES, 500)
            .with(Field.MIN_RTT_MICROS, 8_000);
    Samples samples = after(router().connections(connection(1, one, two)));

    assertEquals(15_500, samples.get(WINDOW));
    assertEquals(0.008, samples.get(MIN_RTT));
  }

  @Test
  void aSendingSubflowIsStalledOnceItsTimerHasDoubledWithDataUnacknowledged() {
    Map<Flow, Integer> stalls =
        Map.of(
            FAST.with(Field.BACKOFF, 1).with(Field.UNACKED_SEGMENTS, 1),
            1,
            FAST.with(Field.BACKOFF, 3).with(Field.UNACKED_SEGMENTS, 9).asBackup(true),
            1,
            FAST.with(Field.BACKOFF, 1),
            0,
            FAST.with(Field.UNACKED_SEGMENTS, 9),
            0,
            FAST.with(Field.BACKOFF, 1).with(Field.UNACKED_SEGMENTS, 1).in(TcpState.FIN_WAIT1),
            0);

    stalls.forEach(
        (flow, stalled) ->
            assertEquals(
                (double) stalled,
                after(router().connections(connection(1, flow), connection(2, SLOW)))
                    .get(STALLED)));
  }

  @Test
  void aReceivingSubflowIsStalledWhenItIsSilentWhileItsConnectionReceives() {
    Flow flow = FAST.moved(0, 1_000);
    record Case(long subflowMillis, long connectionMillis, Flow flow, int stalled) {}
    List<Case> cases =
        List.of(
            new Case(500, 99, flow, 1),
            new Case(499, 0, flow, 0),
            new Case(500, 100, flow, 0),
            new Case(10_000, 0, flow, 1),
            new Case(10_001, 0, flow, 0),
            new Case(5_000, 0, flow.asBackup(true), 0),
            new Case(5_000, 0, FAST, 0));

    for (Case one : cases) {
      Router router =
          router()
              .connections(
                  connection(
                      1,
                      TcpState.ESTABLISHED,
                      Map.of(MptcpInfo.Field.LAST_DATA_RECV_MILLIS, one.connectionMillis()),
                      one.flow().with(Field.LAST_DATA_RECV_MILLIS, one.subflowMillis())));
      assertEquals((double) one.stalled(), after(router).get(STALLED), one.toString());
    }
  }

  @Test
  void filesShowHowManyThereAreAndNothingElse() {
    Link backup =
        device(3, "wan2", Link.FLAG_UP | Link.FLAG_MPBACKUP, Link.OperState.UP, "203.0.113.20");
    Samples samples =
        after(
            new Router()
                .links(device(2, "wan1", "198.51.100.10"), backup)
                .files(row(7, FAST, Flow.of(12, "203.0.113.20"))));

    assertEquals(1, count(samples, "wan1", "normal"));
    assertEquals(1, count(samples, "wan2", "backup"));
    assertEquals(4, samples.all().size());
  }

  @Test
  void connectionsThatCanNotBeReadShowNothing() {
    Router router = router().connections(connection(1, FAST));
    router.round();

    assertEquals(Map.of(), after(router.failing("connections", new IOException("no"))).all());
  }
}
