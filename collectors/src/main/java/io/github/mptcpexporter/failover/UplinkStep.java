package io.github.mptcpexporter.failover;

import static io.github.mptcpexporter.failover.UplinkRecord.NEVER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One round of one uplink: is it down, since when and why, and what state is it in. */
final class UplinkStep {

  private final Thresholds limits;
  private final UplinkRecord before;
  private final UplinkFacts facts;
  private final Observation now;
  private final Silence silence;
  private final Moved moved;

  private Optional<LossCause> cause;
  private long lostAt;
  private long judgedAt;
  private long upSince;
  private boolean carried;
  private List<Long> losses;
  private boolean degraded;
  private long clearSince;
  private long silenceEndedAt;

  /** Whether this round has lost an uplink that carried traffic. */
  boolean lost;

  /** Whether it was lost again so soon that it is the same loss. */
  boolean flapped;

  /** Whether it is usable again. */
  boolean recovered;

  /**
   * @param silence which uplinks are silently lost
   * @param moved with this round's counters
   */
  UplinkStep(
      Thresholds limits,
      UplinkRecord before,
      UplinkFacts facts,
      Observation now,
      Silence silence,
      Moved moved) {
    this.limits = limits;
    this.before = before;
    this.facts = facts;
    this.now = now;
    this.silence = silence;
    this.moved = moved;
    this.cause = before.cause();
    this.lostAt = before.lostAt();
    this.judgedAt = before.judgedAt();
    this.upSince = before.upSince();
    this.carried = before.carried();
    this.losses = recentLosses();
    this.degraded = before.degraded();
    this.clearSince = before.clearSince();
    this.silenceEndedAt = before.silenceEndedAt();
  }

  UplinkRecord next() {
    if (before.down()) {
      recover();
    } else {
      lose();
    }
    if (before.backoff() > 0 && facts.backoff() == 0) {
      silenceEndedAt = now.nanos();
    }
    judgeLoss();
    long idleSince = idleSince();
    UplinkState state = state(idleSince);
    boolean changed = state != before.state();
    long since = !changed ? before.stateSince() : state == UplinkState.DOWN ? lostAt : now.nanos();
    return new UplinkRecord(
        before.name(),
        state,
        since,
        changed ? now.wall(since) : before.stateSinceTime(),
        facts.reserve(),
        cause,
        lostAt,
        judgedAt,
        upSince,
        carried,
        before.displaced(),
        losses,
        degraded,
        clearSince,
        silenceEndedAt,
        facts.backoff(),
        progress(),
        idleSince,
        moved);
  }

  private void lose() {
    Optional<LossCause> found = facts.broken();
    OptionalLong silent = silence.since(before.name());
    if (found.isEmpty() && silent.isEmpty()) {
      return;
    }
    long at = found.isPresent() ? facts.brokenSince() : silent.getAsLong();
    boolean carriedNow = carried(at);
    cause = Optional.of(found.orElse(LossCause.SILENT_LOSS));
    boolean again = carried && at - upSince < limits.flap().toNanos() && lostAt != NEVER;
    lostAt = at;
    judgedAt = now.nanos();
    flapped = again;
    if (carriedNow || again) {
      carried = true;
      lost = !again;
      losses.add(now.nanos());
    } else {
      carried = false;
    }
  }

  private void recover() {
    if (facts.broken().isPresent()) {
      return;
    }
    boolean silent = before.cause().get() == LossCause.SILENT_LOSS;
    boolean proved = facts.progress().isPresent() && facts.progress().getAsLong() > judgedAt;
    if (silent && !proved) {
      return;
    }
    cause = Optional.empty();
    upSince = now.nanos();
    recovered = true;
    if (silent) {
      silenceEndedAt = now.nanos();
    }
  }

  /** Whether it had its part of the traffic in the seconds before its last byte. */
  private boolean carried(long at) {
    long last = facts.progress().isPresent() ? Math.min(at, facts.progress().getAsLong()) : at;
    if (at - last > 2 * limits.carrying().toNanos()) {
      return false; // it was idle before
    }
    long from = last - limits.flap().toNanos();
    double all = silence.allBytes(from, last);
    long own = moved.bytes(from, last);
    return (own > 0 && own >= limits.carriedShare() * all) || facts.inFlight();
  }

  /** By the share of bytes sent again, which must be low for a while to be low. */
  private void judgeLoss() {
    long from = now.nanos() - limits.lossWindow().toNanos();
    long sent = moved.sent(from, now.nanos());
    double share = sent == 0 ? 0 : (double) moved.sentAgain(from, now.nanos()) / sent;
    if (share >= limits.lossyShare() && sent >= limits.lossyBytes()) {
      degraded = true;
      clearSince = NEVER;
    } else if (degraded && share < limits.clearShare()) {
      clearSince = clearSince == NEVER ? now.nanos() : clearSince;
      degraded = now.nanos() - clearSince < limits.clearFor().toNanos();
    } else {
      clearSince = NEVER;
    }
  }

  private long idleSince() {
    boolean idle = facts.enabled() && cause.isEmpty() && facts.subflows() == 0;
    if (!idle || !now.demand() || !before.displaced()) {
      return NEVER;
    }
    return before.idleSince() == NEVER ? now.nanos() : before.idleSince();
  }

  private boolean notJoined(long idleSince) {
    return idleSince != NEVER && now.nanos() - idleSince >= limits.notJoined().toNanos();
  }

  private UplinkState state(long idleSince) {
    if (!facts.enabled()) {
      return UplinkState.DISABLED;
    }
    if (cause.isPresent()) {
      return UplinkState.DOWN;
    }
    if (degraded || losses.size() >= limits.flapLosses() || notJoined(idleSince)) {
      return UplinkState.DEGRADED;
    }
    return facts.reserve() && !carrying() ? UplinkState.STANDBY : UplinkState.UP;
  }

  private boolean carrying() {
    OptionalLong last = progress();
    long from = now.nanos() - limits.carrying().toNanos();
    return last.isPresent()
        && last.getAsLong() >= from
        && moved.bytes(from, now.nanos()) > 0
        && moved.bytes(from, now.nanos())
            >= limits.carriedShare() * silence.allBytes(from, now.nanos());
  }

  private OptionalLong progress() {
    if (facts.progress().isEmpty()) {
      return before.progress();
    }
    return before.progress().isEmpty()
        ? facts.progress()
        : OptionalLong.of(Math.max(facts.progress().getAsLong(), before.progress().getAsLong()));
  }

  private List<Long> recentLosses() {
    List<Long> recent = new ArrayList<>();
    for (long loss : before.losses()) {
      if (now.nanos() - loss < limits.flapWindow().toNanos()) {
        recent.add(loss);
      }
    }
    return recent;
  }
}
