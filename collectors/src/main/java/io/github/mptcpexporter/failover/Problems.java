package io.github.mptcpexporter.failover;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong with each uplink, as far as kernel and configuration show. */
final class Problems {

  private Problems() {}

  static Map<String, List<UplinkProblem>> of(
      Thresholds limits,
      Map<String, UplinkRecord> uplinks,
      Observation now,
      Optional<String> defaultVia,
      Map<String, Set<UplinkProblem>> configured) {
    Map<String, List<UplinkProblem>> all = new LinkedHashMap<>();
    boolean primaryUsable =
        uplinks.values().stream()
            .anyMatch(one -> !one.reserve() && one.usable() && one.state() != UplinkState.STANDBY);
    for (UplinkFacts facts : now.uplinks()) {
      UplinkRecord record = uplinks.get(facts.name());
      if (record != null && record.state() != UplinkState.DISABLED) {
        Set<UplinkProblem> problems = EnumSet.noneOf(UplinkProblem.class);
        problems.addAll(of(limits, facts, record, uplinks, now, defaultVia, primaryUsable));
        problems.addAll(configured.getOrDefault(facts.name(), Set.of()));
        all.put(facts.name(), List.copyOf(problems));
      }
    }
    return all;
  }

  private static List<UplinkProblem> of(
      Thresholds limits,
      UplinkFacts facts,
      UplinkRecord record,
      Map<String, UplinkRecord> uplinks,
      Observation now,
      Optional<String> defaultVia,
      boolean primaryUsable) {
    List<UplinkProblem> problems = new ArrayList<>();
    facts.broken().flatMap(Problems::of).ifPresent(problems::add);
    if (defaultRouteDead(record, uplinks, defaultVia)) {
      problems.add(UplinkProblem.DEFAULT_ROUTE_DEAD);
    }
    if (record.idleSince() != UplinkRecord.NEVER
        && now.nanos() - record.idleSince() >= limits.notJoined().toNanos()) {
      problems.add(UplinkProblem.NOT_JOINED);
    }
    if (record.cause().equals(Optional.of(LossCause.SILENT_LOSS))) {
      problems.add(UplinkProblem.BLACKHOLED);
    }
    if (record.losses().size() >= limits.flapLosses()) {
      problems.add(UplinkProblem.FLAPPING);
    }
    if (facts.reserve() && record.state() == UplinkState.UP && !primaryUsable) {
      problems.add(UplinkProblem.BACKUP_ACTIVE);
    }
    return problems;
  }

  private static Optional<UplinkProblem> of(LossCause cause) {
    return switch (cause) {
      case DEVICE_REMOVED -> Optional.of(UplinkProblem.NO_DEVICE);
      case LINK_DOWN, CARRIER_LOST -> Optional.of(UplinkProblem.NO_CARRIER);
      case ADDRESS_REMOVED -> Optional.of(UplinkProblem.NO_ADDRESS);
      case RULE_REMOVED -> Optional.of(UplinkProblem.NO_RULE);
      case ROUTE_WITHDRAWN -> Optional.of(UplinkProblem.NO_ROUTE);
      case ENDPOINT_REMOVED -> Optional.of(UplinkProblem.NO_ENDPOINT);
      case SUBFLOW_RESET, SILENT_LOSS -> Optional.empty();
    };
  }

  /** Existing connections live on, new ones fail: they start where the default route leads. */
  private static boolean defaultRouteDead(
      UplinkRecord record, Map<String, UplinkRecord> uplinks, Optional<String> defaultVia) {
    return defaultVia.filter(record.name()::equals).isPresent()
        && record.cause().filter(Problems::passesNothing).isPresent()
        && uplinks.values().stream()
            .anyMatch(other -> !other.name().equals(record.name()) && other.usable());
  }

  /** A line without endpoint, rule or table of its own still takes what the main table gives it. */
  private static boolean passesNothing(LossCause cause) {
    return switch (cause) {
      case DEVICE_REMOVED, LINK_DOWN, CARRIER_LOST, ADDRESS_REMOVED, SILENT_LOSS -> true;
      case RULE_REMOVED, ROUTE_WITHDRAWN, ENDPOINT_REMOVED, SUBFLOW_RESET -> false;
    };
  }
}
