package io.github.mptcpexporter.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/** IP addresses as the kernel writes them into its files. No name is ever looked up. */
public final class AddressText {

  private static final int WORD_DIGITS = 8;
  private static final int IPV4_PARTS = 4;

  private AddressText() {}

  /**
   * An address in hexadecimal digits, 8 of them for IPv4 and 32 for IPv6.
   *
   * <p>{@code /proc/net/tcp}, {@code tcp6}, {@code route} and {@code mptcp} print each 32-bit word
   * as a number ({@code %08X} of a {@code __be32}), so the order of its bytes is the machine's:
   * {@code 0A0200C0} is 192.0.2.10 on a little-endian router, {@code C000020A} on a big-endian one.
   * {@code /proc/net/if_inet6} and {@code ipv6_route} print byte by byte ({@code %pi6}): these are
   * big-endian on every machine.
   *
   * @param line for the complaint
   * @return IPv4 also for an IPv4 address that is mapped into IPv6
   * @throws IOException if these are not 8 or 32 digits
   */
  public static InetAddress ofHex(Line line, String digits, ByteOrder order) throws IOException {
    if (digits.length() != WORD_DIGITS && digits.length() != 4 * WORD_DIGITS) {
      throw notAnAddress(line, digits);
    }
    byte[] bytes = new byte[digits.length() / 2];
    boolean little = order == ByteOrder.LITTLE_ENDIAN;
    for (int i = 0; i < bytes.length; i++) {
      int high = hexDigit(digits.charAt(2 * i));
      int low = hexDigit(digits.charAt(2 * i + 1));
      if (high < 0 || low < 0) {
        throw notAnAddress(line, digits);
      }
      bytes[little ? i ^ 3 : i] = (byte) (high << 4 | low);
    }
    return InetAddress.getByAddress(bytes);
  }

  /**
   * An address in four decimal numbers with dots ({@code %pI4}), or in hexadecimal groups with
   * colons ({@code %pI6}, {@code %pI6c}).
   *
   * @param line for the complaint
   * @throws IOException if it is neither
   */
  public static InetAddress ofLiteral(Line line, String text) throws IOException {
    if (text.indexOf(':') < 0) {
      return InetAddress.getByAddress(dotted(line, text));
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ':' && hexDigit(c) < 0) {
        throw notAnAddress(line, text);
      }
    }
    try {
      // With a colon, and nothing but digits besides, the JDK parses and never asks a resolver.
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw notAnAddress(line, text);
    }
  }

  private static byte[] dotted(Line line, String text) throws BadInputException {
    String[] parts = text.split("\\.", -1);
    if (parts.length != IPV4_PARTS) {
      throw notAnAddress(line, text);
    }
    byte[] bytes = new byte[IPV4_PARTS];
    for (int i = 0; i < IPV4_PARTS; i++) {
      long part = line.unsigned(parts[i]);
      if (part < 0 || part > 255) {
        throw notAnAddress(line, text);
      }
      bytes[i] = (byte) part;
    }
    return bytes;
  }

  /** Below 0 also for a digit of another script. */
  private static int hexDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static BadInputException notAnAddress(Line line, String text) {
    return line.bad("not an address: \"" + Line.excerpt(text) + "\"");
  }
}
