package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.connection;
import static io.github.mptcpexporter.tracker.Router.device;
import static io.github.mptcpexporter.tracker.Router.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.UciConfig;
import io.github.mptcpexporter.model.UciOption;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
import io.github.mptcpexporter.source.RootFs;
import io.github.mptcpexporter.uci.UciCollector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowTrackerTest {

  private static final Flow ONE = Flow.of(11, "198.51.100.10");
  private static final Flow TWO = Flow.of(12, "203.0.113.20");

  /** All flows of these tests lead to 192.0.2.10, port 5201. */
  private static Router router(UciSection... flows) {
    return new Router()
        .links(device(2, "wan1", "198.51.100.10"), device(3, "wan2", "203.0.113.20"))
        .endpoints(
            endpoint(1, "198.51.100.10", Endpoint.Flag.SUBFLOW),
            endpoint(2, "203.0.113.20", Endpoint.Flag.SUBFLOW))
        .connections()
        .put(new UciCollector(new RootFs(Path.of("none"))), config(flows));
  }

  private static UciConfig config(UciSection... flows) {
    UciPackage own =
        new UciPackage(
            "mptcp-exporter", "etc/config/mptcp-exporter", List.of(flows), List.of(), List.of());
    return new UciConfig(Map.of("mptcp-exporter", own), Map.of(), Map.of());
  }

  private static UciSection flow(String name, String... options) {
    Map<String, UciOption> all = new LinkedHashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], UciOption.string(options[i], options[i + 1]));
    }
    return new UciSection("flow", name, false, 0, all);
  }

  private static FlowTracker.Now only(View view) {
    List<FlowTracker.Now> flows = view.state(FlowTracker.class).orElseThrow().flows();
    assertEquals(1, flows.size());
    return flows.get(0);
  }

  @Test
  void connectionsToARemoteAndPortAreCounted() {
    Router router = router(flow("tunnel", "remote", "192.0.2.0/24", "port", "5201"));
    router.round();

    router.connections(connection(1, ONE.moved(100, 10), TWO.moved(5, 6)), connection(2, ONE_B));
    FlowTracker.Now flow = only(router.round());

    assertEquals(2, flow.connections());
    assertEquals(Map.of("wan1", 2, "wan2", 1), flow.subflows());
    assertEquals(Map.of("wan1", new FlowBytes(100, 10), "wan2", new FlowBytes(5, 6)), flow.moved());
  }

  private static final Flow ONE_B = Flow.of(13, "198.51.100.10");

  @Test
  void bytesSurviveTheEnd() {
    Router router = router(flow("tunnel", "remote", "192.0.2.10"));
    router.round();
    router.connections(connection(1, ONE.moved(100, 10))).round();

    FlowTracker.Now flow = only(router.connections().hears(ONE.moved(120, 11).last()).round());

    assertEquals(0, flow.connections());
    assertEquals(new FlowBytes(120, 11), flow.moved().get("wan1"));
  }

  @Test
  void otherPortIsAnotherFlow() {
    Router router =
        router(flow("tunnel", "remote", "192.0.2.10", "port", "1194"))
            .connections(connection(1, ONE));

    assertEquals(0, only(router.round()).connections());
  }

  @Test
  void firstThatFitsHasIt() {
    Router router =
        router(flow("a", "port", "5201"), flow("b", "remote", "192.0.2.10"))
            .connections(connection(1, ONE));

    List<FlowTracker.Now> flows = router.round().state(FlowTracker.class).orElseThrow().flows();

    assertEquals(1, flows.get(0).connections());
    assertEquals(0, flows.get(1).connections());
  }

  @Test
  void stalledIsWhatSendsAndHearsNothing() {
    Flow standing =
        ONE.with(TcpInfo.Field.UNACKED_SEGMENTS, 3)
            .with(TcpInfo.Field.LAST_ACK_RECV_MILLIS, 1500)
            .with(TcpInfo.Field.LAST_DATA_RECV_MILLIS, 9000);
    Router router = router(flow("a", "port", "5201")).connections(connection(1, standing));
    assertEquals(1, only(router.round()).stalled());

    router.connections(connection(1, standing.with(TcpInfo.Field.LAST_ACK_RECV_MILLIS, 900)));
    assertEquals(0, only(router.round()).stalled());
  }

  @Test
  void whatMakesNoSenseIsLeftOutAndSixteenAreFollowed() {
    List<UciSection> sections = new ArrayList<>();
    sections.add(flow("name", "remote", "vpn.example.net"));
    sections.add(flow("nothing"));
    sections.add(flow("port", "port", "70000"));
    sections.add(flow("length", "remote", "192.0.2.0/33"));
    for (int i = 0; i < 20; i++) {
      sections.add(flow("f" + i, "remote", "192.0.2." + i));
    }

    List<FlowTracker.Now> flows =
        router(sections.toArray(UciSection[]::new))
            .round()
            .state(FlowTracker.class)
            .orElseThrow()
            .flows();

    assertEquals(16, flows.size());
    assertEquals("f0", flows.get(0).name());
  }

  @Test
  void metricsOfAFlow() {
    Router router = router(flow("tunnel", "port", "5201"));
    router.round();
    router.connections(connection(1, ONE.moved(100, 10))).round();

    Samples samples = router.samples(FlowTracker.class);

    assertEquals(1, samples.get("mptcp_flow_connections{flow=\"tunnel\"}"));
    assertEquals(0, samples.get("mptcp_flow_stalled{flow=\"tunnel\"}"));
    assertEquals(1, samples.get("mptcp_flow_subflows{flow=\"tunnel\",interface=\"wan1\"}"));
    assertEquals(
        100, samples.get("mptcp_flow_transmit_bytes_total{flow=\"tunnel\",interface=\"wan1\"}"));
    assertEquals(
        0, samples.get("mptcp_flow_receive_bytes_total{flow=\"tunnel\",interface=\"wan2\"}"));
  }
}
