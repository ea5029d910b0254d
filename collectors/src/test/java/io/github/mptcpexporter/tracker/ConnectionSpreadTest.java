package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.connection;
import static io.github.mptcpexporter.tracker.Router.device;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionSpreadTest {

  @Test
  void countsEstablishedConnectionsByTheDistinctInterfacesOfTheirLiveSubflows() {
    List<Link> links = new ArrayList<>();
    Flow[] flows = new Flow[6];
    for (int i = 0; i < flows.length; i++) {
      String address = "10.0." + i + ".1";
      links.add(device(i + 1, "wan" + i, address));
      flows[i] = Flow.of(i + 1, address);
    }
    Router router =
        new Router()
            .links(links.toArray(Link[]::new))
            .connections(
                connection(1),
                connection(2, flows[0], Flow.of(20, "10.0.0.1")),
                connection(3, flows[1].in(TcpState.SYN_SENT), flows[2]),
                connection(4, flows[3], Flow.of(21, "192.0.2.77")),
                connection(5, flows),
                connection(6, TcpState.FIN_WAIT2, Map.of(), flows[0]));
    router.round();

    Map<String, Double> samples =
        router.samples(ConnectionSpread.class).all("mptcp_connections_by_interfaces");

    assertEquals(
        Map.of(
            "mptcp_connections_by_interfaces{interfaces=\"0\"}", 1.0,
            "mptcp_connections_by_interfaces{interfaces=\"1\"}", 2.0,
            "mptcp_connections_by_interfaces{interfaces=\"2\"}", 1.0,
            "mptcp_connections_by_interfaces{interfaces=\"3\"}", 0.0,
            "mptcp_connections_by_interfaces{interfaces=\"4\"}", 0.0,
            "mptcp_connections_by_interfaces{interfaces=\"more\"}", 1.0),
        samples);
  }

  @Test
  void aKernelWithoutConnectionsToReadShowsNothing() {
    Router router = new Router();
    router.round();

    assertEquals(Map.of(), router.samples(ConnectionSpread.class).all());
  }
}
