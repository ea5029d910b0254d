package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.connection;
import static io.github.mptcpexporter.tracker.Router.device;
import static io.github.mptcpexporter.tracker.Router.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MptcpEvent;
import io.github.mptcpexporter.model.Subflow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class UplinkTrackerTest {

  private static final Link LO =
      device(1, "lo", Link.FLAG_UP | Link.FLAG_LOOPBACK, up(), "127.0.0.1");
  private static final Link WAN1 = device(2, "wan1", "198.51.100.10", "2001:db8:1::2");
  private static final Link WAN2 = device(3, "wan2", "203.0.113.20");
  private static final Link LAN = device(4, "br-lan", "192.168.1.1");

  private static Link.OperState up() {
    return Link.OperState.UNKNOWN;
  }

  private static List<String> names(View view) {
    return uplinks(view).all().stream().map(Uplink::interfaceName).toList();
  }

  private static Uplinks uplinks(View view) {
    return view.state(UplinkTracker.class).orElseThrow();
  }

  private static Uplink uplink(View view, String name) {
    return uplinks(view).byInterface(name).orElseThrow();
  }

  @Test
  void aDeviceTakesPartWithAnEndpointOrWithASubflowAndElseNot() {
    View view =
        new Router()
            .links(LO, WAN1, WAN2, LAN)
            .endpoints(endpoint(1, "203.0.113.20", Endpoint.Flag.SUBFLOW))
            .connections(connection(1, Flow.of(11, "198.51.100.10")))
            .round();

    assertEquals(List.of("wan1", "wan2"), names(view));
    assertEquals(1, uplink(view, "wan1").subflows().size());
    assertEquals(1, uplink(view, "wan2").endpoints().size());
  }

  @Test
  void loopbackTakesPartWithASubflowButNotWithAnEndpoint() {
    Router router = new Router().links(LO, WAN1).endpoints(endpoint(1, "127.0.0.1"));
    assertEquals(List.of(), names(router.connections().round()));

    router.connections(connection(1, Flow.of(11, "127.0.0.1")));

    assertEquals(List.of("lo"), names(router.round()));
  }

  @Test
  void namesAreOrderedByTheirNumbers() {
    Link ten = device(10, "wan10", "10.0.10.1");
    View view =
        new Router()
            .links(ten, WAN2, WAN1)
            .connections(
                connection(
                    1,
                    Flow.of(11, "10.0.10.1"),
                    Flow.of(12, "198.51.100.10"),
                    Flow.of(13, "203.0.113.20")))
            .round();

    assertEquals(List.of("wan1", "wan2", "wan10"), names(view));
  }

  @Test
  void whatWasShownStaysWithItsNameWhenTheDeviceIsGone() {
    Router router =
        new Router().links(WAN1, WAN2).connections(connection(1, Flow.of(11, "203.0.113.20")));
    router.round();

    View gone = router.links(WAN1).connections().round();

    assertEquals(Optional.empty(), uplink(gone, "wan2").link());
    assertEquals("wan2", uplink(gone, "wan2").device());
    Samples samples = router.samples(UplinkTracker.class);
    assertEquals(0, samples.get("mptcp_interface_link_up{interface=\"wan2\"}"));
    assertFalse(samples.has("mptcp_interface_carrier{interface=\"wan2\"}"));
    assertEquals(0, samples.get("mptcp_interface_addresses{interface=\"wan2\",family=\"ipv4\"}"));
  }

  @Test
  void aSubflowWhoseDeviceHasVanishedStaysWhereItWasUntilItEnds() {
    Flow flow = Flow.of(11, "203.0.113.20");
    Router router = new Router().links(WAN1, WAN2).connections(connection(1, flow));
    router.round();

    router.links(WAN1);
    router.round();
    View dying = router.round();
    assertEquals(1, uplink(dying, "wan2").subflows().size());
    assertEquals(List.of(), uplinks(dying).unplaced());

    router.connections().round();
    router.round();
    View later = router.connections(connection(2, Flow.of(12, "203.0.113.20"))).round();
    assertEquals(1, uplinks(later).unplaced().size(), "an address that nothing had in between");
  }

  @Test
  void boundLinkDecidesBeforeTheAddressAndAnEndpointBindsAnAddressThatNoLinkHas() {
    Endpoint bound =
        new Endpoint(1, Router.address("198.51.100.99"), 0, OptionalInt.of(WAN1.index()), 2);
    View view =
        new Router()
            .links(WAN1, WAN2)
            .endpoints(bound)
            .connections(
                connection(
                    1,
                    Flow.of(11, "198.51.100.10").boundTo(WAN2.index()),
                    Flow.of(12, "198.51.100.99"),
                    Flow.of(13, "198.51.100.10").boundTo(77),
                    Flow.of(14, "192.0.2.77")))
            .round();

    assertEquals(List.of(11L), cookies(uplink(view, "wan2").subflows()));
    assertEquals(List.of(12L, 13L), cookies(uplink(view, "wan1").subflows()));
    assertEquals(List.of(14L), cookies(uplinks(view).unplaced()));
  }

  private static List<Long> cookies(List<Subflow> subflows) {
    return subflows.stream().map(subflow -> subflow.cookie().orElseThrow()).toList();
  }

  @Test
  void linksThatCanNotBeReadSayNothingOfLinksAndPlacesStayAsTheyWere() {
    Router router =
        new Router().links(WAN1).connections(connection(1, Flow.of(11, "198.51.100.10")));
    router.round();

    View view = router.failing("links", new IOException("no")).round();

    assertEquals(1, uplink(view, "wan1").subflows().size());
    Samples samples = router.samples(UplinkTracker.class);
    assertEquals(Map.of(), samples.all("mptcp_interface_link_up"));
    assertEquals(Map.of(), samples.all("mptcp_interface_addresses"));
    assertTrue(samples.has("mptcp_interface_mode{interface=\"wan1\",mode=\"on\"}"));
  }

  @Test
  void aLinkWithoutCarrierIsNotUpAndOnlyGlobalAddressesCount() {
    Link dark =
        new Link(
            2,
            "wan1",
            Link.FLAG_UP,
            Link.OperState.LOWERLAYERDOWN,
            Optional.of(false),
            OptionalLong.of(3),
            OptionalInt.of(1500),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(
                new Link.Address(Router.address("198.51.100.10"), 24, 0),
                new Link.Address(Router.address("2001:db8:1::2"), 64, 0),
                new Link.Address(Router.address("2001:db8:1::3"), 64, 0),
                new Link.Address(Router.address("fe80::1"), 64, 253)));
    Router router = new Router().links(dark).endpoints(endpoint(1, "198.51.100.10"));
    router.round();

    Samples samples = router.samples(UplinkTracker.class);

    assertEquals(0, samples.get("mptcp_interface_link_up{interface=\"wan1\"}"));
    assertEquals(0, samples.get("mptcp_interface_carrier{interface=\"wan1\"}"));
    assertEquals(1, samples.get("mptcp_interface_addresses{interface=\"wan1\",family=\"ipv4\"}"));
    assertEquals(2, samples.get("mptcp_interface_addresses{interface=\"wan1\",family=\"ipv6\"}"));
  }

  @Test
  void filtersDecideByTheWholeNameAndHideSubflowsWithoutCallingThemUnknown() {
    InterfaceFilter filter =
        new InterfaceFilter(
            Optional.of(Pattern.compile("wan.*")), Optional.of(Pattern.compile("wan2")));
    View view =
        new Router(filter)
            .links(WAN1, WAN2, LAN, device(9, "xwan1", "10.1.1.1"), device(8, "wan20", "10.2.2.2"))
            .connections(
                connection(
                    1,
                    Flow.of(11, "198.51.100.10"),
                    Flow.of(12, "203.0.113.20"),
                    Flow.of(13, "192.168.1.1"),
                    Flow.of(14, "10.1.1.1"),
                    Flow.of(15, "10.2.2.2")))
            .round();

    assertEquals(List.of("wan1", "wan20"), names(view));
    assertEquals(List.of(), uplinks(view).unplaced());
  }

  @Test
  void atMost32InterfacesAreShownAndTheOthersAreCountedOnce() {
    List<Link> links = new ArrayList<>();
    List<Flow> flows = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      links.add(device(i, "wan" + i, "10.0." + i + ".1"));
      flows.add(Flow.of(i, "10.0." + i + ".1"));
    }
    Router router =
        new Router()
            .links(links.toArray(Link[]::new))
            .connections(connection(1, flows.toArray(Flow[]::new)));
    router.round();

    View view = router.round();

    assertEquals(32, names(view).size());
    assertEquals("wan32", names(view).get(31));
    assertEquals(
        8,
        router
            .samples(CollectorTracker.class)
            .get("mptcp_exporter_series_dropped_total{collector=\"links\"}"));
  }

  @Test
  void aSubflowOfWhichOnlyAnEventSpokeMakesItsDeviceTakePart() {
    Flow flow = Flow.of(11, "203.0.113.20");
    Router router = new Router().links(WAN1, WAN2).connections();

    View view = router.hears(flow.event(MptcpEvent.Kind.CREATED, 1)).round();

    assertEquals(List.of("wan2"), names(view));
  }
}
