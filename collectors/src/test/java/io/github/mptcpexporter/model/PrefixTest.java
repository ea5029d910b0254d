package io.github.mptcpexporter.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PrefixTest {

  @Test
  void addressesWithAndWithoutBitsAreNetworks() {
    assertParses("192.0.2.7/32", "192.0.2.7");
    assertParses("192.0.2.0/24", "192.0.2.7/24");
    assertParses("0.0.0.0/0", "0.0.0.0/0");
    assertParses("255.249.199.10/32", "255.249.199.10");
    assertParses("2001:db8:0:0:0:0:0:7/128", "2001:db8::7");
    assertParses("2001:db8:0:0:0:0:0:0/32", "2001:db8::7/32");
    assertParses("0:0:0:0:0:0:0:0/0", "::/0");
    assertParses("192.0.2.7/32", "::ffff:192.0.2.7");
  }

  private static void assertParses(String network, String text) {
    assertEquals(network, Prefix.parse(text).toString());
  }

  @Test
  void whatIsNoAddressIsRefusedAndNeverLookedUp() {
    assertRefused("");
    assertRefused("office");
    assertRefused("localhost");
    assertRefused("beef");
    assertRefused("192.0.2");
    assertRefused("192.0.2.");
    assertRefused("192.0.2.1.1");
    assertRefused("192.0.2.256");
    assertRefused("1.2.3.4/33");
    assertRefused("1.2.3.4/");
    assertRefused("1.2.3.4/-1");
    assertRefused("2001:db8::/129");
    assertRefused(":");
    assertRefused(":::");
    assertRefused("2001:db8");
    assertRefused("fe80::1%eth0");
  }

  private static void assertRefused(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Prefix.parse(text));

    assertTrue(
        String.valueOf(e.getMessage()).startsWith("\"" + text + "\" is no address"),
        e.getMessage());
  }
}
