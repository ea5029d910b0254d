package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.source.AddressText;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Addresses that a configuration gives literally. No name is ever looked up. */
final class Literal {

  private static final Line NOWHERE = new Line("", 1, "");

  private Literal() {}

  /** Empty if the text is a name, or nothing at all. */
  static Optional<InetAddress> address(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(AddressText.ofLiteral(NOWHERE, text));
    } catch (IOException e) {
      return Optional.empty(); // a name
    }
  }

  /** The address that follows. */
  static Optional<InetAddress> next(InetAddress address) {
    byte[] bytes = address.getAddress();
    for (int i = bytes.length - 1; i >= 0; i--) {
      if (++bytes[i] != 0) {
        try {
          return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
          return Optional.empty(); // of no length that there is
        }
      }
    }
    return Optional.empty();
  }
}
