package io.github.mptcpexporter.capture;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks the addresses in a text as people and most programs write them. */
final class TextMask {

  private static final String MAC = "(?<mac>[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5})(?![\\w:])";
  private static final String IPV6 =
      "(?<v6>[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:]*(?:\\d{1,3}(?:\\.\\d{1,3}){3})?)(?!\\.\\d)";

  private static final String IPV4 = "(?<v4>\\d{1,3}(?:\\.\\d{1,3}){3})(?!\\.?\\d)";

  /** A colon may stand before an IPv4 address, as in {@code tcp4:192.0.2.1}. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:(?<![\\w:.-])"
              + MAC
              + "|(?<![\\w:.])"
              + IPV6
              + "|(?<![\\w.])"
              + IPV4
              + ")"
              + "(?:/(?<length>\\d{1,3})(?!\\d))?");

  private static final int GROUPS = 8;

  private final AddressMask addresses;

  TextMask(AddressMask addresses) {
    this.addresses = addresses;
  }

  String mask(String text) {
    Matcher found = ADDRESS.matcher(text);
    StringBuilder masked = new StringBuilder();
    while (found.find()) {
      found.appendReplacement(masked, Matcher.quoteReplacement(replacement(found)));
    }
    return found.appendTail(masked).toString();
  }

  private String replacement(Matcher found) {
    String length = found.group("length");
    String tail = length == null ? "" : "/" + length;
    String mac = found.group("mac");
    if (mac != null) {
      return mapMac(mac) + tail;
    }
    int bits = length == null ? Integer.MAX_VALUE : Integer.parseInt(length);
    String v4 = found.group("v4");
    return (v4 == null ? mapIpv6(found.group("v6"), bits) : mapIpv4(v4, bits)) + tail;
  }

  private String mapMac(String text) {
    String separator = text.substring(2, 3);
    HexFormat format = HexFormat.ofDelimiter(separator);
    boolean upper = !text.equals(text.toLowerCase(Locale.ROOT));
    byte[] mapped = addresses.map(format.parseHex(text));
    return (upper ? format.withUpperCase() : format).formatHex(mapped);
  }

  private String mapIpv4(String text, int bits) {
    byte[] address = new byte[4];
    int index = 0;
    for (String octet : text.split("\\.", -1)) {
      int value = Integer.parseInt(octet);
      if (value > 255) {
        return text; // a version number, perhaps
      }
      address[index++] = (byte) value;
    }
    return dotted(addresses.mapNetwork(address, bits));
  }

  /** An address, or one with a colon or a port behind it; unchanged if it is neither. */
  private String mapIpv6(String text, int bits) {
    int end = text.length();
    while (text.indexOf(':') < end - 1 && text.indexOf(':') != text.lastIndexOf(':', end - 1)) {
      Optional<byte[]> address = parse(text.substring(0, end));
      if (address.isPresent()) {
        return mapIpv6(address.get(), text.substring(0, end), bits) + text.substring(end);
      }
      end = text.lastIndexOf(':', end - 1);
    }
    return text; // a time, perhaps
  }

  private static Optional<byte[]> parse(String text) {
    try {
      // With a colon in it this is never the name of a host, so nobody is asked.
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private String mapIpv6(byte[] address, String text, int bits) {
    if (address.length == 4) { // written as ::ffff:192.0.2.1 or ::ffff:c000:201
      return "::ffff:" + dotted(addresses.map(address));
    }
    byte[] mapped = addresses.mapNetwork(address, bits);
    return text.contains("::") ? shortest(mapped) : groups(mapped, text.matches("[^:]{4}:.*"));
  }

  private static String dotted(byte[] address) {
    return (address[0] & 0xff)
        + "."
        + (address[1] & 0xff)
        + "."
        + (address[2] & 0xff)
        + "."
        + (address[3] & 0xff);
  }

  private static String groups(byte[] address, boolean full) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      text.append(i == 0 ? "" : ":").append(String.format(full ? "%04x" : "%x", group(address, i)));
    }
    return text.toString();
  }

  /** With the longest run of zeroes left out. */
  private static String shortest(byte[] address) {
    int runStart = 0;
    int runLength = 0;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && group(address, end) == 0) {
        end++;
      }
      if (end - i > runLength) {
        runStart = i;
        runLength = end - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (runLength > 0 && i == runStart) {
        text.append("::");
        i += runLength - 1;
      } else {
        boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
        text.append(first ? "" : ":").append(Integer.toHexString(group(address, i)));
      }
    }
    return text.toString();
  }

  private static int group(byte[] address, int index) {
    return (address[2 * index] & 0xff) << 8 | (address[2 * index + 1] & 0xff);
  }
}
