package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.TcpInfo.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Finds lines that should bring data and do not: a receiver sees no loss in any counter, only a
 * hole in the connection's data that began when a line fell silent.
 */
final class ReceivingPaths {

  private static final long MILLI = 1_000_000;
  private static final long HOLE_BEFORE_NANOS = 60 * MILLI;
  private static final long HOLE_BEHIND_NANOS = 300 * MILLI;
  private static final long LATER_NANOS = 150 * MILLI;
  private static final long SAME_NANOS = 20 * MILLI;
  private static final long SHARE_NANOS = 2_000 * MILLI;
  private static final double LEAST_SHARE = 0.05;

  private final Thresholds limits;
  private final ConnectionTraces traces;
  private final Map<Long, SubflowTrace> subflows;
  private final long nanos;

  /**
   * @param subflows by cookie, with this round's counters
   */
  ReceivingPaths(
      Thresholds limits, ConnectionTraces traces, Map<Long, SubflowTrace> subflows, long nanos) {
    this.limits = limits;
    this.traces = traces;
    this.subflows = subflows;
    this.nanos = nanos;
  }

  /** The traces of subflows after a round. */
  static Map<Long, SubflowTrace> trace(
      Map<Long, SubflowTrace> before,
      ConnectionTraces traces,
      List<MptcpConnection> connections,
      long nanos) {
    Map<Long, SubflowTrace> after = new HashMap<>();
    for (MptcpConnection connection : connections) {
      if (connection.token().isEmpty()
          || !traces.byToken().containsKey(connection.token().getAsLong())) {
        continue;
      }
      for (Subflow subflow : connection.subflows()) {
        Optional<TcpInfo> info = subflow.info();
        if (info.isPresent() && subflow.cookie().isPresent()) {
          long cookie = subflow.cookie().getAsLong();
          SubflowTrace known = before.getOrDefault(cookie, SubflowTrace.NOTHING);
          after.put(cookie, known.with(nanos, info.get()));
        }
      }
    }
    return after;
  }

  /**
   * Adds when each line fell silent, of those that did.
   *
   * @param interfaceOf name of the interface of a subflow
   * @param progress of each interface, as far as known
   */
  void find(
      MptcpConnection connection,
      Function<Subflow, String> interfaceOf,
      Map<String, Long> progress,
      Map<String, Long> silentSince) {
    ConnectionTrace trace =
        connection.token().isPresent()
            ? traces.byToken().get(connection.token().getAsLong())
            : null;
    if (trace == null || connection.subflows().size() < 2) {
      return;
    }
    for (Subflow subflow : connection.subflows()) {
      OptionalLong last = lastByte(subflow);
      if (last.isPresent()
          && subflow.live()
          && nanos - last.getAsLong() >= limits.receiveSilence().toNanos()
          && isSilent(connection, subflow, last.getAsLong(), trace)) {
        String name = interfaceOf.apply(subflow);
        // Other connections had their last byte of the line at about the same time, not later.
        if (progress.getOrDefault(name, UplinkRecord.NEVER)
            <= last.getAsLong() + HOLE_BEHIND_NANOS) {
          silentSince.merge(name, last.getAsLong(), Math::max);
        }
      }
    }
  }

  private boolean isSilent(
      MptcpConnection connection, Subflow subflow, long last, ConnectionTrace trace) {
    TcpInfo info = subflow.info().orElseThrow();
    long lastAck = nanos - info.getOr(Field.LAST_ACK_RECV_MILLIS, 0) * MILLI;
    return lastAck <= last + SAME_NANOS
        && hasHole(trace, last)
        && !subflows
            .getOrDefault(subflow.cookie().orElse(0), SubflowTrace.NOTHING)
            .outOfOrderSince(last + SAME_NANOS)
        && othersGotOn(connection, subflow, last)
        && share(connection, subflow, last) >= LEAST_SHARE;
  }

  private boolean hasHole(ConnectionTrace trace, long last) {
    return trace.ended().stream().anyMatch(one -> fits(one, last))
        || trace.open().stream().anyMatch(one -> fits(one, last));
  }

  private boolean fits(Standstill one, long last) {
    return one.receiving()
        && one.hole()
        && one.nanos() >= limits.hole().toNanos()
        && one.from() - last >= -HOLE_BEFORE_NANOS
        && one.from() - last <= HOLE_BEHIND_NANOS;
  }

  private boolean othersGotOn(MptcpConnection connection, Subflow subflow, long last) {
    for (Subflow other : connection.subflows()) {
      OptionalLong theirs = lastByte(other);
      if (!other.cookie().equals(subflow.cookie())
          && theirs.isPresent()
          && theirs.getAsLong() >= last + LATER_NANOS) {
        return true;
      }
    }
    return false;
  }

  private double share(MptcpConnection connection, Subflow subflow, long last) {
    double all = 0;
    for (Subflow each : connection.subflows()) {
      all += bytes(each, last);
    }
    return all == 0 ? 0 : bytes(subflow, last) / all;
  }

  private long bytes(Subflow subflow, long last) {
    return subflows
        .getOrDefault(subflow.cookie().orElse(0), SubflowTrace.NOTHING)
        .bytes(last - SHARE_NANOS, last + SAME_NANOS);
  }

  /** When data came over it last; empty if none ever has. */
  private OptionalLong lastByte(Subflow subflow) {
    Optional<TcpInfo> info = subflow.info();
    if (info.isEmpty() || info.get().getOr(Field.BYTES_RECEIVED, 0) == 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(nanos - info.get().getOr(Field.LAST_DATA_RECV_MILLIS, 0) * MILLI);
  }
}
