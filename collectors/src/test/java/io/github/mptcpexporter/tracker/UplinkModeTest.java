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
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MultipathMode;
import io.github.mptcpexporter.model.TcpState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an interface is for, and which of its subflows are backups. */
class UplinkModeTest {

  private static final Link WAN1 = device(2, "wan1", "198.51.100.10", "2001:db8:1::2");
  private static final Link WAN2 = device(3, "wan2", "203.0.113.20");

  private static Link.OperState up() {
    return Link.OperState.UNKNOWN;
  }

  private static Uplinks uplinks(View view) {
    return view.state(UplinkTracker.class).orElseThrow();
  }

  private static Uplink uplink(View view, String name) {
    return uplinks(view).byInterface(name).orElseThrow();
  }

  private static MultipathMode mode(Router router) {
    return uplink(router.round(), "wan1").effectiveMode();
  }

  @Test
  void upstreamModeComesFromEndpointsAndThenFromLiveSubflows() {
    Endpoint normal = endpoint(1, "198.51.100.10", Endpoint.Flag.SUBFLOW);
    Endpoint backup = endpoint(2, "198.51.100.10", Endpoint.Flag.BACKUP);
    Flow live = Flow.of(11, "198.51.100.10");
    Router router = new Router().links(WAN1).connections(connection(1, live));

    assertEquals(MultipathMode.ON, mode(router.endpoints()));
    assertEquals(MultipathMode.ON, mode(router.endpoints(normal, backup)));
    assertEquals(MultipathMode.BACKUP, mode(router.endpoints(backup)));
    router.connections(connection(1, live.in(TcpState.FIN_WAIT1)));
    assertEquals(MultipathMode.OFF, mode(router.endpoints()));
  }

  @Test
  void outOfTreeModeComesFromTheFlagsOfTheDevice() {
    Router router = new Router().files(row(7, Flow.of(11, "198.51.100.10")));
    Map<Long, MultipathMode> modes =
        Map.of(
            Link.FLAG_UP,
            MultipathMode.ON,
            Link.FLAG_UP | Link.FLAG_MPBACKUP,
            MultipathMode.BACKUP,
            Link.FLAG_UP | Link.FLAG_NOMULTIPATH,
            MultipathMode.OFF);

    modes.forEach(
        (flags, mode) ->
            assertEquals(
                mode,
                mode(router.links(device(2, "wan1", flags, Link.OperState.UP, "198.51.100.10")))));
  }

  @Test
  void endpointsThatCanNotBeReadChangeNoMode() {
    Router router =
        new Router()
            .links(WAN1)
            .connections()
            .endpoints(endpoint(1, "198.51.100.10", Endpoint.Flag.BACKUP));
    assertEquals(MultipathMode.BACKUP, mode(router));

    assertEquals(MultipathMode.BACKUP, mode(router.failing("endpoints", new IOException("no"))));
  }

  @Test
  void allFiveModesAreAlwaysThereAndOneIsTrue() {
    Router router =
        new Router().links(WAN1).connections(connection(1, Flow.of(11, "198.51.100.10")));
    router.round();

    Samples samples = router.samples(UplinkTracker.class);

    Map<String, Double> modes = samples.all("mptcp_interface_mode");
    assertEquals(5, modes.size());
    assertEquals(1, modes.values().stream().mapToDouble(Double::doubleValue).sum());
    assertEquals(1, samples.get("mptcp_interface_mode{interface=\"wan1\",mode=\"on\"}"));
    assertEquals(
        1,
        samples.get(
            "mptcp_interface_info{interface=\"wan1\",device=\"wan1\",proto=\"\",effective_mode=\"on\"}"));
  }

  @Test
  void backupIsWhatMptcpSaysElseWhatTheFlagsOfItsAddressSay() {
    Flow flow = Flow.of(11, "198.51.100.10");
    Router upstream =
        new Router()
            .links(WAN1)
            .endpoints(endpoint(1, "198.51.100.10", Endpoint.Flag.BACKUP))
            .sockets(DataSource.SOCK_DIAG, List.of(), List.of(flow.subflow()));
    Uplinks uplinks = uplinks(upstream.round());
    assertFalse(uplinks.backup(flow.subflow(1)));
    assertTrue(uplinks.backup(flow.subflow()));

    Link backup = device(2, "wan1", Link.FLAG_UP | Link.FLAG_MPBACKUP, up(), "198.51.100.10");
    Router outOfTree = new Router().links(backup, WAN2).files(row(7, flow));
    Uplinks flagged = uplinks(outOfTree.round());
    assertTrue(flagged.backup(flow.row()));
    assertFalse(flagged.backup(Flow.of(12, "203.0.113.20").row()));
  }
}
