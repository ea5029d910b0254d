package io.github.mptcpexporter.exporter.lab.oracle;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ip mptcp limits}.
 *
 * @param subflows most extra subflows of a connection
 * @param acceptedAddresses most announced addresses accepted per connection
 */
public record IpLimits(int subflows, int acceptedAddresses) {

  private static final Pattern TEXT =
      Pattern.compile("add_addr_accepted (\\d+) subflows (\\d+)\\s*");

  static IpLimits parse(String text) throws IOException {
    Matcher limits = TEXT.matcher(text);
    if (!limits.matches()) {
      throw new IOException("ip mptcp limits: " + text);
    }
    return new IpLimits(Integer.parseInt(limits.group(2)), Integer.parseInt(limits.group(1)));
  }
}
