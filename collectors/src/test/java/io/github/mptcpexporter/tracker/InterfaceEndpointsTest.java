package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.connection;
import static io.github.mptcpexporter.tracker.Router.device;
import static io.github.mptcpexporter.tracker.Router.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.model.Endpoint.Flag;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterfaceEndpointsTest {

  private static Router router() {
    return new Router()
        .links(
            device(2, "wan1", "198.51.100.10", "2001:db8:1::2"), device(3, "wan2", "203.0.113.20"))
        .endpoints(
            endpoint(1, "198.51.100.10", Flag.SUBFLOW, Flag.FULLMESH),
            endpoint(2, "2001:db8:1::2", Flag.BACKUP, Flag.SUBFLOW),
            endpoint(3, "192.0.2.77"))
        .connections(connection(1, Flow.of(11, "203.0.113.20")));
  }

  @Test
  void everyInterfaceHasACountForBothFamiliesAndEveryEndpointALine() {
    Router router = router();
    router.round();

    assertEquals(
        Map.of(
            "mptcp_interface_endpoints{interface=\"wan1\",family=\"ipv4\"}",
            1.0,
            "mptcp_interface_endpoints{interface=\"wan1\",family=\"ipv6\"}",
            1.0,
            "mptcp_interface_endpoints{interface=\"wan2\",family=\"ipv4\"}",
            0.0,
            "mptcp_interface_endpoints{interface=\"wan2\",family=\"ipv6\"}",
            0.0,
            info("1", "wan1", "ipv4", "subflow,fullmesh"),
            1.0,
            info("2", "wan1", "ipv6", "subflow,backup"),
            1.0,
            info("3", "", "ipv4", ""),
            1.0),
        router.samples(InterfaceEndpoints.class).all());
  }

  private static String info(String id, String name, String family, String flags) {
    return "mptcp_endpoint_info{id=\"%s\",interface=\"%s\",family=\"%s\",flags=\"%s\"}"
        .formatted(id, name, family, flags);
  }

  @Test
  void endpointsThatCanNotBeReadAreAbsentNotZero() {
    Router router = router();
    router.round();
    router.failing("endpoints", new IOException("no")).round();

    assertEquals(Map.of(), router.samples(InterfaceEndpoints.class).all());
  }
}
