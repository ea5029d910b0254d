package io.github.mptcpexporter.openvpn;

import io.github.mptcpexporter.model.OpenVpnStatus.RealAddress;
import io.github.mptcpexporter.source.AddressText;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a client comes from ({@code mroute_addr_print_ex()} in {@code mroute.c} of OpenVPN).
 *
 * <p>Until 2.6: {@code 198.51.101.18:60048}, and {@code 2001:db8:2::2} without a port. From 2.7 on:
 * {@code tcp4-server:198.51.101.18:38078}, {@code udp6:[2001:db8:2::2]:47442}.
 */
final class RealAddressText {

  private static final Pattern TRANSPORT = Pattern.compile("((?:udp|tcp)[a-z0-9-]*):(.*)");
  private static final Pattern BRACKETS = Pattern.compile("\\[([^]]*)](?::(.*))?");
  private static final Pattern IPV4 = Pattern.compile("([0-9.]+)(?::([^:]*))?");
  private static final int MAX_PORT = 65_535;

  private RealAddressText() {}

  /**
   * Reads it.
   *
   * @param line for the complaint
   * @return empty where OpenVPN says that it does not know
   */
  static Optional<RealAddress> parse(Line line, String text) throws IOException {
    if (text.isEmpty() || text.equals("UNDEF") || text.equals("[NULL]")) {
      return Optional.empty();
    }
    Matcher transport = TRANSPORT.matcher(text);
    boolean told = transport.matches();
    Optional<String> name = told ? Optional.of(transport.group(1)) : Optional.empty();
    String address = told ? transport.group(2) : text;
    Matcher parts = BRACKETS.matcher(address);
    if (!parts.matches()) {
      parts = IPV4.matcher(address);
    }
    return Optional.of(
        parts.matches()
            ? new RealAddress(
                name, AddressText.ofLiteral(line, parts.group(1)), port(line, parts.group(2)))
            : new RealAddress(name, AddressText.ofLiteral(line, address), OptionalInt.empty()));
  }

  private static OptionalInt port(Line line, @Nullable String text) throws IOException {
    if (text == null) {
      return OptionalInt.empty();
    }
    long port = line.unsigned(text);
    if (port < 0 || port > MAX_PORT) {
      throw line.bad("no port: " + Line.excerpt(text));
    }
    return OptionalInt.of((int) port);
  }
}
