package io.github.mptcpexporter.exporter.failover;

import io.github.mptcpexporter.exporter.lab.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Holds what became of a situation against what must. */
final class Judgement {

  /** Kinds of which there may be one where one is expected, and none where none is. */
  static final Set<String> JUDGED = Set.of("uplink_lost", "failover", "failback", "outage_began");

  /** Kinds that come once for each connection or subflow, but not where none is expected. */
  static final Set<String> REPEATED =
      Set.of("subflow_reset", "join_failed", "fallback", "priority_changed", "events_lost");

  private final Situation situation;
  private final Outcome outcome;
  private final List<String> complaints = new ArrayList<>();

  private Judgement(Outcome outcome) {
    this.situation = outcome.situation();
    this.outcome = outcome;
  }

  /** What is wrong with it, as sentences. */
  static List<String> complaints(Outcome outcome) throws IOException {
    Judgement judgement = new Judgement(outcome);
    judgement.missing();
    judgement.superfluous();
    judgement.states();
    judgement.counters();
    return List.copyOf(judgement.complaints);
  }

  private void missing() {
    for (Expected expected : situation.shows()) {
      if (outcome.first(expected).isEmpty()) {
        complaints.add("no event " + expected);
      }
    }
  }

  private void superfluous() {
    List<Expected> open = new ArrayList<>(situation.shows());
    for (Heard event : outcome.events()) {
      boolean repeated = REPEATED.contains(event.kind());
      boolean wanted =
          repeated
              ? open.stream().anyMatch(expected -> expected.is(event))
              : open.stream()
                  .filter(expected -> expected.is(event))
                  .findFirst()
                  .map(open::remove)
                  .orElse(false);
      boolean judged = situation.quiet() || repeated || JUDGED.contains(event.kind());
      if (judged && !wanted && !situation.tolerates().contains(event.kind())) {
        complaints.add("should not be: " + event.json());
      }
    }
  }

  private void states() throws IOException {
    for (Map.Entry<String, String> state : situation.states().entrySet()) {
      one("mptcp_interface_state", label(state.getKey(), "state", state.getValue()));
    }
    if (!situation.bundle().isEmpty()) {
      one("mptcp_bundle_state", Map.of("state", situation.bundle()));
    }
    for (String problem : situation.problems()) {
      String[] words = problem.split(" ", 2);
      one("mptcp_interface_problem", label(words[0], "problem", words[1]));
    }
  }

  private void counters() throws IOException {
    if (situation.tolerates().contains("uplink_lost")) {
      return;
    }
    for (String pair : situation.failovers()) {
      String[] words = pair.split(">", 2);
      one("mptcp_failovers_total", Map.of("from_interface", words[0], "to_interface", words[1]));
    }
    sum("mptcp_failovers_total", situation.failovers().size());
    sum("mptcp_failbacks_total", situation.failbacks());
    sum("mptcp_outages_total", situation.outages());
  }

  private static Map<String, String> label(String uplink, String name, String value) {
    return Map.of("interface", uplink, name, value);
  }

  private void one(String name, Map<String, String> labels) throws IOException {
    Samples metrics = outcome.metrics();
    double value = metrics.has(name, labels) ? metrics.value(name, labels) : Double.NaN;
    if (value != 1) {
      complaints.add(name + new TreeMap<>(labels) + " is " + value + ", not 1");
    }
  }

  private void sum(String name, int count) {
    double there = outcome.metrics().sum(name);
    if (there != count) {
      complaints.add("sum of " + name + " is " + there + ", not " + count);
    }
  }
}
