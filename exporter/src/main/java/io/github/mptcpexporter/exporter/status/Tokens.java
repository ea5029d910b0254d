package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.Subflow;
import java.util.Optional;
import java.util.OptionalLong;

/** Tokens, eight hexadecimal digits as in {@code ss} and {@code ip mptcp monitor}. */
final class Tokens {

  private static final int DIGITS = 8;

  private Tokens() {}

  /** Dashes where the kernel hides it. */
  static String text(OptionalLong token) {
    return token.isPresent() ? hex(token.getAsLong(), DIGITS) : "-".repeat(DIGITS);
  }

  /** With leading zeroes. */
  static String hex(long number, int digits) {
    String hex = Long.toHexString(number);
    return "0".repeat(Math.max(0, digits - hex.length())) + hex;
  }

  static String hex(long token) {
    return hex(token, DIGITS);
  }

  /** The peer's token, as the connection or one of its subflows tells it. */
  static Optional<String> remote(MptcpConnection connection) {
    if (connection.remoteToken().isPresent()) {
      return Optional.of(hex(connection.remoteToken().getAsLong()));
    }
    for (Subflow subflow : connection.subflows()) {
      if (subflow.ulp().isPresent() && subflow.ulp().get().remoteToken() != 0) {
        return Optional.of(hex(subflow.ulp().get().remoteToken()));
      }
    }
    return Optional.empty();
  }
}
