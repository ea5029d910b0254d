package io.github.mptcpexporter.exporter.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AddressesTest {

  @Test
  void ipv6IsAsShortAsIpPrintsIt() {
    List<String> texts =
        List.of(
            "::",
            "::1",
            "fd01::2",
            "fe80::cc3c:bdff:fe3b:13fd",
            "2001:db8:0:1:1:1:1:1", // a single zero group is not shortened
            "2001:0:0:1::1", // the longest run is
            "2001:db8::1:0:0:1", // the first of two equal runs is
            "1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6::");

    for (String text : texts) {
      assertEquals(text, Addresses.text(Text.address(text)));
    }
  }

  @Test
  void anyAddressReadsBackAsTheSame() throws Exception {
    Random random = new Random(5952);
    for (int i = 0; i < 1000; i++) {
      byte[] bytes = new byte[16];
      for (int j = 0; j < 16; j++) {
        bytes[j] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : 0);
      }
      bytes[0] = 0x20; // no mapped address, which the JDK reads as IPv4

      InetAddress address = InetAddress.getByAddress(bytes);

      assertEquals(address, Text.address(Addresses.text(address)));
    }
  }

  @Test
  void portFollowsBracketsWhereColonsAre() {
    assertEquals("10.1.0.2:80", Addresses.text(Text.address("10.1.0.2"), 80));
    assertEquals("[fd01::2]:80", Addresses.text(Text.address("fd01::2"), 80));
  }

  @Test
  void orderIsByFamilyThenAddressAsANumberThenPort() {
    List<String> sorted =
        List.of(
            "9.0.0.1:5 192.0.2.1:1",
            "10.0.0.1:5 192.0.2.1:1",
            "10.0.0.1:10 192.0.2.1:1",
            "10.0.0.1:10 192.0.2.1:2",
            "200.0.0.1:1 192.0.2.1:1",
            "[fd01::2]:1 [fd02::2]:1");

    for (int i = 1; i < sorted.size(); i++) {
      int order =
          Addresses.ORDER.compare(Text.addresses(sorted.get(i - 1)), Text.addresses(sorted.get(i)));
      assertTrue(order < 0, sorted.get(i));
    }
  }
}
