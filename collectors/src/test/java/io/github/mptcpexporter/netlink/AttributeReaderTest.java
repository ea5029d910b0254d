package io.github.mptcpexporter.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class AttributeReaderTest {

  private static ByteView view(ByteOrder order, int... bytes) {
    byte[] array = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      array[i] = (byte) bytes[i];
    }
    ByteView view = new ByteView(order);
    view.set(array, 0, array.length, "message");
    return view;
  }

  @Test
  void walksOverPaddingAndIgnoresFlagsOfTheType() throws Exception {
    AttributeReader attributes = new AttributeReader(ByteOrder.LITTLE_ENDIAN);
    attributes.over(view(ByteOrder.LITTLE_ENDIAN, 5, 0, 3, 0x80, 9, 0, 0, 0, 4, 0, 7, 0x40), 0);

    assertTrue(attributes.next());
    assertEquals(3, attributes.type());
    assertEquals(1, attributes.length());
    assertEquals(9, attributes.u8(0));
    assertTrue(attributes.next());
    assertEquals(7, attributes.type());
    assertEquals(0, attributes.length());
    assertFalse(attributes.next());
  }

  @Test
  void readsNumbersInTheOrderOfTheMachine() throws Exception {
    int[] bytes = {1, 2, 3, 4, 5, 6, 7, 0xf8};

    assertEquals(0xf807060504030201L, view(ByteOrder.LITTLE_ENDIAN, bytes).u64(0));
    assertEquals(0x01020304050607f8L, view(ByteOrder.BIG_ENDIAN, bytes).u64(0));
    assertEquals(0x0102, view(ByteOrder.LITTLE_ENDIAN, bytes).u16be(0));
    assertEquals(0xf8070605L, view(ByteOrder.LITTLE_ENDIAN, bytes).u32(4));
    assertEquals(0xf8070605, view(ByteOrder.LITTLE_ENDIAN, bytes).s32(4));
  }

  @Test
  void anAttributeLongerThanItsMessageIsToldWithItsPlace() throws Exception {
    AttributeReader attributes = new AttributeReader(ByteOrder.LITTLE_ENDIAN);
    attributes.over(view(ByteOrder.LITTLE_ENDIAN, 4, 0, 1, 0, 9, 0, 2, 0, 1, 1, 1, 1), 0);
    attributes.next();

    NetlinkFormatException e = assertThrows(NetlinkFormatException.class, attributes::next);

    assertEquals("message at offset 4: attribute of 9 bytes", e.getMessage());
  }

  @Test
  void aMappedAddressIsIpv4ForASocketAndIpv6ForARoute() throws Exception {
    ByteView mapped =
        view(ByteOrder.BIG_ENDIAN, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 10, 1, 0, 2);

    assertTrue(mapped.unmappedAddress(0, 16) instanceof Inet4Address);
    assertTrue(mapped.address(0, 16) instanceof Inet6Address);
    assertThrows(NetlinkFormatException.class, () -> mapped.address(0, 5));
    assertThrows(NetlinkFormatException.class, () -> mapped.unmappedAddress(4, 16));
  }
}
