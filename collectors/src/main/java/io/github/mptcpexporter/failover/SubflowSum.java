package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import java.util.Optional;

/** What the live subflows of one line say together. Filled while a round is folded. */
final class SubflowSum {

  private static final long MILLI = 1_000_000;

  int subflows;
  long progress = UplinkRecord.NEVER;
  boolean inFlight;
  int backoff;
  long segments;
  long outOfOrder;

  /**
   * Adds a live subflow.
   *
   * @param aliveConnection whether its connection is established and some application has it
   * @param nanos monotonic clock of the round
   */
  void add(Subflow subflow, boolean aliveConnection, long nanos) {
    subflows++;
    Optional<TcpInfo> told = subflow.info();
    if (told.isEmpty()) {
      return;
    }
    TcpInfo info = told.get();
    progress = Math.max(progress, progress(info, nanos));
    segments += info.getOr(TcpInfo.Field.DATA_SEGS_IN, 0);
    outOfOrder += info.getOr(TcpInfo.Field.RCV_OOOPACK, 0);
    if (aliveConnection && info.getOr(TcpInfo.Field.UNACKED_SEGMENTS, 0) > 0) {
      inFlight = true;
      backoff = Math.max(backoff, (int) info.getOr(TcpInfo.Field.BACKOFF, 0));
    }
  }

  /** When the last byte passed that is known to have passed; {@link UplinkRecord#NEVER}. */
  static long progress(TcpInfo info, long nanos) {
    long last = UplinkRecord.NEVER;
    if (info.getOr(TcpInfo.Field.BYTES_RECEIVED, 0) > 0) {
      last = nanos - info.getOr(TcpInfo.Field.LAST_DATA_RECV_MILLIS, 0) * MILLI;
    }
    if (info.getOr(TcpInfo.Field.BYTES_ACKED, 0) > 1) { // the SYN counts too
      last = Math.max(last, nanos - info.getOr(TcpInfo.Field.LAST_ACK_RECV_MILLIS, 0) * MILLI);
    }
    return last;
  }
}
