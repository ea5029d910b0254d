package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.tracker.Drift;
import io.github.mptcpexporter.tracker.DriftTracker;
import io.github.mptcpexporter.tracker.QuotaTracker;
import io.github.mptcpexporter.tracker.View;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong with each uplink by its configuration: where that differs, and its quota. */
final class ConfiguredProblems {

  private ConfiguredProblems() {}

  /** By name of the uplink; none where nothing is configured. */
  static Map<String, Set<UplinkProblem>> of(View now) {
    Map<String, Set<UplinkProblem>> all = new HashMap<>();
    now.state(DriftTracker.class)
        .orElse(Drift.NONE)
        .byInterface()
        .forEach(
            (name, differences) -> differences.forEach(each -> add(all, name, of(each.kind()))));
    Optional<QuotaTracker.State> quotas = now.state(QuotaTracker.class);
    quotas.map(QuotaTracker.State::exceeded).orElse(Set.of()).stream()
        .forEach(name -> add(all, name, UplinkProblem.QUOTA_EXCEEDED));
    return all;
  }

  private static void add(Map<String, Set<UplinkProblem>> all, String name, UplinkProblem problem) {
    all.computeIfAbsent(name, each -> EnumSet.noneOf(UplinkProblem.class)).add(problem);
  }

  private static UplinkProblem of(Drift.Kind kind) {
    return switch (kind) {
      case RULE -> UplinkProblem.NO_RULE;
      case ROUTE -> UplinkProblem.NO_ROUTE;
      case ENDPOINT -> UplinkProblem.NO_ENDPOINT;
      case MODE, DEFAULT_ROUTE -> UplinkProblem.DRIFT;
    };
  }
}
