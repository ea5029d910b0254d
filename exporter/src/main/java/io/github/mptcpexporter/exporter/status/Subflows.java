package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.TcpState;
import java.util.Optional;
import java.util.OptionalLong;

/** What is read off a single subflow or connection. */
final class Subflows {

  private Subflows() {}

  /** What it moved so far; empty where the kernel does not tell (before 4.19, files alone). */
  static Optional<Moved> moved(Subflow subflow) {
    if (subflow.info().isEmpty()) {
      return Optional.empty();
    }
    TcpInfo info = subflow.info().get();
    if (!info.has(TcpInfo.Field.BYTES_RETRANS)) {
      return Optional.empty();
    }
    return Optional.of(
        new Moved(
            info.get(TcpInfo.Field.BYTES_RECEIVED),
            info.get(TcpInfo.Field.BYTES_SENT),
            info.get(TcpInfo.Field.BYTES_RETRANS)));
  }

  /** Whether it is on its way to become live. */
  static boolean opening(Subflow subflow) {
    return subflow.state().isPresent()
        && (subflow.state().get() == TcpState.SYN_SENT
            || subflow.state().get() == TcpState.SYN_RECV);
  }

  /** Whether it has unacknowledged data and its retransmission timer has run out at least once. */
  static boolean stalled(Subflow subflow) {
    return subflow.live() && unanswered(subflow) && info(subflow, TcpInfo.Field.BACKOFF) >= 1;
  }

  /** The same, but the timer has run out again: more than one lost segment on a good line. */
  static boolean silent(Subflow subflow) {
    return stalled(subflow) && info(subflow, TcpInfo.Field.BACKOFF) >= 2;
  }

  /** Whether it has sent data that the peer has not acknowledged yet. */
  static boolean unanswered(Subflow subflow) {
    return info(subflow, TcpInfo.Field.UNACKED_SEGMENTS) >= 1;
  }

  /**
   * Whether an open connection has sent what its peer does not acknowledge, by any subflow, or has
   * none left. One that the application has closed keeps its timers for seconds and is left out.
   */
  static boolean stalled(MptcpConnection connection) {
    if (!connection.established() || connection.inode() == 0) {
      return false;
    }
    if (connection.subflows().isEmpty()) {
      return connection.subflowCount().isPresent() && connection.subflowCount().getAsInt() == 0;
    }
    // A subflow on a dead line keeps its data; the connection has sent it again by another.
    if (!unanswered(connection)) {
      return false;
    }
    boolean some = false;
    for (Subflow subflow : connection.subflows()) {
      if (silent(subflow)) {
        some = true;
      } else if (subflow.live() && unanswered(subflow)) {
        return false;
      }
    }
    return some;
  }

  private static boolean unanswered(MptcpConnection connection) {
    return connection.info().map(Subflows::unacked).orElse(connection.transmitQueueBytes()) != 0;
  }

  /** Bytes that the application has written and the peer has not acknowledged. */
  static long unacked(MptcpInfo info) {
    return info.getOr(MptcpInfo.Field.WRITE_SEQ, 0) - info.getOr(MptcpInfo.Field.SND_UNA, 0);
  }

  /** Milliseconds since data last came or went; empty where the kernel does not tell. */
  static OptionalLong lastData(Subflow subflow) {
    if (subflow.info().isEmpty()
        || !subflow.info().get().has(TcpInfo.Field.LAST_DATA_RECV_MILLIS)) {
      return OptionalLong.empty();
    }
    TcpInfo info = subflow.info().get();
    return OptionalLong.of(
        Math.min(
            info.get(TcpInfo.Field.LAST_DATA_SENT_MILLIS),
            info.get(TcpInfo.Field.LAST_DATA_RECV_MILLIS)));
  }

  private static long info(Subflow subflow, TcpInfo.Field field) {
    return subflow.info().isPresent() ? subflow.info().get().getOr(field, 0) : 0;
  }
}
