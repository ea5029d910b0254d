package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.failover.Peers;
import io.github.mptcpexporter.tracker.QuotaBook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the user wants to see.
 *
 * @param collectors names of those that are on
 * @param allCounters whether all of the kernel's counters are shown, not only those that a panel,
 *     an alert or a check uses
 * @param includedInterfaces which interfaces are shown; empty for all
 * @param excludedInterfaces which of those are not; empty for none
 * @param congestionControl whether to read the name of each subflow's algorithm, which no metric
 *     shows
 * @param peers hosts at the other end that are followed by name
 * @param config file of the exporter's own configuration; empty for the usual one
 * @param quotas what an earlier run knew of them
 */
public record Selection(
    Set<String> collectors,
    boolean allCounters,
    Optional<Pattern> includedInterfaces,
    Optional<Pattern> excludedInterfaces,
    boolean congestionControl,
    Peers peers,
    Optional<Path> config,
    QuotaBook quotas) {

  static final String CONNECTIONS = "connections";
  static final String LINKS = "links";
  static final String MIB = "mib";
  static final String ENDPOINTS = "endpoints";
  static final String ROUTES = "routes";
  static final String SETTINGS = "settings";
  static final String EVENTS = "pm-events";
  static final String UCI = "uci";
  static final String INTERFACES = "interfaces";
  static final String OPENVPN = "openvpn";
  static final String TRACKERS = "trackers";

  /** Names of all collectors. */
  public static final List<String> NAMES =
      List.of(
          CONNECTIONS,
          ENDPOINTS,
          SETTINGS,
          MIB,
          LINKS,
          ROUTES,
          EVENTS,
          UCI,
          INTERFACES,
          OPENVPN,
          TRACKERS);

  /** These say nothing of interfaces unless links are read too. */
  private static final List<String> NEED_LINKS = List.of(CONNECTIONS, ENDPOINTS, ROUTES, OPENVPN);

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if there is no such collector; the message names all there are
   */
  public Selection {
    collectors = Set.copyOf(collectors);
    List<String> unknown = new ArrayList<>(collectors);
    unknown.removeAll(NAMES);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "no collector is named " + unknown.get(0) + "; there are " + String.join(", ", NAMES));
    }
  }

  /** With the usual configuration. */
  public Selection(
      Set<String> collectors,
      boolean allCounters,
      Optional<Pattern> includedInterfaces,
      Optional<Pattern> excludedInterfaces,
      boolean congestionControl,
      Peers peers) {
    this(
        collectors,
        allCounters,
        includedInterfaces,
        excludedInterfaces,
        congestionControl,
        peers,
        Optional.empty(),
        QuotaBook.NONE);
  }

  /** Without peers. */
  public Selection(
      Set<String> collectors,
      boolean allCounters,
      Optional<Pattern> includedInterfaces,
      Optional<Pattern> excludedInterfaces,
      boolean congestionControl) {
    this(
        collectors,
        allCounters,
        includedInterfaces,
        excludedInterfaces,
        congestionControl,
        Peers.NONE);
  }

  /** All collectors, the counters that are used, all interfaces. */
  public static Selection defaults() {
    return new Selection(Set.copyOf(NAMES), false, Optional.empty(), Optional.empty(), false);
  }

  /** As {@link #defaults}, without a collector. */
  public static Selection none() {
    return new Selection(Set.of(), false, Optional.empty(), Optional.empty(), false);
  }

  /** With the names of congestion control. */
  public Selection withCongestionControl() {
    return with(collectors, true, peers, config, quotas);
  }

  /** With these peers. */
  public Selection withPeers(Peers others) {
    return with(collectors, congestionControl, others, config, quotas);
  }

  /** With the exporter's own configuration in this file. */
  public Selection withConfig(Path file) {
    return with(collectors, congestionControl, peers, Optional.of(file), quotas);
  }

  /** Going on from what an earlier run knew. */
  public Selection withQuotas(QuotaBook book) {
    return with(collectors, congestionControl, peers, config, book);
  }

  private Selection with(
      Set<String> names, boolean algorithms, Peers others, Optional<Path> file, QuotaBook book) {
    return new Selection(
        names, allCounters, includedInterfaces, excludedInterfaces, algorithms, others, file, book);
  }

  /** With one more collector. */
  public Selection with(String name) {
    Set<String> more = new LinkedHashSet<>(collectors);
    more.add(name);
    return with(more, congestionControl, peers, config, quotas);
  }

  /** With one collector less. */
  public Selection without(String name) {
    Set<String> fewer = new LinkedHashSet<>(with(name).collectors);
    fewer.remove(name);
    return with(fewer, congestionControl, peers, config, quotas);
  }

  /** Whether its metrics are to be shown. */
  public boolean shows(String name) {
    return collectors.contains(name);
  }

  /** Whether it is read: it is shown, or what is shown is joined with it. */
  public boolean reads(String name) {
    return shows(name) || (name.equals(LINKS) && NEED_LINKS.stream().anyMatch(this::shows));
  }
}
