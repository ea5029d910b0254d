package io.github.mptcpexporter.failover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One round of the detector: from what was and what is seen now to what is and what happened. */
final class FailoverRound {

  /** Who took over when no one did most of it. */
  static final String SEVERAL = "several";

  private static final double NANOS_PER_SECOND = 1e9;

  private final Thresholds limits;
  private final Failover before;
  private final Observation now;
  private final ConnectionTraces traces;
  private final Set<Long> tokens;
  private final Silence silence;
  private final Tallies tallies;

  final Chronicle chronicle;
  final Map<String, UplinkRecord> uplinks = new LinkedHashMap<>();
  final Map<String, List<UplinkProblem>> problems;
  final List<PendingFailover> pending = new ArrayList<>();
  Optional<Outage> outage;
  BundleState bundle;
  Instant bundleSince;
  Optional<BundleEvent> last;

  /**
   * @param tokens connections that are traced now
   */
  FailoverRound(
      Thresholds limits,
      Failover before,
      Observation now,
      ConnectionTraces traces,
      Set<Long> tokens) {
    this.limits = limits;
    this.before = before;
    this.now = now;
    this.traces = traces;
    this.tokens = tokens;
    this.tallies = new Tallies(before.totals());
    this.chronicle = new Chronicle(now, before.started() ? before.nanos() : now.nanos());
    this.last = before.last();
    Map<String, Moved> moved = new HashMap<>();
    for (UplinkFacts facts : now.uplinks()) {
      UplinkRecord record = before.uplinks().get(facts.name());
      Moved known = record == null ? Moved.NOTHING : record.moved();
      moved.put(facts.name(), known.with(now.nanos(), facts));
    }
    this.silence = new Silence(limits, now, before.uplinks(), moved);
    spend();
    List<UplinkRecord> fresh = step(moved);
    pending.addAll(before.pending());
    fresh.forEach(this::await);
    settle();
    this.problems = Problems.of(limits, uplinks, now);
    tellProblems();
    this.outage = outage();
    this.bundle = bundle();
    this.bundleSince = bundle == before.bundle() ? before.bundleSince() : now.takenAt();
    if (before.started() && bundle != before.bundle()) {
      chronicle.bundle(before.bundle(), bundle);
    }
  }

  FailoverTotals totals() {
    return tallies.totals();
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
    return UplinkRecords.displaced(is, false);
  }

  /** With one uplink alone there are outages only. */
  private void await(UplinkRecord lost) {
    int others = 0;
    for (UplinkFacts facts : now.uplinks()) {
      others += facts.enabled() && !facts.name().equals(lost.name()) ? 1 : 0;
    }
    if (others > 0) {
      pending.add(
          new PendingFailover(
              lost.name(),
              lost.cause().orElseThrow(),
              lost.lostAt(),
              lost.judgedAt(),
              others,
              OptionalLong.empty(),
              Map.of(),
              false,
              tokens));
    }
  }

  private void settle() {
    List<PendingFailover> open = new ArrayList<>();
    for (PendingFailover loss : pending) {
      settle(loss).ifPresent(open::add);
    }
    pending.clear();
    pending.addAll(open);
  }

  private Optional<PendingFailover> settle(PendingFailover loss) {
    PendingFailover next = loss;
    if (loss.takeoverSince().isEmpty()) {
      if (now.nanos() - loss.lostAt() > limits.takeoverWithin().toNanos()) {
        return Optional.empty();
      }
      if (progressElsewhere(loss)) {
        next = loss.takeover(now.nanos(), bytes());
      }
    } else if (!loss.decided()
        && now.nanos() - loss.takeoverSince().getAsLong() >= limits.takeover().toNanos()) {
      decide(loss);
      next = loss.told();
    }
    return next.decided() ? blackout(next) : Optional.of(next);
  }

  private boolean progressElsewhere(PendingFailover loss) {
    for (UplinkFacts facts : now.uplinks()) {
      if (!facts.name().equals(loss.from())
          && facts.enabled()
          && facts.progress().isPresent()
          && facts.progress().getAsLong() > loss.lostAt()) {
        return true;
      }
    }
    return false;
  }

  private Map<String, Long> bytes() {
    Map<String, Long> bytes = new HashMap<>();
    now.uplinks().forEach(facts -> bytes.put(facts.name(), facts.bytes()));
    return bytes;
  }

