package io.github.mptcpexporter.failover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One round of the detector: from what was and what is seen now to what is and what happened. */
final class FailoverRound {

  private final Thresholds limits;
  private final Failover before;
  private final Observation now;
  private final Silence silence;
  private final Tallies tallies;

  final Chronicle chronicle;
  private final Map<String, UplinkRecord> uplinks = new LinkedHashMap<>();
  private final Map<String, List<UplinkProblem>> problems;
  private final List<PendingFailover> pending;
  private final Optional<String> defaultVia;
  private final Optional<Outage> outage;
  private final BundleState bundle;
  private final Instant bundleSince;
  private final Optional<BundleEvent> last;

  /**
   * @param tokens connections that are traced now
   */
  FailoverRound(
      Thresholds limits,
      Failover before,
      Observation now,
      ConnectionTraces traces,
      Set<Long> tokens) {
    this(limits, before, now, traces, tokens, Map.of());
  }

  /**
   * The same where there is a configuration.
   *
   * @param configured what is wrong with uplinks by that
   */
  FailoverRound(
      Thresholds limits,
      Failover before,
      Observation now,
      ConnectionTraces traces,
      Set<Long> tokens,
      Map<String, Set<UplinkProblem>> configured) {
    this.limits = limits;
    this.before = before;
    this.now = now;
    this.tallies = new Tallies(before.totals());
    this.chronicle = new Chronicle(now, before.started() ? before.nanos() : now.nanos());
    Map<String, Moved> moved = new HashMap<>();
    for (UplinkFacts facts : now.uplinks()) {
      UplinkRecord record = before.uplinks().get(facts.name());
      Moved known = record == null ? Moved.NOTHING : record.moved();
      moved.put(facts.name(), now.glimpse() ? known : known.with(now.nanos(), facts));
    }
    this.silence = new Silence(limits, now, before.uplinks(), moved, before.outage());
    spend();
    List<UplinkRecord> fresh = step(moved);
    Takeovers takeovers = new Takeovers(limits, before.pending(), now, traces, tallies, chronicle);
    fresh.forEach(lost -> takeovers.await(lost, tokens));
    if (!now.glimpse()) {
      takeovers.settle();
    }
    uplinks.replaceAll(
        (name, is) -> takeovers.displaced().contains(name) ? is.displaced(true) : is);
    this.pending = takeovers.pending();
    this.last = takeovers.last().or(before::last).map(this::completed);
    this.defaultVia = now.defaultRoute().filter(name -> !name.isEmpty()).or(before::defaultVia);
    this.problems = Problems.of(limits, uplinks, now, defaultVia, configured);
    tellProblems();
    Outages outages = new Outages(limits, before, now, uplinks, silence, tallies, chronicle);
    this.outage = outages.outage();
    this.bundle = bundle(outages.allDown());
    this.bundleSince = bundle == before.bundle() ? before.bundleSince() : now.takenAt();
    if (before.started() && bundle != before.bundle()) {
      chronicle.bundle(before.bundle(), bundle);
    }
  }

  /** The state after the round, with what others remember of it. */
  Failover state(
      Fitness fitness,
      ConnectionTraces traces,
      Map<Long, SubflowTrace> subflows,
      KernelStory kernel) {
    return new Failover(
        now.takenAt(),
        now.nanos(),
        true,
        uplinks,
        bundle,
        bundleSince,
        pending,
        outage,
        problems,
        tallies.totals(),
        last,
        defaultVia,
        now,
        fitness,
        traces,
        subflows,
        kernel,
        chronicle.events());
  }

  /** The state of someone who knows nothing but lines. */
  Failover state() {
    return state(Fitness.UNKNOWN, ConnectionTraces.NONE, Map.of(), KernelStory.NONE);
  }

  /** The time since the last round was spent in the states of then. */
  private void spend() {
    if (!before.started()) {
      return;
    }
    long nanos = now.nanos() - before.nanos();
    before.uplinks().forEach((name, record) -> tallies.spent(name, record.state(), nanos));
    tallies.spent(before.bundle(), nanos);
  }

