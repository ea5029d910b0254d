package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.connection;
import static io.github.mptcpexporter.tracker.Router.device;
import static io.github.mptcpexporter.tracker.Router.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MultipathMode;
import io.github.mptcpexporter.source.RootFs;
import io.github.mptcpexporter.uci.UciCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interfaces by the names and the modes of OpenWrt's configuration. */
class ConfiguredUplinkTest {

  private static final String PAGE =
      """
      config globals 'globals'
        option multipath 'enable'
      config interface 'wan1'
        option proto 'dhcp'
        option ifname 'eth0.1'
        option multipath 'master'
      config interface 'lte'
        option proto 'qmi'
        option device '/dev/cdc-wdm0'
        option multipath 'backup'
      config interface 'guest'
        option proto 'dhcp'
        option ifname 'eth0.3'
        option multipath 'off'
      config interface 'tap1337'
        option proto 'none'
        option ifname 'tap1337'
      """;

  private static final Link WAN1 = device(2, "eth0.1", "198.51.100.10");
  private static final Link GUEST = device(4, "eth0.3", "203.0.113.20");
  private static final Link TAP = device(5, "tap1337", "10.9.8.2");

  @TempDir Path root;
  private final Router router = new Router();
  private UciCollector uci;

  @BeforeEach
  void configure() {
    uci = new UciCollector(new RootFs(root));
  }

  private Router configured(String network) throws IOException {
    Path file = root.resolve("etc/config/network");
    Files.createDirectories(root.resolve("etc/config"));
    Files.writeString(file, network);
    return router.put(uci, uci.collect().orElseThrow());
  }

  private static List<String> shown(View view) {
    return view.state(UplinkTracker.class).orElseThrow().all().stream()
        .filter(uplink -> !uplink.aside())
        .map(uplink -> uplink.interfaceName() + " " + uplink.device() + " " + uplink.mode())
        .toList();
  }

  @Test
  void interfacesTakePartAsConfiguredEvenWithoutDeviceOrEndpoint() throws IOException {
    View view = configured(PAGE).links(WAN1, GUEST, TAP).endpoints().connections().round();

    assertEquals(List.of("lte wwan0 BACKUP", "wan1 eth0.1 MASTER"), shown(view));
  }

  @Test
  void theOneThatIsOffShowsItsModeAndNothingElse() throws IOException {
    configured(PAGE).links(WAN1, GUEST, TAP).endpoints().connections().round();

    Map<String, Double> modes = router.samples(UplinkTracker.class).all();
    assertEquals(1.0, modes.get("mptcp_interface_mode{interface=\"guest\",mode=\"off\"}"));
    assertFalse(modes.containsKey("mptcp_interface_link_up{interface=\"guest\"}"));
    assertTrue(modes.containsKey("mptcp_interface_link_up{interface=\"wan1\"}"));
    assertTrue(
        router.samples(LinkAccumulator.class).all().keySet().stream()
            .noneMatch(sample -> sample.contains("guest") || sample.contains("tap1337")));
  }

  @Test
  void subflowsAndEndpointsCountForTheInterface() throws IOException {
    View view =
        configured(PAGE)
            .links(WAN1, GUEST, TAP)
            .endpoints(endpoint(1, "198.51.100.10", Endpoint.Flag.SUBFLOW))
            .connections(connection(1, Flow.of(11, "198.51.100.10"), Flow.of(12, "10.9.8.2")))
            .round();
    Uplinks uplinks = view.state(UplinkTracker.class).orElseThrow();

    assertEquals(1, uplinks.byInterface("wan1").orElseThrow().subflows().size());
    assertEquals(1, uplinks.byInterface("wan1").orElseThrow().endpoints().size());
    // Not configured, but the kernel uses it: that must be seen.
    assertEquals(MultipathMode.ON, uplinks.byInterface("tap1337").orElseThrow().effectiveMode());
  }

  @Test
  void aModemThatReturnsUnderAnotherNameKeepsItsSeries() throws IOException {
    String modem = "config interface 'lte'\n  option ifname '%s'\n  option multipath 'on'\n";
    configured(modem.formatted("wwan0"))
        .links(counting(7, "wwan0", 1000))
        .endpoints()
        .connections()
        .round();
    configured(modem.formatted("wwan1")).links(counting(9, "wwan1", 50)).round();

    Map<String, Double> counters = router.samples(LinkAccumulator.class).all();
    assertEquals(1050.0, counters.get("mptcp_interface_receive_bytes_total{interface=\"lte\"}"));
    assertEquals(List.of("lte wwan1 ON"), shown(router.round()));
  }

  @Test
  void withoutTheConfigurationDevicesAreCalledByTheirOwnNames() {
    View view =
        router
            .links(WAN1, TAP)
            .endpoints(endpoint(1, "198.51.100.10", Endpoint.Flag.SUBFLOW))
            .connections()
            .round();

    assertEquals(List.of("eth0.1 eth0.1 ON"), shown(view));
  }

  private static Link counting(int index, String name, long received) {
    Link plain = device(index, name, "198.51.100.10");
    return new Link(
        plain.index(),
        plain.name(),
        plain.flagBits(),
        plain.operState(),
        plain.carrier(),
        plain.carrierChanges(),
        plain.mtuBytes(),
        plain.hardwareAddress(),
        plain.kind(),
        Optional.of(new Link.Counters(received, 0, 0, 0, 0, 0, 0, 0)),
        plain.addresses());
  }
}
