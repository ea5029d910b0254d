package io.github.mptcpexporter.model;

import java.net.InetAddress;

/**
 * A network: an address and the number of leading bits that count.
 *
 * @param address with zeroes behind the prefix
 * @param length 0 to 32 or 128
 */
public record Prefix(InetAddress address, int length) {

  /** Whether the address lies in this network. */
  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < length; bit += 8) {
      int mask = length - bit >= 8 ? 0xff : 0xff << (8 - (length - bit)) & 0xff;
      if (((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + length;
  }
}
