package io.github.mptcpexporter.failover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which uplinks are lost though nothing says so, as of one round: what they send is not
 * acknowledged, or what should come over them leaves a hole. If all that carried fall silent at
 * once, it is the peer that is gone, and none of them is lost.
 */
final class Silence {

  private final Thresholds limits;
  private final Observation now;
  private final Map<String, UplinkRecord> before;
  private final Map<String, Moved> moved;
  private final Map<String, Long> since = new LinkedHashMap<>();
  private boolean peer;

  Silence(
      Thresholds limits,
      Observation now,
      Map<String, UplinkRecord> before,
      Map<String, Moved> moved,
      Optional<Outage> outage) {
    this.limits = limits;
    this.now = now;
    this.before = before;
    this.moved = moved;
    for (UplinkFacts facts : now.uplinks()) {
      if (!now.glimpse() && facts.enabled() && facts.broken().isEmpty() && !down(facts)) {
        judge(facts);
      }
    }
    peer = !since.isEmpty() && (peerIsSilent() || stillSilent(outage));
    if (peer) {
      since.clear();
    }
  }

  /** When the line fell silent; empty if it did not. */
  OptionalLong since(String uplink) {
    Long moment = since.get(uplink);
    return moment == null ? OptionalLong.empty() : OptionalLong.of(moment);
  }

  /** Whether all lines fell silent at once, and so the peer is gone. */
  boolean ofThePeer() {
    return peer;
  }

  /** Bytes that all lines moved between two moments. */
  double allBytes(long from, long to) {
    double all = 0;
    for (Moved each : moved.values()) {
      all += each.bytes(from, to);
    }
    return all;
  }

  private void judge(UplinkFacts facts) {
    long last = facts.progress().orElse(UplinkRecord.NEVER);
    long silent = now.nanos() - last;
    boolean lossy = lossy(facts);
    long most = (lossy ? limits.lossySilence() : limits.sendSilence()).toNanos();
    int backoff = lossy ? limits.lossyBackoff() : 1;
    if (facts.backoff() >= backoff && silent >= most && !elsewhereToo(facts, last)) {
      since.put(facts.name(), Math.max(last, now.nanos() - 2 * limits.noProgress().toNanos()));
      return;
    }
    if (facts.silentSince().isPresent()) {
      long wait =
          (lossyReception(facts) ? limits.lossySilence() : limits.receiveSilence()).toNanos();
      if (silent >= wait) {
        since.put(facts.name(), facts.silentSince().getAsLong());
      }
    }
  }

  /** Whether the others do no better, so that nothing is proved of this one alone. */
  private boolean elsewhereToo(UplinkFacts facts, long last) {
    OptionalLong others =
        now.uplinks().stream()
            .filter(other -> !other.name().equals(facts.name()) && other.progress().isPresent())
            .mapToLong(other -> other.progress().getAsLong())
            .max();
    // By a margin: when the peer dies, the last bytes of its lines come one after the other.
    boolean younger = others.isPresent() && others.getAsLong() > last + limits.hole().toNanos();
    OptionalLong any = now.progress();
    boolean nobody = any.isEmpty() || now.nanos() - any.getAsLong() >= limits.nobody().toNanos();
    return !younger && !nobody;
  }

  private boolean lossy(UplinkFacts facts) {
    UplinkRecord record = before.get(facts.name());
    if (record == null) {
      return false;
    }
    long from = now.nanos() - limits.lossWindow().toNanos();
    long sent = moved(facts).sent(from, now.nanos());
    boolean share =
        sent >= limits.lossyBytes()
            && moved(facts).sentAgain(from, now.nanos()) >= limits.lossyShare() * sent;
    return share || cameBack(record);
  }

  private boolean lossyReception(UplinkFacts facts) {
    UplinkRecord record = before.get(facts.name());
    if (record == null) {
      return false;
    }
    long from = now.nanos() - limits.lossWindow().toNanos();
    long late = moved(facts).outOfOrder(from, now.nanos());
    return (late >= 20 && late >= limits.lossyShare() * moved(facts).segments(from, now.nanos()))
        || cameBack(record);
  }

  private boolean cameBack(UplinkRecord record) {
    return now.nanos() - record.silenceEndedAt() < limits.clearFor().toNanos();
  }

  private Moved moved(UplinkFacts facts) {
    return moved.getOrDefault(facts.name(), Moved.NOTHING);
  }

  private boolean down(UplinkFacts facts) {
    UplinkRecord record = before.get(facts.name());
    return record != null && record.down();
  }

  /** Whether it was the peer's silence before, and nothing has moved since. */
  private boolean stillSilent(Optional<Outage> outage) {
    if (outage.isEmpty() || !outage.get().cause().equals(Outage.PEER_SILENT)) {
      return false;
    }
    OptionalLong progress = now.progress();
    long since = outage.get().since() + limits.hole().toNanos();
    return progress.isEmpty() || progress.getAsLong() <= since;
  }

  /** At least two lines carried, all healthy, all silent since about the same moment, one peer. */
  private boolean peerIsSilent() {
    if (now.peers() > 1) {
      return false;
    }
    List<Long> last = new ArrayList<>();
    for (UplinkFacts facts : now.uplinks()) {
      if (!facts.enabled() || facts.progress().isEmpty() || facts.broken().isPresent()) {
        continue;
      }
      long at = facts.progress().getAsLong();
      long from = at - limits.flap().toNanos();
      boolean recently = now.nanos() - at < limits.noProgress().toNanos() * 2;
      if (recently && moved(facts).bytes(from, at) >= limits.carriedShare() * allBytes(from, at)) {
        last.add(at);
      }
    }
    if (last.size() < 2) {
      return false;
    }
    long youngest = last.stream().mapToLong(Long::longValue).max().getAsLong();
    long oldest = last.stream().mapToLong(Long::longValue).min().getAsLong();
    return youngest - oldest < limits.nobody().toNanos()
        && now.nanos() - youngest >= limits.nobody().toNanos();
  }
}
