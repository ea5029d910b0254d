package io.github.mptcpexporter.failover;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one round shows of an uplink, as far as failover goes. Times are nanoseconds of the
 * monotonic clock.
 *
 * @param name of the interface
 * @param enabled whether it takes part: its mode is not off
 * @param reserve whether it stands by until others fail
 * @param broken why it can pass nothing; empty if there is no such reason
 * @param brokenSince when that was first seen, by an event if there was one
 * @param subflows live ones
 * @param progress when the last byte passed that is known to have passed; empty if none is known
 * @param transmitBytes sent up to now
 * @param receiveBytes received up to now
 * @param retransmitBytes sent again up to now
 * @param inFlight whether bytes are on their way
 * @param backoff doublings of the retransmission timer, the most of a subflow that waits for an
 *     acknowledgement and is no orphan; 0 if all is well
 * @param receivedSegments data segments that the live subflows have received
 * @param outOfOrderSegments those of them that came out of order
 * @param silentSince when a hole in a connection began that only this line can have made; empty if
 *     there is none
 */
public record UplinkFacts(
    String name,
    boolean enabled,
    boolean reserve,
    Optional<LossCause> broken,
    long brokenSince,
    int subflows,
    OptionalLong progress,
    long transmitBytes,
    long receiveBytes,
    long retransmitBytes,
    boolean inFlight,
    int backoff,
    long receivedSegments,
    long outOfOrderSegments,
    OptionalLong silentSince) {

  /** The same line, now broken. */
  UplinkFacts broken(Fitness.Broken why) {
    return new UplinkFacts(
        name,
        enabled,
        reserve,
        Optional.of(why.cause()),
        why.since(),
        subflows,
        progress,
        transmitBytes,
        receiveBytes,
        retransmitBytes,
        inFlight,
        backoff,
        receivedSegments,
        outOfOrderSegments,
        silentSince);
  }

  long bytes() {
    return transmitBytes + receiveBytes;
  }
}
