package io.github.mptcpexporter.failover;

import static io.github.mptcpexporter.collector.MetricDesc.counter;
import static io.github.mptcpexporter.collector.MetricDesc.gauge;
import static io.github.mptcpexporter.collector.MetricDesc.histogram;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** States, failovers, outages as metrics. */
final class FailoverMetrics {

  private static final MetricDesc STATE =
      gauge(
          "mptcp_interface_state",
          "1 for the present verdict on the interface.",
          "interface",
          "state");
  private static final MetricDesc CHANGES =
      counter("mptcp_interface_state_changes_total", "Changes of state.", "interface");
  private static final MetricDesc STATE_SECONDS =
      counter(
          "mptcp_interface_state_seconds_total",
          "Time spent in a state; the base of availability.",
          "interface",
          "state");
  private static final MetricDesc LAST_CHANGE =
      gauge(
          "mptcp_interface_last_state_change_timestamp_seconds",
          "Unix time of the last change of state.",
          "interface");
  private static final MetricDesc FAILOVERS =
      counter(
          "mptcp_failovers_total",
          "Times that the traffic left a lost interface for another one.",
          "from_interface",
          "to_interface");
  private static final MetricDesc FAILBACKS =
      counter(
          "mptcp_failbacks_total",
          "Times that traffic came back to an interface after its recovery.",
          "interface");
  private static final MetricDesc LOSSES =
      counter(
          "mptcp_interface_losses_total",
          "Times that an interface which carried traffic was lost, by cause.",
          "interface",
          "cause");
  private static final MetricDesc LAST_PROGRESS =
      gauge(
          "mptcp_interface_last_progress_timestamp_seconds",
          "Unix time of the last byte known to have passed over the interface; absent if none.",
          "interface");
  private static final MetricDesc BUNDLE =
      gauge("mptcp_bundle_state", "1 for the present state of the bundle of uplinks.", "state");
  private static final MetricDesc BUNDLE_SECONDS =
      counter("mptcp_bundle_state_seconds_total", "Time spent in a state of the bundle.", "state");
  private static final MetricDesc LAST_FAILOVER =
      gauge(
          "mptcp_last_failover_timestamp_seconds",
          "Unix time of the last failover; absent if none was seen.");
  private static final MetricDesc BLACKOUT =
      histogram(
          "mptcp_failover_blackout_seconds",
          "Longest standstill of a connection that lost a subflow, for each failover.",
          FailoverTotals.BUCKETS);
  private static final MetricDesc OUTAGES =
      counter("mptcp_outages_total", "Times that no interface was usable.");
  private static final MetricDesc OUTAGE_SECONDS =
      counter("mptcp_outage_seconds_total", "Time for which no interface was usable.");
  private static final MetricDesc PROBLEM =
      gauge(
          "mptcp_interface_problem",
          "Every true problem is 1; the verdict shown in status is the first in the order of the"
              + " documentation.",
          "interface",
          "problem");

  static final List<MetricDesc> ALL =
      List.of(
          STATE,
          CHANGES,
          STATE_SECONDS,
          LAST_CHANGE,
          FAILOVERS,
          FAILBACKS,
          LOSSES,
          LAST_PROGRESS,
          BUNDLE,
          BUNDLE_SECONDS,
          LAST_FAILOVER,
          BLACKOUT,
          OUTAGES,
          OUTAGE_SECONDS,
          PROBLEM);

  private static final double NANOS_PER_SECOND = 1e9;

  private FailoverMetrics() {}

  static void expose(Failover now, MetricSink sink) {
    FailoverTotals totals = now.totals();
    for (UplinkRecord uplink : now.uplinks().values()) {
      uplink(now, uplink, sink);
    }
    failovers(now, sink);
    for (BundleState state : BundleState.values()) {
      sink.flag(BUNDLE, state == now.bundle(), state.label());
      sink.sample(BUNDLE_SECONDS, totals.bundleSeconds().getOrDefault(state, 0.0), state.label());
    }
    now.last().ifPresent(event -> sink.sample(LAST_FAILOVER, seconds(event.time())));
    sink.histogram(
        BLACKOUT,
        totals.blackouts().stream().mapToLong(Long::longValue).toArray(),
        totals.blackoutSeconds());
    sink.sample(OUTAGES, (double) totals.outages());
    sink.sample(OUTAGE_SECONDS, totals.outageSeconds());
  }

  private static void uplink(Failover now, UplinkRecord uplink, MetricSink sink) {
    FailoverTotals totals = now.totals();
    String name = uplink.name();
    for (UplinkState state : UplinkState.values()) {
      sink.flag(STATE, state == uplink.state(), name, state.label());
      sink.sample(
          STATE_SECONDS,
          totals.stateSeconds().getOrDefault(new FailoverTotals.InState(name, state), 0.0),
          name,
          state.label());
    }
    sink.sample(CHANGES, (double) totals.changes().getOrDefault(name, 0L), name);
    sink.sample(LAST_CHANGE, seconds(uplink.stateSinceTime()), name);
    sink.sample(FAILBACKS, (double) totals.failbacks().getOrDefault(name, 0L), name);
    for (LossCause cause : LossCause.values()) {
      long losses = totals.losses().getOrDefault(new FailoverTotals.Loss(name, cause), 0L);
      sink.sample(LOSSES, (double) losses, name, cause.label());
    }
    if (uplink.progress().isPresent()) {
      long age = now.nanos() - uplink.progress().getAsLong();
      sink.sample(LAST_PROGRESS, seconds(now.takenAt()) - age / NANOS_PER_SECOND, name);
    }
    List<UplinkProblem> problems = now.problems().getOrDefault(name, List.of());
    for (UplinkProblem problem : UplinkProblem.values()) {
      sink.flag(PROBLEM, problems.contains(problem), name, problem.label());
    }
  }

  private static void failovers(Failover now, MetricSink sink) {
    Set<String> names = now.uplinks().keySet();
    for (String from : names) {
      Set<String> targets = new TreeSet<>(names);
      targets.remove(from);
      if (names.size() > Takeovers.MOST_PAIRED) {
        targets.clear();
      }
      targets.add(Takeovers.SEVERAL);
      for (String to : targets) {
        long count = now.totals().failovers().getOrDefault(new FailoverTotals.Pair(from, to), 0L);
        sink.sample(FAILOVERS, (double) count, from, to);
      }
    }
  }

  static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / NANOS_PER_SECOND;
  }
}
