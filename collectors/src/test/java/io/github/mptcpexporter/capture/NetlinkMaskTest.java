package io.github.mptcpexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.capture.DatagramChange.Kind;
import io.github.mptcpexporter.netlink.capture.NetlinkRecording;
import io.github.mptcpexporter.source.RootFs;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetlinkMaskTest {

  private static final Path ROUTERS = Path.of("src/test/resources/routers");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\d+(?:\\.\\d+){3}|(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\\b|[0-9a-f]*:[0-9a-f]*:[0-9a-f:]+");

  private final AddressMask addresses = new AddressMask(new byte[] {42});

  /** The tools' texts tell every address of the router; wherever its bytes stood, others must. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "upstream-6.18-steady",
        "upstream-6.18-wan1-down",
        "upstream-6.18-failover-to-backup",
        "upstream-6.18-fallback-tcp",
        "upstream-6.18-endpoint-deleted"
      })
  void everyAddressThatToolsShowIsMaskedWhereverItStands(String router) throws Exception {
    Path directory = ROUTERS.resolve(router);
    List<byte[]> known = known(directory.resolve("cmd"));
    NetlinkMask mask = new NetlinkMask(addresses, ByteOrder.LITTLE_ENDIAN);
    List<String> masked = new ArrayList<>();
    List<String> found = new ArrayList<>();

    NetlinkRecording.read(new RootFs(directory))
        .orElseThrow()
        .with(
            (family, kind, bytes) -> {
              byte[] after = mask.change(family, kind, bytes.clone());
              assertEquals(bytes.length, after.length);
              for (byte[] address : known) {
                for (int at = indexOf(bytes, address, 0);
                    at >= 0;
                    at = indexOf(bytes, address, at + 1)) {
                  found.add(hex(address));
                  masked.add(check(address, Arrays.copyOfRange(after, at, at + address.length)));
                }
              }
              return after;
            });

    assertTrue(found.contains("cb00710a"), "the server's address is found"); // 203.0.113.10
    assertTrue(found.contains("0a010002") && found.contains("0a020002"), "the uplinks' are found");
    assertFalse(masked.isEmpty());
  }

  private String check(byte[] address, byte[] after) {
    Set<String> allowed = new LinkedHashSet<>();
    allowed.add(hex(addresses.map(address)));
    allowed.add(hex(new byte[address.length])); // blanked with all of its attribute
    for (int length : new int[] {8, 24, 64}) { // as networks stand in routes
      allowed.add(hex(addresses.mapNetwork(address, length)));
    }
    assertTrue(allowed.contains(hex(after)), hex(address) + " became " + hex(after));
    return hex(after);
  }

  @Test
  void whatHoldsNoAddressStaysAsItIs() throws Exception {
    // RTM_NEWRULE of `from all iif br-lan lookup 1`, priority 500.
    byte[] rule =
        HexFormat.of()
            .parseHex(
                "4400000020000200010000000000000002000000010000010000000008000f00"
                    + "01000000080006000004f4010b000300"
                    + "62722d6c616e000008000e00ffffffff05001500"
                    + "03000000");
    rule[0] = (byte) rule.length;
    NetlinkMask mask = new NetlinkMask(addresses, ByteOrder.LITTLE_ENDIAN);

    assertEquals(hex(rule), hex(mask.change(NetlinkFamily.ROUTE, Kind.REPLY, rule.clone())));
  }

  @Test
  void attributesThatNobodyKnowsAreBlanked() throws Exception {
    // RTM_NEWADDR with an attribute of type 99.
    byte[] message =
        HexFormat.of().parseHex("200000001400000001000000000000000a400000010000000800630011223344");
    NetlinkMask mask = new NetlinkMask(addresses, ByteOrder.LITTLE_ENDIAN);

    byte[] masked = mask.change(NetlinkFamily.ROUTE, Kind.REPLY, message);

    assertEquals("0800000000000000", hex(masked).substring(48));
  }

  @Test
  void messagesThatNobodyKnowsAreBlanked() throws Exception {
    // Type 36 is RTM_NEWQDISC; a generic family whose name was never asked is any family.
    byte[] message = HexFormat.of().parseHex("180000002400000001000000000000001122334455667788");
    NetlinkMask mask = new NetlinkMask(addresses, ByteOrder.LITTLE_ENDIAN);
    String blank = "18000000240000000100000000000000" + "0000000000000000";

    for (NetlinkFamily family :
        List.of(NetlinkFamily.ROUTE, NetlinkFamily.GENERIC, NetlinkFamily.NETFILTER)) {
      assertEquals(blank, hex(mask.change(family, Kind.REPLY, message.clone())));
    }
  }

  @Test
  void networkOfARouteKeepsItsZeroesAndHoldsItsGateway() throws Exception {
    // 10.16.0.0/20 via 10.16.4.1.
    byte[] message =
        HexFormat.of()
            .parseHex(
                "2c000000180000000100000000000000"
                    + "02140000fe03000100000000"
                    + "080001000a100000"
                    + "080005000a100401");
    NetlinkMask mask = new NetlinkMask(addresses, ByteOrder.LITTLE_ENDIAN);

    byte[] masked = mask.change(NetlinkFamily.ROUTE, Kind.REPLY, message);

    String gateway = hex(addresses.map(bytes("0a100401")));
    assertEquals("08000500" + gateway, hex(masked).substring(72));
    assertEquals("08000100" + gateway.substring(0, 5) + "000", hex(masked).substring(56, 72));
  }

  @Test
  void nextHopsOfARouteAreMasked() throws Exception {
    // RTA_MULTIPATH with two hops, via 10.1.0.1 and via inet 10.2.0.1 (RTA_VIA).
    String hops =
        "10000000"
            + "04000000"
            + "08000500"
            + "0a010001"
            + "14000000"
            + "05000000"
            + "0a001200"
            + "0200"
            + "0a020001"
            + "0000";
    String body = "02000000fe03000100000000" + "28000900" + hops;
    byte[] message = HexFormat.of().parseHex("40000000" + "18000000" + "0100000000000000" + body);
    message[0] = (byte) message.length;
    NetlinkMask mask = new NetlinkMask(addresses, ByteOrder.LITTLE_ENDIAN);

    String masked = hex(mask.change(NetlinkFamily.ROUTE, Kind.REPLY, message));

    assertTrue(masked.contains("08000500" + hex(addresses.map(bytes("0a010001")))), masked);
    assertTrue(masked.contains("0a0012000200" + hex(addresses.map(bytes("0a020001")))), masked);
  }

  @Test
  void requestThatAnErrorRepeatsIsMaskedToo() throws Exception {
    // ENOENT, and the request for the socket 10.1.0.2:1 -> 203.0.113.10:2.
    String request =
        "48000000140001000100000000000000"
            + "02060200be0b0000"
            + "00010002"
            + "0a010002000000000000000000000000"
            + "cb00710a000000000000000000000000"
            + "00000000"
            + "ffffffffffffffff";
    byte[] error =
        HexFormat.of().parseHex("5c000000020000000100000000000000" + "feffffff" + request);
    NetlinkMask mask = new NetlinkMask(addresses, ByteOrder.LITTLE_ENDIAN);

    String masked = hex(mask.change(NetlinkFamily.SOCK_DIAG, Kind.REPLY, error));

    assertEquals(
        "5c000000020000000100000000000000feffffff"
            + request
                .replace("0a010002", hex(addresses.map(bytes("0a010002"))))
                .replace("cb00710a", hex(addresses.map(bytes("cb00710a")))),
        masked);
  }

  @Test
  void malformedMessageIsNotWrittenUnmasked() {
    byte[] half =
        HexFormat.of().parseHex("200000001400000001000000000000000a4000000100000009000100cb00");
    half[0] = (byte) half.length;
    NetlinkMask mask = new NetlinkMask(addresses, ByteOrder.LITTLE_ENDIAN);

    assertThrows(
        NetlinkFormatException.class, () -> mask.change(NetlinkFamily.ROUTE, Kind.REPLY, half));
  }

  @Test
  void keysOfTcpSignaturesAreHiddenAlsoWithoutAMask() {
    String row = "02010000" + "00".repeat(68);
    byte[] message =
        HexFormat.of()
            .parseHex(
                "6c000000140002000100000000000000"
                    + row
                    + "0c001200"
                    + "6b65796b65796b65"
                    + "08000f0001000000");
    message[0] = (byte) message.length;

    byte[] hidden =
        new NetlinkSecrets(ByteOrder.LITTLE_ENDIAN)
            .change(NetlinkFamily.SOCK_DIAG, Kind.REPLY, message);

    assertEquals("0c001200" + "00".repeat(8) + "08000f0001000000", hex(hidden).substring(176));
  }

  private static List<byte[]> known(Path tools) throws Exception {
    Set<String> texts = new LinkedHashSet<>();
    for (String file : new RootFs(tools).list("")) {
      if (file.matches("(ip|ss).*\\.txt")) {
        Matcher found = ADDRESS.matcher(Files.readString(tools.resolve(file)));
        while (found.find()) {
          texts.add(found.group());
        }
      }
    }
    List<byte[]> known = new ArrayList<>();
    for (String text : texts) {
      if (text.matches("(?:[0-9a-f]{2}:){5}[0-9a-f]{2}")) {
        known.add(HexFormat.ofDelimiter(":").parseHex(text));
      } else if (text.matches("[0-9.]+|[^:]*:.*:.*:.*|.*::.*")) {
        known.add(InetAddress.getByName(text).getAddress());
      }
    }
    AddressMask mask = new AddressMask(new byte[] {42});
    known.removeIf(address -> Arrays.equals(address, mask.map(address))); // such as 127.0.0.1
    // Networks such as 10.1.0.0 look like other things: 0a01 0000 begins an attribute.
    known.removeIf(address -> address.length == 4 && address[3] == 0);
    return known;
  }

  private static int indexOf(byte[] bytes, byte[] wanted, int from) {
    for (int i = from; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
