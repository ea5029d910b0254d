package io.github.mptcpexporter.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {

  private static final Line LINE = new Line("proc/net/tcp", 7, "");

  @Test
  void wordsAreInTheOrderOfTheMachine() throws IOException {
    InetAddress server = InetAddress.getByName("192.0.2.10");
    InetAddress router = InetAddress.getByName("2001:db8:1::2");

    assertEquals(server, AddressText.ofHex(LINE, "0A0200C0", ByteOrder.LITTLE_ENDIAN));
    assertEquals(server, AddressText.ofHex(LINE, "C000020A", ByteOrder.BIG_ENDIAN));
    assertEquals(
        router,
        AddressText.ofHex(LINE, "B80D0120000001000000000002000000", ByteOrder.LITTLE_ENDIAN));
    assertEquals(
        router, AddressText.ofHex(LINE, "20010db8000100000000000000000002", ByteOrder.BIG_ENDIAN));
  }

  @Test
  void mappedAddressIsIpv4() throws IOException {
    InetAddress address =
        AddressText.ofHex(LINE, "0000000000000000FFFF00000A0200C0", ByteOrder.LITTLE_ENDIAN);

    assertInstanceOf(Inet4Address.class, address);
    assertEquals("192.0.2.10", address.getHostAddress());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0A0200C", "0A0200C00", "0A0200CG", "0a0200c０"})
  void otherDigitsAreNoAddress(String digits) {
    assertThrows(
        BadInputException.class, () -> AddressText.ofHex(LINE, digits, ByteOrder.BIG_ENDIAN));
  }

  @Test
  void literalsOfBothFamiliesAreRead() throws IOException {
    assertEquals(InetAddress.getByName("203.0.113.2"), AddressText.ofLiteral(LINE, "203.0.113.2"));
    assertEquals(
        InetAddress.getByName("2001:db8:1::2"),
        AddressText.ofLiteral(LINE, "2001:0db8:0001:0000:0000:0000:0000:0002"));
    assertEquals(InetAddress.getByName("fe80::1"), AddressText.ofLiteral(LINE, "fe80::1"));
  }

  /** The JDK would ask a resolver for most of these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "1.2.3.-4",
        "0x7f.0.0.1",
        ":",
        ":::",
        "12345::",
        "fe80::1%lo",
        "a:b"
      })
  void otherTextIsNoAddress(String text) {
    BadInputException e =
        assertThrows(BadInputException.class, () -> AddressText.ofLiteral(LINE, text));

    assertTrue(String.valueOf(e.getMessage()).startsWith("proc/net/tcp:7: not a"), e::toString);
  }
}
