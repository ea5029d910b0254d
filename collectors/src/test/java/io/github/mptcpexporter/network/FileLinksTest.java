package io.github.mptcpexporter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.routers.EditedRoot;
import io.github.mptcpexporter.routers.IpText;
import io.github.mptcpexporter.routers.RecordedRouter;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle is {@code ip addr} on the recorded routers. */
class FileLinksTest {

  private static final Map<String, Long> FLAGS =
      Map.of(
          "UP", 0x1L,
          "BROADCAST", 0x2L,
          "LOOPBACK", 0x8L,
          "POINTOPOINT", 0x10L,
          "NOARP", 0x80L,
          "MULTICAST", 0x1000L);

  static Stream<RecordedRouter> routers() throws IOException {
    return RecordedRouter.outOfTree();
  }

  private static List<Link> read(RootFs root) throws IOException {
    return new FileLinks(root, ByteOrder.LITTLE_ENDIAN).read().orElseThrow().all();
  }

  private static Link link(RootFs root, String name) throws IOException {
    return read(root).stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("routers")
  void devicesAreThoseOfIpAddr(RecordedRouter router) throws IOException {
    List<IpText.Device> devices = IpText.devices(router.output("ip-addr"));
    List<Link> links = read(router.rootFs());

    assertFalse(devices.isEmpty());
    assertEquals(
        devices.stream().map(IpText.Device::index).toList(),
        links.stream().map(Link::index).toList());
    for (int i = 0; i < links.size(); i++) {
      IpText.Device device = devices.get(i);
      Link link = links.get(i);
      assertEquals(device.name(), link.name());
      assertEquals(device.mtuBytes(), link.mtuBytes().orElseThrow());
      assertEquals(device.state(), link.operState().label().toUpperCase(Locale.ROOT));
      assertEquals(hardwareAddress(device), link.hardwareAddress().orElseThrow());
      assertEquals(flags(device), link.flagBits(), device.name());
      assertEquals(carrier(device), link.carrier(), device.name());
      assertEquals(Optional.empty(), link.kind());
    }
  }

  /** {@code ip} writes the four bytes of a sit as an IPv4 address, and unknown flags in digits. */
  private static String hardwareAddress(IpText.Device device) {
    return device.hardwareAddress().equals("0.0.0.0") ? "00:00:00:00" : device.hardwareAddress();
  }

  private static long flags(IpText.Device device) {
    long bits = 0;
    for (String flag : device.flags()) {
      if (!flag.equals("LOWER_UP")) { // the kernel's report of the carrier, not in the file
        Long known = FLAGS.get(flag);
        bits |= known != null ? known : Long.parseLong(flag, 16);
      }
    }
    return bits;
  }

  private static Optional<Boolean> carrier(IpText.Device device) {
    return device.up() ? Optional.of(device.flags().contains("LOWER_UP")) : Optional.empty();
  }

  /** All but IPv4 addresses without a network: those of a device that is down, and a /32. */
  @ParameterizedTest
  @MethodSource("routers")
  void addressesAreThoseOfIpAddr(RecordedRouter router) throws IOException {
    for (IpText.Device device : IpText.devices(router.output("ip-addr"))) {
      Set<IpText.Address> expected = new TreeSet<>(device.addresses());
      expected.removeIf(
          address ->
              address.address() instanceof Inet4Address
                  && (!device.up() || address.prefixLength() == 32));
      assertEquals(expected, addresses(link(router.rootFs(), device.name())), device::name);
    }
  }

  private static Set<IpText.Address> addresses(Link link) {
    Set<IpText.Address> addresses = new TreeSet<>();
    for (Link.Address a : link.addresses()) {
      assertTrue(
          addresses.add(new IpText.Address(a.address(), a.prefixLength(), a.scope())),
          () -> "twice: " + a);
    }
    return addresses;
  }

  /** Read before {@code /sys}, and that before {@code ip -s link}, while traffic flowed. */
  @ParameterizedTest
  @MethodSource("routers")
  void countersGrowTowardsThoseReadLater(RecordedRouter router) throws IOException {
    EditedRoot later = new EditedRoot(router.directory()).without("proc/net/dev");
    List<String> ip = router.output("ip-s-link");
    for (Link link : read(router.rootFs())) {
      long[] first = values(link.counters().orElseThrow());
      long[] second = values(link(later, link.name()).counters().orElseThrow());
      long[] third = ipCounters(ip, link.index());
      boolean still = link.name().matches("lo|br-lan|dummy0|sit0");
      for (int i = 0; i < first.length; i++) {
        assertTrue(first[i] <= second[i] && second[i] <= third[i], link::name);
        assertTrue(!still || first[i] == third[i], link::name);
      }
    }
  }

  private static long[] values(Link.Counters c) {
    return new long[] {
      c.receiveBytes(), c.receivePackets(), c.receiveErrors(), c.receiveDropped(),
      c.transmitBytes(), c.transmitPackets(), c.transmitErrors(), c.transmitDropped()
    };
  }

  private static long[] ipCounters(List<String> output, int index) {
    int at = 0;
    while (!output.get(at).startsWith(index + ":")) {
      at++;
    }
    String[] receive = output.get(at + 3).strip().split("\\s+", -1);
    String[] transmit = output.get(at + 5).strip().split("\\s+", -1);
    long[] values = new long[8];
    for (int i = 0; i < 4; i++) {
      values[i] = Long.parseLong(receive[i]);
      values[i + 4] = Long.parseLong(transmit[i]);
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("routers")
  void eachCounterIsTheNumberInItsFile(RecordedRouter router) throws IOException {
    EditedRoot root = new EditedRoot(router.directory()).without("proc/net/dev");
    for (Link link : read(root)) {
      long[] values = values(link.counters().orElseThrow());
      List<String> files =
          List.of(
              "rx_bytes",
              "rx_packets",
              "rx_errors",
              "rx_dropped",
              "tx_bytes",
              "tx_packets",
              "tx_errors",
              "tx_dropped");
      for (int i = 0; i < values.length; i++) {
        String path = "sys/class/net/" + link.name() + "/statistics/" + files.get(i);
        assertEquals(router.lines(path), List.of(String.valueOf(values[i])), path);
      }
    }
  }

  @Test
  void carrierChangesAreToldSince315() throws IOException {
    assertEquals(
        OptionalLong.empty(),
        link(RecordedRouter.named("out-of-tree-3.14-02-wan1-down").rootFs(), "wan1")
            .carrierChanges());
    assertEquals(
        OptionalLong.of(3),
        link(RecordedRouter.named("out-of-tree-5.4-02-wan1-down").rootFs(), "wan1")
            .carrierChanges());
  }

  @Test
  void flagsOfMultipathAreKept() throws IOException {
    RootFs backup = RecordedRouter.named("out-of-tree-5.4-04-wan2-backup").rootFs();

    assertEquals(0x100000, link(backup, "wan2").flagBits() & Link.FLAG_MPBACKUP);
    assertEquals(0, link(backup, "wan1").flagBits() & Link.FLAG_MPBACKUP);
    assertEquals(0x80000, link(backup, "br-lan").flagBits() & Link.FLAG_NOMULTIPATH);
  }

  /** Those where {@code multipath} finds sysctls: the server is a namespace without. */
  static Stream<RecordedRouter> routersWithSysctls() throws IOException {
    return routers().filter(router -> router.has("proc/sys/net/mptcp/mptcp_enabled"));
  }

  /** The script of 2014 reads the same flags: on, off and backup, but never handover. */
  @ParameterizedTest
  @MethodSource("routersWithSysctls")
  void flagsOfMultipathAreThoseThatTheScriptPrints(RecordedRouter router) throws IOException {
    List<String> expected = router.output("multipath");
    List<String> found = new ArrayList<>();
    for (Link link : read(router.rootFs())) {
      boolean off = (link.flagBits() & Link.FLAG_NOMULTIPATH) != 0;
      boolean backup = (link.flagBits() & Link.FLAG_MPBACKUP) != 0;
      String mode = off ? "deactivated" : backup ? "in backup mode" : "in default mode";
      found.add(link.name() + " is " + mode);
    }

    assertEquals(expected.stream().sorted().toList(), found.stream().sorted().toList());
  }

  @Test
  void countersNeedNoBlankBehindTheDevice() throws IOException {
    RecordedRouter router = RecordedRouter.named("out-of-tree-3.14-01-steady");
    EditedRoot root =
        new EditedRoot(router.directory())
            .edit("proc/net/dev", text -> text.replaceAll("wan1: +", "wan1:"));

    assertEquals(221638, link(root, "wan1").counters().orElseThrow().receiveBytes());
  }

  @Test
  void deviceThatIsInNoTableHasNoCounters(@TempDir Path empty) throws IOException {
    RootFs root = new DeviceDirectory(empty).device("usb0", "3", "0x1003").rootFs();

    assertEquals(Optional.empty(), link(root, "usb0").counters());
    assertEquals(Optional.empty(), link(root, "usb0").hardwareAddress());
  }

  @Test
  void whatIsNoDeviceIsSkipped(@TempDir Path empty) throws IOException {
    DeviceDirectory directory = new DeviceDirectory(empty);
    directory.device("usb0", "3", "0x1003").file("bonding_masters", "bond0");
    directory.file("leaving/ifindex", "4"); // its flags have gone already

    assertEquals(List.of("usb0"), read(directory.rootFs()).stream().map(Link::name).toList());
  }

  @Test
  void rootWithoutDevicesIsAbsent(@TempDir Path empty) throws IOException {
    assertEquals(
        Optional.empty(), new FileLinks(new RootFs(empty), ByteOrder.LITTLE_ENDIAN).read());
  }
}
