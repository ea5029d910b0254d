package io.github.mptcpexporter.capture;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts other addresses in the place of real ones, the same for the same one, and so that two that
 * share their first <i>n</i> bits, and not more, share <i>n</i> afterwards.
 *
 * <p>Whether a bit is flipped depends on a secret key and all bits before it (as in Crypto-PAn).
 * Where a range with a meaning of its own begins below, it is not, so that such a range stays where
 * it is and nothing else gets into it. Not for two threads at once.
 */
final class AddressMask {

  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  /** Where the last octet of an IPv4 address begins. */
  private static final int IPV4_HOST_BIT = 24;

  /** Leading bytes of an IPv6 address that holds an IPv4 one in its last four. */
  private static final int EMBEDDING_BYTES = 12;

  private final byte[] key;
  private final MessageDigest digest;
  private final Map<ByteBuffer, byte[]> known = new HashMap<>();

  AddressMask(byte[] key) {
    this.key = key.clone();
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** An address of 4 or 16 bytes, a hardware address of 6, or bytes of another length. */
  byte[] map(byte[] address) {
    ByteBuffer name = ByteBuffer.wrap(address.clone());
    byte[] mapped = known.get(name);
    if (mapped == null) {
      mapped = embedsIpv4(address) ? mapEmbedded(address) : flip(address);
      known.put(name, mapped);
    }
    return mapped.clone();
  }

  /**
   * A network: zeroes behind its prefix stay zeroes.
   *
   * @param length of the prefix, in bits
   */
  byte[] mapNetwork(byte[] address, int length) {
    return mapKeepingHost(address, length, false);
  }

  /** A broadcast address: ones behind the prefix stay ones. */
  byte[] mapBroadcast(byte[] address, int length) {
    return mapKeepingHost(address, length, true);
  }

  private byte[] mapKeepingHost(byte[] address, int length, boolean host) {
    byte[] mapped = map(address);
    // A host part of one bit is no network and broadcast address but two hosts (RFC 3021, 6164).
    if (length < address.length * 8 - 1 && isConstant(address, length, host)) {
      for (int bit = Math.max(0, length); bit < address.length * 8; bit++) {
        set(mapped, bit, host);
      }
    }
    return mapped;
  }

  private static boolean embedsIpv4(byte[] address) {
    return address.length == IPV6_BYTES
        && SpecialRange.EMBEDDING.stream().anyMatch(range -> range.contains(address));
  }

  private byte[] mapEmbedded(byte[] address) {
    byte[] inner = new byte[IPV4_BYTES];
    System.arraycopy(address, EMBEDDING_BYTES, inner, 0, IPV4_BYTES);
    byte[] mapped = address.clone();
    System.arraycopy(map(inner), 0, mapped, EMBEDDING_BYTES, IPV4_BYTES);
    return mapped;
  }

  private byte[] flip(byte[] address) {
    byte[] mapped = address.clone();
    for (int bit = 0; bit < address.length * 8; bit++) {
      if (mayFlip(address, bit) && random(address, bit)) {
        set(mapped, bit, !get(address, bit));
      }
    }
    return mapped;
  }

  private static boolean mayFlip(byte[] address, int bit) {
    return !SpecialRange.keeps(address, bit) && !nearNetworkOrBroadcast(address, bit);
  }

  /** Keeps the .0 and the .255 of each /24: text often does not say how long a prefix is. */
  private static boolean nearNetworkOrBroadcast(byte[] address, int bit) {
    if (address.length != IPV4_BYTES || bit < IPV4_HOST_BIT) {
      return false;
    }
    boolean zeroes = true;
    boolean ones = true;
    for (int i = IPV4_HOST_BIT; i < bit; i++) {
      zeroes &= !get(address, i);
      ones &= get(address, i);
    }
    return zeroes || ones;
  }

  /** A coin that falls the same way for all addresses with these first bits. */
  private boolean random(byte[] address, int bit) {
    digest.update(key);
    digest.update((byte) address.length);
    digest.update((byte) bit);
    for (int i = 0; i < address.length && i * 8 < bit; i++) {
      int shown = Math.min(8, bit - i * 8);
      digest.update((byte) (address[i] & 0xff00 >> shown));
    }
    return (digest.digest()[0] & 1) != 0;
  }

  private static boolean isConstant(byte[] address, int from, boolean value) {
    for (int bit = Math.max(0, from); bit < address.length * 8; bit++) {
      if (get(address, bit) != value) {
        return false;
      }
    }
    return true;
  }

  private static boolean get(byte[] address, int bit) {
    return (address[bit / 8] & 0x80 >> bit % 8) != 0;
  }

  private static void set(byte[] address, int bit, boolean value) {
    int mask = 0x80 >> bit % 8;
    address[bit / 8] = (byte) (value ? address[bit / 8] | mask : address[bit / 8] & ~mask);
  }
}
