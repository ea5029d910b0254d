package io.github.mptcpexporter.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.Routing;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SourceTrackerTest {

  /** Availability by source. */
  private static Map<String, Double> after(Router router) {
    router.round();
    Map<String, Double> found = new TreeMap<>();
    router
        .samples(SourceTracker.class)
        .all()
        .forEach(
            (sample, value) ->
                found.put(sample.replaceAll("mptcp_source_available\\{source=\"|\"}", ""), value));
    return found;
  }

  @Test
  void aKernelThatTellsAllByNetlink() {
    Router router =
        new Router()
            .connections()
            .endpoints()
            .routing(new Routing(List.of(), Optional.of(List.of()), Optional.empty()));

    assertEquals(
        Map.of(
            "proc_mptcp", 0.0,
            "sock_diag", 1.0,
            "pm_netlink", 1.0,
            "pm_events", 1.0,
            "tcp_destroy", 1.0,
            "route_netlink", 1.0),
        after(router));
  }

  @Test
  void aKernelThatTellsByFilesAlone() {
    Router router =
        new Router()
            .listening()
            .files()
            .fullmesh()
            .routing(new Routing(List.of(), Optional.empty(), Optional.empty()));

    assertEquals(
        Map.of(
            "proc_mptcp", 1.0,
            "sock_diag", 0.0,
            "pm_netlink", 0.0,
            "pm_events", 0.0,
            "tcp_destroy", 0.0,
            "route_netlink", 0.0),
        after(router));
  }

  @Test
  void whatFailsIsNotAvailableAndWhatIsSwitchedOffIsNotMentioned() {
    Router router =
        new Router()
            .listening(DataSource.TCP_DESTROY)
            .failing("connections", new IOException("no"))
            .without("endpoints")
            .without("routes");

    assertEquals(
        Map.of("proc_mptcp", 0.0, "sock_diag", 0.0, "pm_events", 0.0, "tcp_destroy", 1.0),
        after(router));
  }
}
