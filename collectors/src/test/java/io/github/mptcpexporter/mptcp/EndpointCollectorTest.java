package io.github.mptcpexporter.mptcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.MptcpLimits;
import io.github.mptcpexporter.model.PathManager;
import java.net.InetAddress;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EndpointCollectorTest {

  private static Map<String, Double> expose(int endpoints, Optional<MptcpLimits> limits) {
    Endpoint endpoint =
        new Endpoint(1, InetAddress.getLoopbackAddress(), 0, OptionalInt.empty(), 0);
    Map<String, Double> samples = new TreeMap<>();
    new EndpointCollector(Optional::empty)
        .expose(
            new PathManager(Collections.nCopies(endpoints, endpoint), limits),
            (metric, value, labels) -> samples.put(metric.name(), value));
    return samples;
  }

  @Test
  void theInKernelPathManagerShowsItsLimits() {
    assertEquals(
        Map.of(
            "mptcp_endpoints", 3.0,
            "mptcp_endpoints_limit", 8.0,
            "mptcp_subflows_limit", 4.0,
            "mptcp_add_addr_accepted_limit", 1.0),
        expose(3, Optional.of(new MptcpLimits(4, 1))));
  }

  @Test
  void aKernelThatHoldsMoreThanEightEndpointsHasALimitWeDoNotKnow() {
    assertEquals(
        Map.of(
            "mptcp_endpoints", 9.0,
            "mptcp_subflows_limit", 4.0,
            "mptcp_add_addr_accepted_limit", 1.0),
        expose(9, Optional.of(new MptcpLimits(4, 1))));
  }

  @Test
  void theOutOfTreeKernelHasNoLimitsToShow() {
    assertEquals(Map.of("mptcp_endpoints", 2.0), expose(2, Optional.empty()));
  }
}
