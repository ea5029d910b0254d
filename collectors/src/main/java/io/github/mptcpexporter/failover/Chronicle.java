package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.failover.BundleEvent.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts into words what a round has found. */
final class Chronicle {

  private final Observation now;
  private final long nanosBefore;
  private final List<BundleEvent> events = new ArrayList<>();

  /**
   * @param nanosBefore monotonic clock of the round before
   */
  Chronicle(Observation now, long nanosBefore) {
    this.now = now;
    this.nanosBefore = nanosBefore;
  }

  long nanos() {
    return now.nanos();
  }

  long nanosBefore() {
    return nanosBefore;
  }

  /** In the order in which it happened. */
  List<BundleEvent> events() {
    events.sort(Comparator.comparingLong(BundleEvent::monotonicNanos));
    return events;
  }

  BundleEvent lost(String uplink, LossCause cause, long at, String others) {
    return add(
        Kind.UPLINK_LOST,
        at,
        uplink,
        "",
        cause.label(),
        Map.of("detection_seconds", seconds(now.nanos() - at)),
        uplink + " lost (" + words(cause) + ")" + (others.isEmpty() ? "" : "; " + others));
  }

  void recovered(String uplink, long lostAt) {
    double down = seconds(now.nanos() - lostAt);
    add(
        Kind.UPLINK_RECOVERED,
        now.nanos(),
        uplink,
        "",
        "",
        Map.of("down_seconds", down),
        uplink + " usable again after " + duration(down));
  }

  void state(String uplink, UplinkState before, UplinkState after, String cause, long at) {
    add(
        Kind.UPLINK_STATE,
        at,
        uplink,
        "",
        cause,
        Map.of(),
        uplink
            + " "
            + before.label()
            + " to "
            + after.label()
            + (cause.isEmpty() ? "" : " (" + cause.replace('_', ' ') + ")"));
  }

  BundleEvent failover(PendingFailover loss, String to, Map<String, Double> numbers) {
    return add(
        Kind.FAILOVER,
        loss.lostAt(),
        loss.from(),
        to,
        loss.cause().label(),
        numbers,
        "traffic of "
            + loss.from()
            + " went to "
            + (to.equals("several") ? "several others" : to)
            + " ("
            + words(loss.cause())
            + ")");
  }

  void blackout(PendingFailover loss, double seconds, int connections) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("blackout_seconds", seconds);
    numbers.put("connections", (double) connections);
    add(
        Kind.BLACKOUT,
        loss.lostAt(),
        loss.from(),
        "",
        loss.cause().label(),
        numbers,
        "nothing moved for " + duration(seconds) + " when " + loss.from() + " was lost");
  }

  void failback(String uplink, long lostAt) {
    double away = seconds(now.nanos() - lostAt);
    add(
        Kind.FAILBACK,
        now.nanos(),
        uplink,
        "",
        "",
        Map.of("displaced_seconds", away),
        "traffic is back on " + uplink + " after " + duration(away));
  }

  void outageBegan(Outage outage) {
    add(
        Kind.OUTAGE_BEGAN,
        outage.since(),
        "",
        "",
        outage.cause(),
        Map.of(),
        switch (outage.cause()) {
          case Outage.ALL_DOWN -> "no uplink is usable";
          case Outage.PEER_SILENT -> "the peer is silent on all uplinks";
          default -> "nothing moves, though there is something to send";
        });
  }

  void outageEnded(Outage outage) {
    double lasted = seconds(now.nanos() - outage.since());
    add(
        Kind.OUTAGE_ENDED,
        now.nanos(),
        "",
        "",
        outage.cause(),
        Map.of("outage_seconds", lasted),
        "the outage is over after " + duration(lasted));
  }

  void bundle(BundleState before, BundleState after) {
    add(
        Kind.BUNDLE_STATE,
        now.nanos(),
        "",
        "",
        after.label(),
        Map.of(),
        "the bundle is " + after.label() + ", was " + before.label());
  }

  void problem(String uplink, UplinkProblem problem, boolean begins) {
    add(
        begins ? Kind.PROBLEM_BEGAN : Kind.PROBLEM_ENDED,
        now.nanos(),
        uplink,
        "",
        problem.label(),
        Map.of(),
        uplink + ": " + ProblemWords.of(problem) + (begins ? "" : " no more"));
  }

  void eventsLost(String source, long at) {
    add(
        Kind.EVENTS_LOST,
        at,
        "",
        "",
        source,
        Map.of(),
        "the kernel dropped events of " + source + "; everything is read anew");
  }

  void priorityOfPeer(String uplink, boolean backup, long at) {
    add(
        Kind.PRIORITY_CHANGED,
        at,
        uplink,
        "",
        "peer",
        Map.of("backup", backup ? 1.0 : 0.0),
        "the peer made a subflow of " + uplink + (backup ? " a backup" : " no backup any more"));
  }

  void priorityChanged(String uplink, boolean backup) {
    add(
        Kind.PRIORITY_CHANGED,
        now.nanos(),
        uplink,
        "",
        "local",
        Map.of("backup", backup ? 1.0 : 0.0),
        uplink + (backup ? " is a backup now" : " is no backup any more"));
  }

  void subflowsClosed(String uplink, String reason, int count, long at) {
    boolean rejected = reason.equals("join_rejected");
    add(
        rejected ? Kind.JOIN_FAILED : Kind.SUBFLOW_RESET,
        at,
        uplink,
        "",
        reason,
        Map.of("subflows", (double) count),
        count(count, "subflow") + " of " + uplink + ": " + reason.replace('_', ' '));
  }

  void joinsUnanswered(String uplink, int count) {
    add(
        Kind.JOIN_FAILED,
        now.nanos(),
        uplink,
        "",
        "no_answer",
        Map.of("subflows", (double) count),
        count(count, "subflow") + " of " + uplink + " get no answer from the peer");
  }

  void fellBack(int count) {
    add(
        Kind.FALLBACK,
        now.nanos(),
        "",
        "",
        "",
        Map.of("connections", (double) count),
        count(count, "connection") + " fell back to plain TCP");
  }

  private BundleEvent add(
      Kind kind,
      long at,
      String uplink,
      String to,
      String cause,
      Map<String, Double> numbers,
      String sentence) {
    BundleEvent event =
        new BundleEvent(
            kind,
            now.wall(at),
            at,
            present(uplink),
            present(to),
            present(cause),
            numbers,
            sentence);
    events.add(event);
    return event;
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static double seconds(long nanos) {
    return Math.round(nanos / 1e6) / 1e3;
  }

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String words(LossCause cause) {
    return cause.label().replace('_', ' ');
  }

  /** Such as {@code 0.42 s}, {@code 3 min 10 s}, {@code 2 h 5 min}. */
  static String duration(double seconds) {
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.2f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }
}
