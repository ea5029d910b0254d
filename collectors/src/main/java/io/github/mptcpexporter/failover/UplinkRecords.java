package io.github.mptcpexporter.failover;

/** Changes of a record. */
final class UplinkRecords {

  private UplinkRecords() {}

  static UplinkRecord displaced(UplinkRecord one, boolean displaced) {
    return new UplinkRecord(
        one.name(),
        one.state(),
        one.stateSince(),
        one.stateSinceTime(),
        one.reserve(),
        one.cause(),
        one.lostAt(),
        one.judgedAt(),
        one.upSince(),
        one.carried(),
        displaced,
        one.losses(),
        one.degraded(),
        one.clearSince(),
        one.silenceEndedAt(),
        one.backoff(),
        one.progress(),
        one.idleSince(),
        one.moved());
  }
}
