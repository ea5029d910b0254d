package io.github.mptcpexporter.failover;

/**
 * No uplink is usable, or nothing moves though it should.
 *
 * @param since monotonic nanoseconds, dated back to the last progress
 * @param cause {@code all_down}, {@code no_progress} or {@code peer_silent}
 */
public record Outage(long since, String cause) {

  static final String ALL_DOWN = "all_down";
  static final String NO_PROGRESS = "no_progress";
  static final String PEER_SILENT = "peer_silent";
}
