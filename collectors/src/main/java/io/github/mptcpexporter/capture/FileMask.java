package io.github.mptcpexporter.capture;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks the addresses in a file; those below {@code proc/net} are often in hex. */
final class FileMask {

  /** Words of an address in host order, then a port, as in {@code /proc/net/tcp}. */
  private static final Pattern SOCKET =
      Pattern.compile("\\b([0-9A-F]{32}|[0-9A-F]{8})(?=:[0-9A-F]{4}\\b)");

  /** Of {@code /proc/net/route}: device, destination, gateway, five more, mask. */
  private static final Pattern ROUTE =
      Pattern.compile(
          "(?m)^(\\S+[ \\t]+)(\\p{XDigit}{8})([ \\t]+)(\\p{XDigit}{8})((?:[ \\t]+\\S+){4}[ \\t]+)(\\p{XDigit}{8})");

  /** Of {@code /proc/net/if_inet6}: the first column. */
  private static final Pattern IF_INET6 = Pattern.compile("(?m)^\\p{XDigit}{32}\\b");

  /** Of {@code /proc/net/ipv6_route}: destination and source with their lengths, next hop. */
  private static final Pattern IPV6_ROUTE =
      Pattern.compile("\\b(\\p{XDigit}{32})(?:\\s+(\\p{XDigit}{2})\\b)?");

  private static final HexFormat HEX = HexFormat.of();

  private final AddressMask addresses;
  private final TextMask text;
  private final ByteOrder order;

  /**
   * @param order of the machine whose files these are
   */
  FileMask(AddressMask addresses, ByteOrder order) {
    this.addresses = addresses;
    this.text = new TextMask(addresses);
    this.order = order;
  }

  byte[] mask(String path, byte[] content) {
    // One byte is one character, so that whatever is no address stays as it is.
    String before = new String(content, StandardCharsets.ISO_8859_1);
    return mask(path, before).getBytes(StandardCharsets.ISO_8859_1);
  }

  private String mask(String path, String content) {
    if (path.matches("sys/class/net/[^/]+/(address|broadcast)")) {
      return hardware(content);
    }
    return switch (path) {
      case "proc/net/tcp", "proc/net/tcp6", "proc/net/mptcp", "proc/net/mptcp_net/mptcp" ->
          SOCKET
              .matcher(content)
              .replaceAll(found -> hostOrder(addresses.map(hostOrder(found.group(1)))));
      case "proc/net/route" -> ROUTE.matcher(content).replaceAll(this::route);
      case "proc/net/if_inet6" ->
          IF_INET6
              .matcher(content)
              .replaceAll(found -> HEX.formatHex(addresses.map(HEX.parseHex(found.group()))));
      case "proc/net/ipv6_route" -> IPV6_ROUTE.matcher(content).replaceAll(this::ipv6Route);
      case "proc/net/fib_trie" -> trie(content);
      default -> text.mask(content);
    };
  }

  /** A hardware address as the kernel writes it: any number of bytes, of tunnels an address. */
  private String hardware(String content) {
    String bytes = content.strip();
    return bytes.matches("\\p{XDigit}{2}(:\\p{XDigit}{2})*")
        ? content.replace(
            bytes,
            HexFormat.ofDelimiter(":")
                .formatHex(addresses.map(HexFormat.ofDelimiter(":").parseHex(bytes))))
        : text.mask(content);
  }

  private String route(MatchResult row) {
    int length = Integer.bitCount(Integer.parseUnsignedInt(row.group(6), 16));
    byte[] destination = addresses.mapNetwork(hostOrder(row.group(2)), length);
    return Matcher.quoteReplacement(row.group(1))
        + hostOrder(destination)
        + row.group(3)
        + hostOrder(addresses.map(hostOrder(row.group(4))))
        + row.group(5)
        + row.group(6);
  }

  private String ipv6Route(MatchResult column) {
    byte[] address = HEX.parseHex(column.group(1));
    String length = column.group(2);
    if (length == null) { // the next hop
      return HEX.formatHex(addresses.map(address));
    }
    String between = column.group().substring(column.group(1).length());
    return HEX.formatHex(addresses.mapNetwork(address, Integer.parseInt(length, 16))) + between;
  }

  /**
   * The tree of routes: below the address of a leaf stand the lengths of the prefixes that it is
   * the address of, of which the shortest is sure to be zeroes behind it.
   */
  private String trie(String content) {
    String[] lines = content.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      int shortest = Integer.MAX_VALUE;
      for (int next = i + 1;
          next < lines.length && lines[next].strip().matches("/\\d{1,2} .*");
          next++) {
        String prefix = lines[next].strip();
        shortest = Math.min(shortest, Integer.parseInt(prefix.substring(1, prefix.indexOf(' '))));
      }
      String suffix = shortest == Integer.MAX_VALUE ? "" : "/" + shortest;
      String masked = text.mask(lines[i] + suffix);
      lines[i] = masked.substring(0, masked.length() - suffix.length());
    }
    return String.join("\n", lines);
  }

  /** Bytes of 32-bit words that were printed as numbers. */
  private byte[] hostOrder(String words) {
    return swapWords(HEX.parseHex(words));
  }

  private String hostOrder(byte[] address) {
    return HEX.withUpperCase().formatHex(swapWords(address));
  }

  private byte[] swapWords(byte[] bytes) {
    byte[] swapped = bytes.clone();
    for (int i = 0; order == ByteOrder.LITTLE_ENDIAN && i < bytes.length; i++) {
      swapped[i] = bytes[i ^ 3];
    }
    return swapped;
  }
}
