package io.github.mptcpexporter.failover;

import java.time.Duration;

/**
 * When the detector says what. The defaults were measured on Linux 6.18 with two lines of 10 and 30
 * ms; shorter silences would make false alarms of lines that are only slow or lossy.
 *
 * @param carrying a line carries if it has made progress within this
 * @param sendSilence how long nothing may be acknowledged on a line whose retransmission timer has
 *     run out before it is lost
 * @param receiveSilence how long a line may be silent behind a hole before it is lost
 * @param lossySilence the same, both ways, for a line that loses packets anyway
 * @param lossyBackoff runs of the retransmission timer before a line that loses packets is lost
 * @param hole how long reception must stand still to be a hole
 * @param nobody how long no line may make progress before silence proves anything of one alone
 * @param flap a line lost again this soon after its recovery is the same loss
 * @param takeover after a loss, the time whose bytes say who took over
 * @param takeoverWithin how long after a loss traffic elsewhere still is its failover
 * @param failbackAfter how long a line must not be down before traffic on it is a failback
 * @param blackoutWithin standstills that begin this soon after a loss belong to it
 * @param noProgress with demand and no progress anywhere for this long there is an outage
 * @param notJoined how long a line may be without a subflow, though there is demand
 * @param lossWindow time over which the share of retransmissions counts
 * @param clearFor how long that share must be low again
 * @param flapWindow time over which losses are counted
 * @param flapLosses as many losses in it are flapping
 * @param lossyShare share of bytes sent again from which a line is degraded
 * @param clearShare share below which it is not
 * @param lossyBytes bytes sent below which a share says nothing: about 100 segments
 * @param carriedShare share of all bytes from which a line carried
 * @param takeoverShare share of the bytes from which one line took over
 */
public record Thresholds(
    Duration carrying,
    Duration sendSilence,
    Duration receiveSilence,
    Duration lossySilence,
    int lossyBackoff,
    Duration hole,
    Duration nobody,
    Duration flap,
    Duration takeover,
    Duration takeoverWithin,
    Duration failbackAfter,
    Duration blackoutWithin,
    Duration noProgress,
    Duration notJoined,
    Duration lossWindow,
    Duration clearFor,
    Duration flapWindow,
    int flapLosses,
    double lossyShare,
    double clearShare,
    long lossyBytes,
    double carriedShare,
    double takeoverShare) {

  /** As measured. */
  public static Thresholds defaults() {
    return new Thresholds(
        Duration.ofSeconds(1),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(5),
        4,
        Duration.ofMillis(150),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofMinutes(10),
        3,
        0.05,
        0.02,
        140_000,
        0.01,
        2.0 / 3);
  }
}