  /** Steps all uplinks; returns those whose loss is new. */
  private List<UplinkRecord> step(Map<String, Moved> moved) {
    List<UplinkRecord> fresh = new ArrayList<>();
    for (UplinkFacts facts : now.uplinks()) {
      UplinkRecord was = before.uplinks().get(facts.name());
      if (was == null) {
        was = UplinkRecord.first(facts, now);
      }
      if (now.glimpse() && (was.down() || facts.broken().isEmpty())) {
        uplinks.put(facts.name(), was); // all but a new break needs the sockets of this moment
        continue;
      }
      UplinkStep step =
          new UplinkStep(
              limits, was, facts, now, silence, moved.getOrDefault(facts.name(), Moved.NOTHING));
      UplinkRecord is = step.next();
      if (!before.started() || !before.uplinks().containsKey(facts.name())) {
        uplinks.put(facts.name(), is); // a line that is down from the start has lost nothing
        continue;
      }
      is = failback(is);
      uplinks.put(facts.name(), is);
      tell(was, is, step);
      if (step.lost) {
        fresh.add(is);
      }
    }
    return fresh;
  }

  private void tell(UplinkRecord was, UplinkRecord is, UplinkStep step) {
    if (is.state() != was.state()) {
      tallies.change(is.name());
    }
    if (step.lost) {
      LossCause cause = is.cause().orElseThrow();
      tallies.loss(is.name(), cause);
      chronicle.lost(is.name(), cause, is.lostAt(), "");
    } else if (step.recovered && was.carried()) {
      chronicle.recovered(is.name(), was.lostAt());
    } else if (is.state() != was.state()) {
      String why = is.cause().map(LossCause::label).orElse("");
      long at = is.state() == UplinkState.DOWN ? is.lostAt() : now.nanos();
      chronicle.state(is.name(), was.state(), is.state(), step.flapped ? "flapping" : why, at);
    }
  }

  /** The last failover with what has become known of it since. */
  private BundleEvent completed(BundleEvent event) {
    BundleEvent whole = event;
    for (BundleEvent later : chronicle.events()) {
      if (later.interfaceName().equals(event.interfaceName())) {
        Double blackout = later.numbers().get("blackout_seconds");
        Double away = later.numbers().get("displaced_seconds");
        whole = blackout == null ? whole : whole.with("blackout_seconds", blackout);
        whole = away == null ? whole : whole.with("displaced_seconds", away);
      }
    }
    return whole;
  }

  /** Traffic that comes back to an uplink that lost it ends its displacement. */
  private UplinkRecord failback(UplinkRecord is) {
    boolean back =
        is.displaced()
            && !is.down()
            && now.nanos() - is.upSince() >= limits.failbackAfter().toNanos()
            && is.progress().isPresent()
            && now.nanos() - is.progress().getAsLong() < limits.carrying().toNanos()
            && is.moved().bytes(is.upSince(), now.nanos()) > 0;
    if (!back) {
      return is;
    }
    tallies.failback(is.name());
    chronicle.failback(is.name(), is.lostAt());
    return is.displaced(false);
  }

  private void tellProblems() {
    if (!before.started()) {
      return;
    }
    Set<String> names = new HashSet<>(problems.keySet());
    names.addAll(before.problems().keySet());
    for (String name : uplinks.keySet()) {
      if (!names.contains(name)) {
        continue;
      }
      List<UplinkProblem> was = before.problems().getOrDefault(name, List.of());
      List<UplinkProblem> is = problems.getOrDefault(name, List.of());
      is.stream().filter(p -> !was.contains(p)).forEach(p -> chronicle.problem(name, p, true));
      was.stream().filter(p -> !is.contains(p)).forEach(p -> chronicle.problem(name, p, false));
    }
  }

  private BundleState bundle(boolean allDown) {
    List<UplinkRecord> parts =
        uplinks.values().stream().filter(one -> one.state() != UplinkState.DISABLED).toList();
    if (!now.enabled() || parts.isEmpty()) {
      return BundleState.OFF;
    }
    if (outage.isPresent() || allDown) {
      return BundleState.OUTAGE;
    }
    List<UplinkRecord> primaries = parts.stream().filter(one -> !one.reserve()).toList();
    if (primaries.isEmpty()) {
      primaries = parts;
    }
    if (primaries.stream().noneMatch(UplinkRecord::usable)) {
      return BundleState.RESERVE;
    }
    boolean full =
        primaries.stream()
            .allMatch(
                one ->
                    one.state() == UplinkState.UP
                        || (one.reserve() && one.state() == UplinkState.STANDBY));
    return full ? BundleState.FULL : BundleState.REDUCED;
  }
}
