package io.github.mptcpexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines are those of OpenWrt routers with kernel 3.14 and 5.4, little endian unless said. */
class FileMaskTest {

  private final AddressMask addresses = new AddressMask(new byte[] {7});
  private final FileMask mask = new FileMask(addresses, ByteOrder.LITTLE_ENDIAN);

  @Test
  void hexInHostOrderIsTheSameAddressAsDotted() {
    String line =
        "   1: 026433C6:C6BB 0A0200C0:1389 01 00002EE0:00000000 01:00000168 00000000     0   1226\n";

    String masked = mask("proc/net/tcp", line);

    assertEquals(
        "   1: "
            + hostOrder("c6336402")
            + ":C6BB "
            + hostOrder("c000020a")
            + ":1389 01 00002EE0:00000000 01:00000168 00000000     0   1226\n",
        masked);
  }

  @Test
  void connectionTableOfTheOutOfTreeKernelIsMaskedInPlace() {
    String header =
        "  sl  loc_tok  rem_tok  v6 local_address                         remote_address          \n";
    String v4 =
        "   0: 9C20E8AF 328DA2F8  0 027100CB:C65E                         0A0200C0:138C          "
            + "               01 01 000E1EF0:00000594 1216\n";
    String v6 =
        "   1: 2D474A26 1E05036C  1 B80D0120000001000000000002000000:CA5A"
            + " B80D0120000099000000000010000000:138A 01 01 00003820:00000000 1227\n";

    String masked = mask("proc/net/mptcp_net/mptcp", header + v4 + v6);

    assertEquals(
        header
            + v4.replace("027100CB", hostOrder("cb007102"))
                .replace("0A0200C0", hostOrder("c000020a"))
            + v6.replace(
                    "B80D0120000001000000000002000000",
                    hostOrder("20010db8000100000000000000000002"))
                .replace(
                    "B80D0120000099000000000010000000",
                    hostOrder("20010db8009900000000000000000010")),
        masked);
  }

  @Test
  void bigEndianMachinePrintsInNaturalOrder() {
    FileMask bigEndian = new FileMask(addresses, ByteOrder.BIG_ENDIAN);
    byte[] line = "   1: C6336402:C6BB C000020A:1389 01\n".getBytes(StandardCharsets.UTF_8);

    String masked = new String(bigEndian.mask("proc/net/tcp", line), StandardCharsets.UTF_8);

    assertEquals(
        "   1: " + natural("c6336402") + ":C6BB " + natural("c000020a") + ":1389 01\n", masked);
  }

  @Test
  void routesKeepTheirNetworksAndTheGatewayStaysInside() {
    String masked =
        mask(
            "proc/net/route",
            """
            Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
            wan1	00000000	0100010A	0003	0	0	1	00000000	0	0	0
            wan1	0000010A	00000000	0001	0	0	0	00FFFFFF	0	0	0
            wan2	00000A0A	00000000	0001	0	0	0	0000FFFF	0	0	0
            """);

    String[] lines = masked.split("\n", -1);
    assertEquals("wan1\t00000000\t" + hostOrder("0a010001"), lines[1].substring(0, 22));
    String network = HexFormat.of().withUpperCase().formatHex(addresses.map(bytes("0a010000")));
    assertEquals(
        "wan1\t00" + reversed(network).substring(2) + "\t00000000", lines[2].substring(0, 22));
    assertEquals("wan2\t0000", lines[3].substring(0, 9));
    assertTrue(lines[3].endsWith("\t0000FFFF\t0\t0\t0"), lines[3]);
  }

  @Test
  void ipv6FilesAreInNaturalOrder() {
    String masked =
        mask("proc/net/if_inet6", "20010db8000200000000000000000002 07 40 00 82     wan2\n");
    assertEquals(lower("20010db8000200000000000000000002") + " 07 40 00 82     wan2\n", masked);

    masked =
        mask(
            "proc/net/ipv6_route",
            "20010db8000200000000000000000000 40 00000000000000000000000000000000 00"
                + " 20010db8000200000000000000000001 00000400 00000002     wan2\n");
    assertEquals(
        lower("20010db8000200000000000000000002").substring(0, 16)
            + "0000000000000000 40 00000000000000000000000000000000 00 "
            + lower("20010db8000200000000000000000001")
            + " 00000400 00000002     wan2\n",
        masked);
  }

  @Test
  void treeOfRoutesHoldsTheSameAddresses() {
    String masked =
        mask(
            "proc/net/fib_trie",
            """
            Local:
              +-- 10.0.0.0/8 2 0 2
                 |-- 10.1.0.0
                    /16 link UNICAST
                    /32 link BROADCAST
                 |-- 10.1.0.2
                    /32 host LOCAL
                 |-- 127.0.0.1
                    /32 host LOCAL
            """);

    String[] lines = masked.split("\n", -1);
    assertEquals("  +-- 10.0.0.0/8 2 0 2", lines[1]);
    assertTrue(lines[2].matches("     \\|-- 10\\.\\d+\\.0\\.0"), lines[2]);
    assertEquals("     |-- " + dotted("0a010002"), lines[5]);
    assertEquals("     |-- 127.0.0.1", lines[7]);
  }

