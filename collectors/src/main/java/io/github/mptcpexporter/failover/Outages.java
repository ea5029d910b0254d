package io.github.mptcpexporter.failover;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether there is an outage: begins, goes on or ends with this round. */
final class Outages {

  private final Thresholds limits;
  private final Failover before;
  private final Observation now;
  private final Map<String, UplinkRecord> uplinks;
  private final Silence silence;
  private final Tallies tallies;
  private final Chronicle chronicle;

  Outages(
      Thresholds limits,
      Failover before,
      Observation now,
      Map<String, UplinkRecord> uplinks,
      Silence silence,
      Tallies tallies,
      Chronicle chronicle) {
    this.limits = limits;
    this.before = before;
    this.now = now;
    this.uplinks = uplinks;
    this.silence = silence;
    this.tallies = tallies;
    this.chronicle = chronicle;
  }

  Optional<Outage> outage() {
    OptionalLong progress = now.progress();
    if (before.outage().isPresent()) {
      Outage goesOn = before.outage().get();
      long step = now.nanos() - before.nanos();
      boolean moves =
          progress.isPresent() && progress.getAsLong() > goesOn.since() + limits.hole().toNanos();
      boolean could = !now.demand() && !allDown();
      tallies.outageFor(step);
      if (now.glimpse() || (!moves && !could)) {
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
    if (now.glimpse() || !now.demand() || !still) {
      return Optional.empty();
    }
    String cause = silence.ofThePeer() ? Outage.PEER_SILENT : Outage.NO_PROGRESS;
    return Optional.of(new Outage(progress.getAsLong(), cause));
  }

  boolean allDown() {
    boolean any = false;
    for (UplinkRecord record : uplinks.values()) {
      if (record.usable()) {
        return false;
      }
      any |= record.state() == UplinkState.DOWN;
    }
    return any;
  }
}
