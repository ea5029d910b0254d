package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.device;
import static io.github.mptcpexporter.tracker.Router.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.mptcpexporter.model.Link;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LinkAccumulatorTest {

  private static final String ADDRESS = "198.51.100.10";

  private static Router with(Link... links) {
    return new Router().connections().endpoints(endpoint(1, ADDRESS)).links(links);
  }

  /** A device whose eight counters are the value and the seven numbers after it. */
  private static Link counting(int index, long value, long carrierChanges, String... addresses) {
    Link link = device(index, "wan1", addresses);
    return new Link(
        link.index(),
        link.name(),
        link.flagBits(),
        link.operState(),
        link.carrier(),
        OptionalLong.of(carrierChanges),
        link.mtuBytes(),
        link.hardwareAddress(),
        link.kind(),
        Optional.of(
            new Link.Counters(
                value, value + 1, value + 2, value + 3, value + 4, value + 5, value + 6,
                value + 7)),
        link.addresses());
  }

  private static double bytes(Router router) {
    return value(router, "receive_bytes");
  }

  private static double value(Router router, String what) {
    return router
        .samples(LinkAccumulator.class)
        .get("mptcp_interface_" + what + "_total{interface=\"wan1\"}");
  }

  @Test
  void countersStartFromWhatTheKernelSays() {
    Router router = with(counting(2, 1_000, 4, ADDRESS));
    router.round();

    assertEquals(1_000, bytes(router));
    assertEquals(1_001, value(router, "receive_packets"));
    assertEquals(1_002, value(router, "receive_errors"));
    assertEquals(1_003, value(router, "receive_dropped"));
    assertEquals(1_004, value(router, "transmit_bytes"));
    assertEquals(1_005, value(router, "transmit_packets"));
    assertEquals(1_006, value(router, "transmit_errors"));
    assertEquals(1_007, value(router, "transmit_dropped"));
    assertEquals(4, value(router, "carrier_changes"));
    assertEquals(0, value(router, "address_changes"));
  }

  @Test
  void aDeviceMadeAnewCountsOnTopEvenIfItHasMovedMore() {
    Router router = with(counting(2, 1_000, 4, ADDRESS));
    router.round();
    router.links(counting(7, 5_000, 1, ADDRESS)).round();
    assertEquals(6_000, bytes(router));
    assertEquals(5, value(router, "carrier_changes"));

    router.links(counting(7, 5_010, 2, ADDRESS)).round();
    assertEquals(6_010, bytes(router));
    assertEquals(6, value(router, "carrier_changes"));
  }

  @Test
  void aCounterThatFallsCountsOnTop() {
    Router router = with(counting(2, 1_000, 4, ADDRESS));
    router.round();
    router.links(counting(2, 30, 4, ADDRESS)).round();

    assertEquals(1_030, bytes(router));
  }

  @Test
  void totalsStayWhileTheDeviceIsGone() {
    Router router = with(counting(2, 1_000, 4, ADDRESS));
    router.round();
    router.links().round();
    assertEquals(1_000, bytes(router));
    assertEquals(1, value(router, "address_changes"));

    router.links(counting(9, 50, 1, ADDRESS)).round();
    assertEquals(1_050, bytes(router));
    assertEquals(2, value(router, "address_changes"));
  }

  @Test
  void addressesThatComeOrGoAreChangesAndTheirOrderIsNone() {
    Router router = with(counting(2, 0, 0, ADDRESS, "2001:db8:1::2"));
    router.round();
    router.links(counting(2, 0, 0, "2001:db8:1::2", ADDRESS)).round();
    assertEquals(0, value(router, "address_changes"));
    router.links(counting(2, 0, 0, ADDRESS)).round();
    router.round();
    assertEquals(1, value(router, "address_changes"));
  }

  @Test
  void linksThatCanNotBeReadChangeNothing() {
    Router router = with(counting(2, 1_000, 4, ADDRESS));
    router.round();
    router.failing("links", new IOException("no")).round();

    assertEquals(1_000, bytes(router));
    assertEquals(0, value(router, "address_changes"));
  }

  @Test
  void whatTheKernelDoesNotTellIsAbsent() {
    Router router = with(device(2, "wan1", ADDRESS));
    router.round();

    Samples samples = router.samples(LinkAccumulator.class);
    assertEquals(Map.of(), samples.all("mptcp_interface_receive_bytes_total"));
    assertFalse(samples.has("mptcp_interface_transmit_dropped_total{interface=\"wan1\"}"));
  }
}