  @Test
  void textIsMaskedWhereverAnAddressStands() {
    String masked =
        mask(
            "etc/config/network",
            """
            	option ipaddr '198.51.100.2'
            	option netmask '255.255.255.0'
            	option gateway 198.51.100.1
            	option ip6addr '2001:db8:2::2/64'
            	option macaddr 'C2:3F:0D:80:74:14'
            	list dns '::ffff:198.51.100.2'
            	option version '1.2.3'
            	option at '12:34:56'
            """);

    assertTrue(masked.contains("ipaddr '" + dotted("c6336402") + "'"), masked);
    assertTrue(masked.contains("netmask '255.255.255.0'"), masked);
    assertTrue(masked.contains("gateway " + dotted("c6336401") + "\n"), masked);
    assertTrue(masked.contains("dns '::ffff:" + dotted("c6336402") + "'"), masked);
    assertTrue(masked.contains("version '1.2.3'"), masked);
    assertTrue(masked.contains("at '12:34:56'"), masked);
    assertTrue(masked.matches("(?s).*ip6addr '[23][0-9a-f:]*/64'.*"), masked);
    assertFalse(masked.contains("2001:db8:2::2"), masked);
    String mac =
        HexFormat.ofDelimiter(":").withUpperCase().formatHex(addresses.map(bytes("c23f0d807414")));
    assertTrue(masked.contains("macaddr '" + mac + "'"), masked);
  }

  @Test
  void statusOfATunnelIsMasked() {
    // OpenVPN 2.6, status-version 3.
    String masked =
        mask(
            "tmp/openvpn.status",
            "ROUTING_TABLE\t22:cf:f1:8b:c1:28@0\trouter-home\t198.51.100.2:41634\t2026-11-22 09:48:13\n");

    String mac = HexFormat.ofDelimiter(":").formatHex(addresses.map(bytes("22cff18bc128")));
    assertEquals(
        "ROUTING_TABLE\t"
            + mac
            + "@0\trouter-home\t"
            + dotted("c6336402")
            + ":41634\t2026-11-22 09:48:13\n",
        masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "via %s dev",
        "[%s]:443",
        "%s: unreachable",
        "%s:56016 closed",
        "at %s.",
        "%s%%wan1",
        "%s/64"
      })
  void ipv6AddressIsFoundWhateverStandsAroundIt(String around) {
    String alone = mask("tmp/log", "2001:db8:2::2");

    assertNotEquals("2001:db8:2::2", alone);
    assertEquals(
        String.format(around, alone), mask("tmp/log", String.format(around, "2001:db8:2::2")));
  }

  @Test
  void fullMeshTableKeepsItsForm() {
    String masked =
        mask("proc/net/mptcp_fullmesh", "1, 9, 0, 2001:0db8:0002:0000:0000:0000:0000:0002, 7\n");

    String hex = lower("20010db8000200000000000000000002");
    assertEquals("1, 9, 0, " + hex.replaceAll("(....)(?=.)", "$1:") + ", 7\n", masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ce:3a:06:02:7a:b7", // ethernet
        "c6:33:64:02", // a tunnel over IPv4
        "20:01:0d:b8:00:01:00:00:00:00:00:00:00:00:00:02" // a tunnel over IPv6
      })
  void hardwareAddressesAreMaskedWhateverTheirLength(String address) {
    String masked = mask("sys/class/net/wan1/address", address + "\n");

    HexFormat format = HexFormat.ofDelimiter(":");
    assertEquals(format.formatHex(addresses.map(format.parseHex(address))) + "\n", masked);
    assertNotEquals(address + "\n", masked);
  }

  @Test
  void countersAreNoAddresses() {
    String netstat = "TcpExt: SyncookiesSent PFMemallocDrop\nTcpExt: 0 1234567890123\n";

    assertEquals(netstat, mask("proc/net/netstat", netstat));
  }

  private String mask(String path, String content) {
    return new String(
        mask.mask(path, content.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  private String natural(String hex) {
    return HexFormat.of().withUpperCase().formatHex(addresses.map(bytes(hex)));
  }

  private String lower(String hex) {
    return HexFormat.of().formatHex(addresses.map(bytes(hex)));
  }

  private String hostOrder(String hex) {
    return reversed(natural(hex));
  }

  /** The bytes of each word of eight digits from back to front. */
  private static String reversed(String hex) {
    return hex.replaceAll("(..)(..)(..)(..)", "$4$3$2$1");
  }

  private String dotted(String hex) {
    byte[] a = addresses.map(bytes(hex));
    return (a[0] & 0xff) + "." + (a[1] & 0xff) + "." + (a[2] & 0xff) + "." + (a[3] & 0xff);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
