package io.github.mptcpexporter.failover;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A loss until all is known of it: who took over, and for how long nothing moved. Times are
 * nanoseconds of the monotonic clock.
 *
 * @param from uplink that was lost
 * @param cause why
 * @param lostAt when
 * @param judgedAt when that was found out
 * @param others other uplinks that took part
 * @param takeoverSince when traffic elsewhere was seen first; empty while there is none
 * @param bytesThen what each uplink had moved then
 * @param decided whether the failover has been told
 * @param tokens connections that had a subflow on it
 */
public record PendingFailover(
    String from,
    LossCause cause,
    long lostAt,
    long judgedAt,
    int others,
    OptionalLong takeoverSince,
    Map<String, Long> bytesThen,
    boolean decided,
    Set<Long> tokens) {

  public PendingFailover {
    bytesThen = Map.copyOf(bytesThen);
    tokens = Set.copyOf(tokens);
  }

  PendingFailover takeover(long since, Map<String, Long> bytes) {
    return new PendingFailover(
        from, cause, lostAt, judgedAt, others, OptionalLong.of(since), bytes, false, tokens);
  }

  PendingFailover told() {
    return new PendingFailover(
        from, cause, lostAt, judgedAt, others, takeoverSince, bytesThen, true, tokens);
  }
}
