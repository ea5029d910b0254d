package io.github.mptcpexporter.failover;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Something that an operator wants to know has happened, found by one round.
 *
 * @param kind what
 * @param time wall clock of when it happened, dated back as far as the kernel tells
 * @param monotonicNanos the same on the monotonic clock; differences of these are durations
 * @param interfaceName uplink that it is about; empty if it is about the whole
 * @param toInterface uplink that took over; empty if no one did, or it is about something else
 * @param cause one of a closed list, such as {@link LossCause#label}; empty if there is none
 * @param numbers by name, whose end is the unit ({@code blackout_seconds}), in the order in which
 *     they are shown
 * @param sentence the same for people, without the time
 */
public record BundleEvent(
    Kind kind,
    Instant time,
    long monotonicNanos,
    Optional<String> interfaceName,
    Optional<String> toInterface,
    Optional<String> cause,
    Map<String, Double> numbers,
    String sentence) {

  public BundleEvent {
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
  }

  /** The same with one more number. */
  public BundleEvent with(String name, double number) {
    Map<String, Double> more = new LinkedHashMap<>(numbers);
    more.put(name, number);
    return new BundleEvent(
        kind, time, monotonicNanos, interfaceName, toInterface, cause, more, sentence);
  }

  /** What happened. Further ones may be added. */
  public enum Kind {
    /** An uplink that carried traffic was lost; at once. */
    UPLINK_LOST,
    /** An uplink that was lost is usable again. */
    UPLINK_RECOVERED,
    /** Another change of an uplink's state. */
    UPLINK_STATE,
    /** The traffic of a lost uplink has moved; when the second after the loss is over. */
    FAILOVER,
    /** Traffic came back to an uplink that had been lost. */
    FAILBACK,
    /** How long nothing moved, when it is known: five seconds after the loss. */
    BLACKOUT,
    /** No uplink is usable any more, or nothing moves though it should. */
    OUTAGE_BEGAN,
    /** Something moves again, or could. */
    OUTAGE_ENDED,
    /** The bundle of uplinks is in another state. */
    BUNDLE_STATE,
    /** A verdict on an uplink has become true. */
    PROBLEM_BEGAN,
    /** It is true no longer. */
    PROBLEM_ENDED,
    /** A subflow or endpoint became a backup, or ceased to be one. */
    PRIORITY_CHANGED,
    /** A subflow ended by a reset, or by the administrator's hand. */
    SUBFLOW_RESET,
    /** A subflow could not be made. */
    JOIN_FAILED,
    /** A connection fell back to plain TCP. */
    FALLBACK,
    /** The kernel dropped events; what they would have said is read anew. */
    EVENTS_LOST;

    /** As in documents: lower case, with underscores. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
