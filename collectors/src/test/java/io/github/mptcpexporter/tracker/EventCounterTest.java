package io.github.mptcpexporter.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.EventsLost;
import io.github.mptcpexporter.model.MptcpEvent.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventCounterTest {

  private static final Flow ONE = Flow.of(11, "198.51.100.10");

  @Test
  void everyKindStartsAtZeroOnceWeListenAndIsAddedUp() {
    Router router = new Router().listening(DataSource.PM_EVENTS);
    router.round();
    Samples first = router.samples(EventCounter.class);
    assertEquals(10, first.all("mptcp_path_manager_events_total").size());
    assertTrue(
        first.all("mptcp_path_manager_events_total").values().stream().allMatch(v -> v == 0));

    router.hears(ONE.event(Kind.CREATED, 1), ONE.closed(1, 0), ONE.last()).round();
    router.hears(Kind.CREATED, 2).round();

    Samples samples = router.samples(EventCounter.class);
    assertEquals(2, samples.get("mptcp_path_manager_events_total{event=\"created\"}"));
    assertEquals(1, samples.get("mptcp_path_manager_events_total{event=\"sub_closed\"}"));
    assertEquals(0, samples.get("mptcp_path_manager_events_total{event=\"closed\"}"));
  }

  @Test
  void lossesCountForTheSourcesThatWeHear() {
    Router router = new Router().listening(DataSource.TCP_DESTROY, DataSource.ROUTE_NETLINK);
    router.hears(new EventsLost(DataSource.TCP_DESTROY), new EventsLost(DataSource.TCP_DESTROY));
    router.round();

    assertEquals(
        Map.of(
            "mptcp_events_lost_total{source=\"tcp_destroy\"}", 2.0,
            "mptcp_events_lost_total{source=\"route_netlink\"}", 0.0),
        router.samples(EventCounter.class).all());
  }

  @Test
  void countersStayWhenASourceIsHeardNoMore() {
    Router router = new Router().listening(DataSource.PM_EVENTS);
    router.hears(Kind.CREATED, 2).round();
    router.listening().round();

    assertEquals(
        1,
        router
            .samples(EventCounter.class)
            .get("mptcp_path_manager_events_total{event=\"created\"}"));
  }
}
