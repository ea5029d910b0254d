package io.github.mptcpexporter.tracker;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * What an earlier run knew of quotas, and what this one needs to go on.
 *
 * @param file where it is kept; empty if there is no quota
 * @param bootId of the present boot, empty text if not known
 * @param zone in which a billing period ends at midnight
 * @param uses by name of the interface
 */
public record QuotaBook(
    Optional<Path> file, String bootId, ZoneId zone, Map<String, QuotaUse> uses) {

  /** Of a first run, and of a recording. */
  public static final QuotaBook NONE =
      new QuotaBook(Optional.empty(), "", ZoneOffset.UTC, Map.of());

  public QuotaBook {
    uses = Map.copyOf(uses);
  }
}
