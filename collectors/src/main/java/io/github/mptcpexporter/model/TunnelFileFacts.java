package io.github.mptcpexporter.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A file that an option of a tunnel names.
 *
 * @param tunnel its name
 * @param option such as {@code up}, {@code ca}
 * @param path without a leading slash
 * @param permissions nine bits, as {@code chmod} takes them; empty if there is no such file
 * @param validUntil of a certificate, that of the first in the file
 * @param bits of the prime of Diffie-Hellman parameters
 * @param lines of a script, line ends {@code \r} kept
 * @param complaint why it could not be read or made sense of; empty if it could, or need not be
 *     read
 */
public record TunnelFileFacts(
    String tunnel,
    String option,
    String path,
    OptionalInt permissions,
    Optional<Instant> validUntil,
    OptionalInt bits,
    List<String> lines,
    Optional<String> complaint) {

  private static final int OWNER_EXECUTE = 0100;
  private static final int OTHERS_READ = 0004;

  public TunnelFileFacts {
    lines = List.copyOf(lines);
  }

  /** Whether its owner may run it. */
  public boolean executable() {
    return (permissions.orElse(0) & OWNER_EXECUTE) != 0;
  }

  /** Whether everybody may read it. */
  public boolean readableByAll() {
    return (permissions.orElse(0) & OTHERS_READ) != 0;
  }
}
