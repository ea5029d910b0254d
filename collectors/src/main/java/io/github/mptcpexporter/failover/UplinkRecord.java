package io.github.mptcpexporter.failover;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that is remembered of an uplink. Times are nanoseconds of the monotonic clock.
 *
 * @param name of the interface
 * @param state the verdict on it
 * @param stateSince when that became so
 * @param stateSinceTime the same as wall clock
 * @param reserve whether it stands by until others fail, as of the last round
 * @param cause why it is down; empty if it is not
 * @param lostAt when it went down last; {@link #NEVER}
 * @param judgedAt when that was found out
 * @param upSince when it was last found not to be down
 * @param carried whether it carried traffic when it went down: then that is a loss
 * @param displaced whether its traffic has left it and has not come back
 * @param losses times of the losses of the last minutes
 * @param degraded whether it loses too many packets
 * @param clearSince since when it does so no longer
 * @param silenceEndedAt when it last came back from a silence or its retransmission timer recovered
 * @param backoff as of the last round
 * @param progress when the last byte passed; empty if none is known to have
 * @param idleSince since when it has no subflow though there is demand; {@link #NEVER} if it has
 * @param moved its counters of the last half minute
 */
public record UplinkRecord(
    String name,
    UplinkState state,
    long stateSince,
    Instant stateSinceTime,
    boolean reserve,
    Optional<LossCause> cause,
    long lostAt,
    long judgedAt,
    long upSince,
    boolean carried,
    boolean displaced,
    List<Long> losses,
    boolean degraded,
    long clearSince,
    long silenceEndedAt,
    int backoff,
    OptionalLong progress,
    long idleSince,
    Moved moved) {

  /** A time long before all others, from which differences do not overflow. */
  static final long NEVER = Long.MIN_VALUE / 4;

  public UplinkRecord {
    losses = List.copyOf(losses);
  }

  /** An uplink that is seen for the first time. */
  static UplinkRecord first(UplinkFacts facts, Observation now) {
    return new UplinkRecord(
        facts.name(),
        facts.enabled() ? UplinkState.UP : UplinkState.DISABLED,
        now.nanos(),
        now.takenAt(),
        facts.reserve(),
        Optional.empty(),
        NEVER,
        NEVER,
        NEVER,
        false,
        false,
        List.of(),
        false,
        NEVER,
        NEVER,
        0,
        OptionalLong.empty(),
        NEVER,
        Moved.NOTHING);
  }

  /** The same, displaced or not. */
  UplinkRecord displaced(boolean now) {
    return new UplinkRecord(
        name,
        state,
        stateSince,
        stateSinceTime,
        reserve,
        cause,
        lostAt,
        judgedAt,
        upSince,
        carried,
        now,
        losses,
        degraded,
        clearSince,
        silenceEndedAt,
        backoff,
        progress,
        idleSince,
        moved);
  }

  boolean down() {
    return cause.isPresent();
  }

  boolean usable() {
    return state != UplinkState.DOWN && state != UplinkState.DISABLED;
  }
}
