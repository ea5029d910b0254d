package io.github.mptcpexporter.failover;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bundle of uplinks, as of one round.
 *
 * @param takenAt wall clock of the round
 * @param nanos monotonic clock of the round
 * @param started whether there was a round before
 * @param uplinks by name of the interface, in the order of the screen
 * @param bundle the verdict on all of them
 * @param bundleSince when that became so
 * @param pending losses whose failover is not decided yet
 * @param outage the outage that goes on; empty if there is none
 * @param problems that hold, by interface
 * @param totals what has been counted
 * @param last the last failover; empty if none was seen
 * @param defaultVia interface of the last default route that there was; empty if none was seen
 * @param seen what the last round has shown
 * @param fitness what each uplink has had before
 * @param traces how the busiest connections have moved
 * @param subflows what the subflows of those have received, by cookie
 * @param kernel what is remembered of kernel events and connections
 * @param events what this round has found, in the order in which it happened
 */
public record Failover(
    Instant takenAt,
    long nanos,
    boolean started,
    Map<String, UplinkRecord> uplinks,
    BundleState bundle,
    Instant bundleSince,
    List<PendingFailover> pending,
    Optional<Outage> outage,
    Map<String, List<UplinkProblem>> problems,
    FailoverTotals totals,
    Optional<BundleEvent> last,
    Optional<String> defaultVia,
    Observation seen,
    Fitness fitness,
    ConnectionTraces traces,
    Map<Long, SubflowTrace> subflows,
    KernelStory kernel,
    List<BundleEvent> events) {

  public Failover {
    uplinks = Collections.unmodifiableMap(new LinkedHashMap<>(uplinks));
    problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
    pending = List.copyOf(pending);
    subflows = Map.copyOf(subflows);
    events = List.copyOf(events);
  }

  /** The same, half-way to the next round: its events have been told. */
  Failover untold() {
    return new Failover(
        takenAt,
        nanos,
        started,
        uplinks,
        bundle,
        bundleSince,
        pending,
        outage,
        problems,
        totals,
        last,
        defaultVia,
        seen,
        fitness,
        traces,
        subflows,
        kernel,
        List.of());
  }
}
