package io.github.mptcpexporter.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressMaskTest {

  private static final long SEED = 20260101;

  private final AddressMask mask = new AddressMask("a key".getBytes(StandardCharsets.UTF_8));

  @ParameterizedTest
  @ValueSource(ints = {4, 6, 16})
  void addressesShareAsManyLeadingBitsAsBefore(int length) {
    Random random = new Random(SEED);
    for (int i = 0; i < 500; i++) {
      byte[] one = new byte[length];
      random.nextBytes(one);
      byte[] other = one.clone();
      int bit = random.nextInt(length * 8);
      other[bit / 8] ^= (byte) (0x80 >> bit % 8);
      for (int rest = bit + 1; rest < length * 8; rest++) {
        if (random.nextBoolean()) {
          other[rest / 8] ^= (byte) (0x80 >> rest % 8);
        }
      }

      String pair = hex(one) + " " + hex(other) + ", seed " + SEED;
      assertEquals(shared(one, other), shared(mask.map(one), mask.map(other)), pair);
    }
  }

  @Test
  void anAddressIsAlwaysMappedToTheSame() {
    assertArrayEquals(mask.map(bytes("cb00710a")), mask.map(bytes("cb00710a")));
  }

  @Test
  void anotherKeyMapsToOtherAddresses() {
    AddressMask other = new AddressMask(new byte[] {1, 2, 3});

    assertNotEquals(hex(mask.map(bytes("cb00710a"))), hex(other.map(bytes("cb00710a"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000", // 0.0.0.0
        "7f000001", // 127.0.0.1
        "e0000001", // 224.0.0.1
        "ffffffff", // 255.255.255.255
        "ffffff00", // a netmask
        "00000000000000000000000000000000", // ::
        "00000000000000000000000000000001", // ::1
        "00000000000000000000ffff7f000001", // ::ffff:127.0.0.1
        "ff020000000000000000000000000001", // ff02::1
        "000000000000",
        "ffffffffffff",
        "333300000001"
      })
  void addressesWithAMeaningStayAsTheyAre(String address) {
    assertEquals(address, hex(mask.map(bytes(address))));
  }

  @ParameterizedTest
  @CsvSource({
    "0a010203, 8", // 10.1.2.3
    "ac1f0203, 12", // 172.31.2.3
    "c0a80203, 16", // 192.168.2.3
    "64480203, 10", // 100.72.2.3
    "a9fe0203, 16", // 169.254.2.3
    "fe8000000000000002aabbfffeccddee, 64",
    "fd123456789a00000000000000000002, 8",
    "20010db8000100000000000000000002, 3",
    "0064ff9b00000000000000000a010203, 96"
  })
  void prefixesWithAMeaningStay(String address, int length) {
    byte[] mapped = mask.map(bytes(address));

    assertFalse(shared(bytes(address), mapped) < length, hex(mapped));
    assertNotEquals(address, hex(mapped));
  }

  @Test
  void nothingGetsIntoARangeWithAMeaning() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2000; i++) {
      byte[] address = new byte[4];
      random.nextBytes(address);
      byte[] mapped = mask.map(address);
      String pair = hex(address) + " " + hex(mapped) + ", seed " + SEED;

      assertEquals(address[0] == 127, mapped[0] == 127, pair);
      assertEquals(address[0] == 10, mapped[0] == 10, pair);
      assertEquals(address[0] == 0, mapped[0] == 0, pair);
      assertEquals((address[0] & 0xe0) == 0xe0, (mapped[0] & 0xe0) == 0xe0, pair);
    }
  }

  @Test
  void hostsOfANetworkStayDifferentAndItsNetworkAndBroadcastAddressStay() {
    Set<String> mapped = new HashSet<>();
    for (int host = 0; host < 256; host++) {
      mapped.add(hex(mask.map(new byte[] {(byte) 198, 51, 100, (byte) host})));
    }

    assertEquals(256, mapped.size());
    assertEquals(0, mask.map(bytes("c6336400"))[3]);
    assertEquals(-1, mask.map(bytes("c63364ff"))[3]);
  }

  @Test
  void mappedIpv4StaysTheSameAddress() {
    byte[] mapped = mask.map(bytes("00000000000000000000ffffcb00710a"));

    assertEquals("00000000000000000000ffff", hex(mapped).substring(0, 24));
    assertEquals(hex(mask.map(bytes("cb00710a"))), hex(mapped).substring(24));
  }

  @Test
  void networkKeepsItsZeroesAndHoldsItsHosts() {
    byte[] network = mask.mapNetwork(bytes("20010db8000100000000000000000000"), 64);
    byte[] host = mask.map(bytes("20010db8000100000000000000000002"));

    assertEquals("0000000000000000", hex(network).substring(16));
    assertEquals(hex(network).substring(0, 16), hex(host).substring(0, 16));
  }

  @Test
  void broadcastAddressKeepsItsOnes() {
    byte[] mapped = mask.mapBroadcast(bytes("c6337fff"), 17); // 198.51.127.255

    assertEquals(0x7f, mapped[2] & 0x7f);
    assertEquals(-1, mapped[3]);
  }

  @Test
  void twoHostsOfAPointToPointLinkAreNoNetwork() {
    assertArrayEquals(mask.map(bytes("c6336405")), mask.mapBroadcast(bytes("c6336405"), 31));
    assertArrayEquals(mask.map(bytes("c6336404")), mask.mapNetwork(bytes("c6336404"), 31));
  }

  @Test
  void hardwareAddressKeepsWhetherItIsMulticastOrGivenByHand() {
    Random random = new Random(SEED);
    for (int i = 0; i < 200; i++) {
      byte[] address = new byte[6];
      random.nextBytes(address);

      assertEquals(address[0] & 3, mask.map(address)[0] & 3, hex(address) + ", seed " + SEED);
    }
  }

  private static int shared(byte[] one, byte[] other) {
    int byteIndex = Arrays.mismatch(one, other);
    return byteIndex < 0
        ? one.length * 8
        : byteIndex * 8
            + Integer.numberOfLeadingZeros((one[byteIndex] ^ other[byteIndex]) & 0xff)
            - 24;
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
