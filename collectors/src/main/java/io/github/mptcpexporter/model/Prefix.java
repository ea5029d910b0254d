package io.github.mptcpexporter.model;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network: an address and the number of leading bits that count.
 *
 * @param address with zeroes behind the prefix
 * @param length 0 to 32 or 128
 */
public record Prefix(InetAddress address, int length) {

  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";

  // No name passes, so that none is ever looked up.
  private static final Pattern TEXT =
      Pattern.compile(
          ("(?<address>(?:" + OCTET + "\\.){3}" + OCTET + "|(?=[^:]*:)[0-9a-fA-F:.]{2,45})")
              + "(?:/(?<bits>\\d{1,3}))?");

  /**
   * From {@code ADDRESS} or {@code ADDRESS/BITS}; without bits, the address alone. What stands
   * behind the prefix does not count.
   *
   * @throws IllegalArgumentException if it is neither; the message is a sentence for the user
   */
  public static Prefix parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    try {
      if (matcher.matches()) {
        byte[] address = InetAddress.getByName(matcher.group("address")).getAddress();
        int most = Byte.SIZE * address.length;
        String bits = matcher.group("bits");
        int length = bits == null ? most : Integer.parseInt(bits);
        if (length <= most) {
          return of(address, length);
        }
      }
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(notAnAddress(text), e);
    }
    throw new IllegalArgumentException(notAnAddress(text));
  }

  private static String notAnAddress(String text) {
    return "\"" + text + "\" is no address, nor ADDRESS/BITS such as 192.0.2.0/24 or 2001:db8::/32";
  }

  /**
   * The network that an address lies in.
   *
   * @param address 4 or 16 bytes; IPv4 mapped into IPv6 stays IPv6
   * @param length 0 to 32 or 128
   */
  public static Prefix of(byte[] address, int length) {
    byte[] network = address.clone();
    for (int bit = length; bit < Byte.SIZE * network.length; bit = (bit | 7) + 1) {
      network[bit / 8] &= (byte) (0xff00 >> bit % 8);
    }
    try {
      return new Prefix(
          network.length == AddressFamily.IPV6.addressBytes()
              ? Inet6Address.getByAddress(null, network, -1)
              : InetAddress.getByAddress(network),
          length);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

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
