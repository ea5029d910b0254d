package io.github.mptcpexporter.failover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Follows each loss until it is known who took over, and for how long nothing moved. */
final class Takeovers {

  /** Who took over when no one did most of it. */
  static final String SEVERAL = "several";

  /** Above that many uplinks pairs are not told apart. */
  static final int MOST_PAIRED = 8;

  private static final double NANOS_PER_SECOND = 1e9;

  private final Thresholds limits;
  private final Observation now;
  private final ConnectionTraces traces;
  private final Tallies tallies;
  private final Chronicle chronicle;
  private final List<PendingFailover> pending;
  private final Set<String> displaced = new HashSet<>();
  private Optional<BundleEvent> last = Optional.empty();

  Takeovers(
      Thresholds limits,
      List<PendingFailover> before,
      Observation now,
      ConnectionTraces traces,
      Tallies tallies,
      Chronicle chronicle) {
    this.limits = limits;
    this.pending = new ArrayList<>(before);
    this.now = now;
    this.traces = traces;
    this.tallies = tallies;
    this.chronicle = chronicle;
  }

  /** Losses of which not all is known yet. */
  List<PendingFailover> pending() {
    return pending;
  }

  /** Uplinks whose traffic has been found elsewhere in this round. */
  Set<String> displaced() {
    return displaced;
  }

  /** The last failover of this round; empty if there was none. */
  Optional<BundleEvent> last() {
    return last;
  }

  /** With one uplink alone there are outages only. */
  void await(UplinkRecord lost, Set<Long> tokens) {
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

  void settle() {
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
    tallies.failover(loss.from(), now.uplinks().size() > MOST_PAIRED ? SEVERAL : to);
    last = Optional.of(chronicle.failover(loss, to, numbers));
    displaced.add(loss.from());
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
}
