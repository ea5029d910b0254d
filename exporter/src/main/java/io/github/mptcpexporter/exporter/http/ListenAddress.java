package io.github.mptcpexporter.exporter.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to listen, as {@code --web.listen-address} says it.
 *
 * @param host name or address, IPv6 without brackets; empty for all addresses. All addresses of
 *     IPv4 are for the JVM all of IPv6, too
 * @param port from 0, which lets the kernel choose one
 */
public record ListenAddress(String host, int port) {

  private static final int LARGEST_PORT = 65535;

  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:\\[(?<v6>[0-9a-fA-F:.]+(?:%\\w+)?)]|(?<name>[^\\[\\]:\\s/]*)):(?<port>\\d{1,5})");

  public ListenAddress {
    if (port < 0 || port > LARGEST_PORT) {
      throw new IllegalArgumentException("port " + port + " is beyond " + LARGEST_PORT);
    }
  }

  /**
   * From {@code HOST:PORT}, {@code [IPV6]:PORT} or {@code :PORT}.
   *
   * @throws IllegalArgumentException if it is none of these; the message is a sentence for the user
   */
  public static ListenAddress parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is none of HOST:PORT, [IPV6]:PORT and :PORT");
    }
    String host = shape.group("v6") != null ? shape.group("v6") : shape.group("name");
    return new ListenAddress(host, Integer.parseInt(shape.group("port")));
  }

  /** Looks the name up. */
  InetSocketAddress resolve() throws IOException {
    try {
      InetAddress address =
          host.isEmpty() ? new InetSocketAddress(0).getAddress() : InetAddress.getByName(host);
      return new InetSocketAddress(address, port);
    } catch (UnknownHostException e) {
      throw new IOException("listen " + this + ": no such host", e);
    }
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
