package io.github.mptcpexporter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.LogicalInterface;
import io.github.mptcpexporter.model.LogicalInterface.Resolution;
import io.github.mptcpexporter.model.LogicalInterfaces;
import io.github.mptcpexporter.model.MultipathMode;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.UbusInterface;
import io.github.mptcpexporter.model.UciConfig;
import io.github.mptcpexporter.model.UciOption;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which device an interface of OpenWrt is; names as netifd and its protocol handlers make them. */
class InterfaceResolverTest {

  private final List<UciSection> sections = new ArrayList<>();
  private final List<UciSection> noted = new ArrayList<>();
  private final List<UbusInterface> asked = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          proto=dhcp ifname=eth0.1                 , eth0.1
          proto=dhcp device=eth1 ifname=eth0       , eth1
          proto=static type=bridge ifname=eth0     , br-wan
          proto=static device=br-lan.7             , br-lan.7
          proto=pppoe device=eth0.2                , pppoe-wan
          proto=3g device=/dev/ttyUSB0             , 3g-wan
          proto=l2tp                               , l2tp-wan
          proto=wireguard                          , wan
          proto=6in4                               , 6in4-wan
          proto=gre                                , gre4-wan
          proto=qmi device=/dev/cdc-wdm1           , wwan1
          proto=modemmanager device=/sys/devices/x , -
          proto=dhcpv6 device=@lte                 , pppoe-lte
          proto=dhcpv6 ifname=@nowhere             , -
          proto=none                               , -
          proto=dhcp device=averylongdevicename    , averylongdevice
          """)
  void theConfigurationAloneNamesTheDevice(String options, String device) {
    section("wan", options);
    section("lte", "proto=pppoe");

    assertEquals(Optional.ofNullable(device), wan().configuredDevice());
    assertEquals(Optional.ofNullable(device), wan().device());
  }

  @Test
  void aliasesInACircleEnd() {
    section("wan", "proto=dhcp device=@lte");
    section("lte", "proto=dhcp device=@wan");

    assertEquals(Optional.empty(), wan().device());
  }

  @Test
  void aLongNameIsCutAsTheKernelDoes() {
    section("verylonguplink", "proto=pppoe");

    assertEquals(
        Optional.of("pppoe-verylongu"), resolve().byName("verylonguplink").orElseThrow().device());
  }

  @Test
  void netifdsWordComesFirstThenWhatWasNotedThenTheConfigurationThenAddresses() {
    section("wan", "proto=dhcp ifname=eth0.1 macaddr=02:00:00:00:00:01");
    link(7, "wwan0", "02:00:00:00:00:07", "198.51.100.10");
    link(8, "eth9", "02:00:00:00:00:01");
    assertEquals("eth9 ADDRESS", found());

    link(9, "eth0.1", "02:00:00:00:00:02");
    assertEquals("eth0.1 CONFIG", found());

    noted("wan", "up=1 ifname=pppoe-gone");
    assertEquals("eth0.1 CONFIG", found());

    noted.clear();
    noted("wan", "up=1 ifname=wwan0");
    assertEquals("wwan0 STATE", found());

    asked.add(up("wan", "eth9"));
    assertEquals("eth9 UBUS", found());
  }

  @Test
  void aStaticAddressFindsItsDevice() {
    section("wan", "proto=static device=sfp ipaddr=198.51.100.10/24");
    link(7, "wwan0", "02:00:00:00:00:07", "198.51.100.10");

    assertEquals("wwan0 ADDRESS", found());
  }

  @Test
  void whatIsGoneKeepsTheDeviceThatItHad() {
    section("wan", "proto=qmi");
    asked.add(up("wan", "wwan0"));
    link(7, "wwan0", "");
    LogicalInterfaces before = resolve();
    asked.clear();
    links.clear();

    LogicalInterface gone = resolver().resolve(before).byName("wan").orElseThrow();

    assertEquals(Optional.of("wwan0"), gone.device());
    assertEquals(Resolution.NONE, gone.resolution());
  }

  @Test
  void theChildOfAProtocolIsCalledAfterItsParent() {
    section("wan", "proto=qmi");
    asked.add(
        new UbusInterface(
            "wan_4",
            true,
            true,
            Optional.of("dhcp"),
            Optional.of("wwan0"),
            Optional.of("wwan0"),
            List.of()));
    asked.add(
        new UbusInterface(
            "wan_6",
            true,
            true,
            Optional.of("464xlat"),
            Optional.of("464-wan_6"),
            Optional.empty(),
            List.of()));

    assertEquals("wwan0 UBUS", found());
    assertEquals("wan", resolve().nameOf("464-wan_6"));
    assertEquals("eth0", resolve().nameOf("eth0"));
  }

  @Test
  void ofAliasesTheOneThatTakesPartNamesTheDevice() {
    section("lan", "proto=static device=eth1 multipath=off");
    section("wan6", "proto=dhcpv6 device=@wan");
    section("wan", "proto=dhcp device=eth1 multipath=on");

    assertEquals("wan", resolve().nameOf("eth1"));
  }

  @Test
  void modesAreTheFiveWordsAndWhatIsNoneOfThemIsOff() {
    section("wan", "multipath=yes");
    section("lte", "multipath=handover");
    section("lan", "proto=static");

    LogicalInterfaces all = resolve();

    assertEquals(Optional.of(MultipathMode.OFF), all.byName("wan").orElseThrow().mode());
    assertEquals(Optional.of(MultipathMode.HANDOVER), all.byName("lte").orElseThrow().mode());
    assertEquals(Optional.empty(), all.byName("lan").orElseThrow().mode());
    assertEquals(3, all.byName("lte").orElseThrow().expectedTable());
  }

  private String found() {
    LogicalInterface wan = wan();
    return wan.device().orElse("none") + " " + wan.resolution();
  }

  private LogicalInterface wan() {
    return resolve().byName("wan").orElseThrow();
  }

  private LogicalInterfaces resolve() {
    return resolver().resolve(LogicalInterfaces.NONE);
  }

  private InterfaceResolver resolver() {
    Map<String, UciPackage> state = noted.isEmpty() ? Map.of() : Map.of("network", network(noted));
    return new InterfaceResolver(
        new UciConfig(Map.of("network", network(sections)), state, Map.of()),
        asked,
        Optional.of(new Links(links)));
  }

  private static UciPackage network(List<UciSection> sections) {
    return new UciPackage("network", "etc/config/network", sections, List.of(), List.of());
  }

  private void section(String name, String options) {
    sections.add(section(name, sections.size(), options));
  }

  private void noted(String name, String options) {
    noted.add(section(name, 0, options));
  }

  private static UciSection section(String name, int index, String options) {
    Map<String, UciOption> all = new LinkedHashMap<>();
    for (String option : options.strip().split(" ", -1)) {
      String[] parts = option.split("=", -1);
      all.put(parts[0], UciOption.string(parts[0], parts[1]));
    }
    return new UciSection("interface", name, false, index, all);
  }

  private static UbusInterface up(String name, String device) {
    return new UbusInterface(
        name, true, false, Optional.of("dhcp"), Optional.of(device), Optional.empty(), List.of());
  }

  private void link(int index, String name, String hardware, String... addresses) {
    links.add(
        new Link(
            index,
            name,
            Link.FLAG_UP,
            Link.OperState.UP,
            Optional.of(true),
            OptionalLong.empty(),
            OptionalInt.empty(),
            Optional.of(hardware).filter(text -> !text.isEmpty()),
            Optional.empty(),
            Optional.empty(),
            List.of(addresses).stream()
                .map(text -> new Link.Address(Prefix.parse(text).address(), 24, 0))
                .toList()));
  }
}