  private void decide(PendingFailover loss) {
    Map<String, Double> shares = new LinkedHashMap<>();
    double all = 0;
    for (UplinkFacts facts : now.uplinks()) {
      if (!facts.name().equals(loss.from())) {
        double gained = facts.bytes() - loss.bytesThen().getOrDefault(facts.name(), facts.bytes());
        shares.put(facts.name(), gained);
        all += gained;
      }
    }
    String to = loss.others() == 1 ? onlyOther(loss) : SEVERAL;
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("detection_seconds", Math.round((loss.judgedAt() - loss.lostAt()) / 1e6) / 1e3);
    numbers.put("connections", (double) loss.tokens().size());
    for (Map.Entry<String, Double> share : shares.entrySet()) {
      double part = all == 0 ? 0 : share.getValue() / all;
      if (part >= limits.takeoverShare()) {
        to = share.getKey();
      }
      numbers.put("share_" + share.getKey(), Math.round(part * 1e3) / 1e3);
    }
    tallies.failover(loss.from(), uplinks.size() > 8 ? SEVERAL : to);
    last = Optional.of(chronicle.failover(loss, to, numbers));
    UplinkRecord from = uplinks.get(loss.from());
    if (from != null) {
      uplinks.put(loss.from(), UplinkRecords.displaced(from, true));
    }
  }

  private String onlyOther(PendingFailover loss) {
    return now.uplinks().stream()
        .filter(facts -> facts.enabled() && !facts.name().equals(loss.from()))
        .map(UplinkFacts::name)
        .findFirst()
        .orElse(SEVERAL);
  }

  /** Told when no more standstill can begin that belongs to the loss, and those that did ended. */
  private Optional<PendingFailover> blackout(PendingFailover loss) {
    long until = loss.lostAt() + limits.blackoutWithin().toNanos();
    boolean goesOn = false;
    if (now.nanos() < until) {
      return Optional.of(loss);
    }
    double longest = -1;
    int seen = 0;
    long from = loss.lostAt() - limits.carrying().toNanos();
    for (long token : loss.tokens()) {
      ConnectionTrace trace = traces.byToken().get(token);
      if (trace == null) {
        continue;
      }
      seen++;
      Optional<Standstill> one = trace.longest(from, until, loss.lostAt());
      longest = Math.max(longest, one.map(s -> s.nanos() / NANOS_PER_SECOND).orElse(0.0));
      goesOn |=
          trace.seenAt() == now.nanos() && trace.open().stream().anyMatch(s -> s.from() <= until);
    }
    if (goesOn && now.nanos() - loss.lostAt() < limits.takeoverWithin().toNanos()) {
      return Optional.of(loss);
    }
    if (seen > 0) {
      double seconds = Math.round(longest * 1e3) / 1e3;
      tallies.blackout(seconds);
      chronicle.blackout(loss, seconds, seen);
    }
    return Optional.empty();
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

  private Optional<Outage> outage() {
    OptionalLong progress = now.progress();
    if (before.outage().isPresent()) {
      Outage goesOn = before.outage().get();
      long step = now.nanos() - before.nanos();
      boolean moves =
          progress.isPresent() && progress.getAsLong() > goesOn.since() + limits.hole().toNanos();
      boolean could = !now.demand() && !allDown();
      tallies.outageFor(step);
      if (!moves && !could) {
        return before.outage();
      }
      chronicle.outageEnded(goesOn);
      return Optional.empty();
    }
    Optional<Outage> begun = begunOutage(progress);
    begun.ifPresent(
        one -> {
          tallies.outage();
          tallies.outageFor(now.nanos() - one.since());
          chronicle.outageBegan(one);
        });
    return begun;
  }

  private Optional<Outage> begunOutage(OptionalLong progress) {
    if (!before.started() || uplinks.isEmpty()) {
      return Optional.empty();
    }
    if (allDown()) {
      boolean wasDown = before.bundle() == BundleState.OUTAGE || before.bundle() == BundleState.OFF;
      long since =
          uplinks.values().stream()
              .filter(UplinkRecord::down)
              .mapToLong(UplinkRecord::lostAt)
              .max()
              .orElse(now.nanos());
      return wasDown ? Optional.empty() : Optional.of(new Outage(since, Outage.ALL_DOWN));
    }
    boolean still =
        progress.isPresent()
            && now.nanos() - progress.getAsLong() >= limits.noProgress().toNanos()
            && now.nanos() - progress.getAsLong() < 2 * limits.takeoverWithin().toNanos();
    if (!now.demand() || !still) {
      return Optional.empty();
    }
    String cause = silence.ofThePeer() ? Outage.PEER_SILENT : Outage.NO_PROGRESS;
    return Optional.of(new Outage(progress.getAsLong(), cause));
  }

  private boolean allDown() {
    boolean any = false;
    for (UplinkRecord record : uplinks.values()) {
      if (record.usable()) {
        return false;
      }
      any |= record.state() == UplinkState.DOWN;
    }
    return any;
  }

  private BundleState bundle() {
    List<UplinkRecord> parts =
        uplinks.values().stream().filter(one -> one.state() != UplinkState.DISABLED).toList();
    if (!now.enabled() || parts.isEmpty()) {
      return BundleState.OFF;
    }
    if (outage.isPresent() || allDown()) {
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
