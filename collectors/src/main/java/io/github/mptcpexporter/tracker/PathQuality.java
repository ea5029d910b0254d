package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What TCP says of the live subflows of one interface.
 *
 * @param rttMicros mean smoothed round-trip time, weighted by bytes moved in the last 10 s,
 *     unweighted if none were; empty if no subflow has measured any
 * @param minRttMicros lowest round-trip time seen; empty if none was
 * @param congestionWindowBytes sum
 * @param stalled subflows that send or receive and do not get on, see {@link Sum#add}
 */
public record PathQuality(
    OptionalDouble rttMicros, OptionalLong minRttMicros, long congestionWindowBytes, int stalled) {

  /** Collects it, subflow by subflow. */
  static final class Sum {

    /** {@code tcpi_min_rtt} while nothing was measured ({@code ~0U}, {@code net/ipv4/tcp.c}). */
    private static final long NO_MIN_RTT = 0xffff_ffffL;

    // Kernel 6.18, two lines of 10 and 30 ms: a healthy line was silent for 48 ms at most, a dead
    // one was older than half a second after 579 ms.
    private static final long SILENT_MILLIS = 500;
    private static final long RECEIVING_MILLIS = 100;

    /** A silence longer than this is no stall but a scheduler that has left the line. */
    private static final long IDLE_MILLIS = 10_000;

    private double weightedMicros;
    private double weights;
    private double sumMicros;
    private int measured;
    private long minMicros = NO_MIN_RTT;
    private long windowBytes;
    private int stalled;

    /**
     * Adds a subflow. It is stalled if it is sending, has unacknowledged data and has doubled its
     * timer at least once; or if it is receiving, is no backup and has been silent for 0.5 s up to
     * 10 s, while its connection received within the last 0.1 s (kernel 6.10 and later).
     *
     * @param connection the connection that it belongs to, if that is known
     * @param recentBytes what it has moved in the last 10 s
     */
    void add(
        Subflow subflow, boolean backup, Optional<MptcpConnection> connection, double recentBytes) {
      TcpInfo info = subflow.info().orElseThrow();
      long rtt = info.getOr(TcpInfo.Field.RTT_MICROS, 0);
      if (rtt > 0) {
        weightedMicros += rtt * recentBytes;
        weights += recentBytes;
        sumMicros += rtt;
        measured++;
      }
      minMicros = Math.min(minMicros, info.getOr(TcpInfo.Field.MIN_RTT_MICROS, NO_MIN_RTT));
      windowBytes +=
          info.getOr(TcpInfo.Field.SND_CWND_SEGMENTS, 0)
              * info.getOr(TcpInfo.Field.SND_MSS_BYTES, 0);
      if (stalledSending(info) || (!backup && stalledReceiving(info, connection))) {
        stalled++;
      }
    }

    private static boolean stalledSending(TcpInfo info) {
      // A closed window of the peer doubles the timer too, with nothing unacknowledged.
      return info.getOr(TcpInfo.Field.BACKOFF, 0) >= 1
          && info.getOr(TcpInfo.Field.UNACKED_SEGMENTS, 0) >= 1;
    }

    private static boolean stalledReceiving(TcpInfo info, Optional<MptcpConnection> connection) {
      long silent = info.getOr(TcpInfo.Field.LAST_DATA_RECV_MILLIS, 0);
      if (silent < SILENT_MILLIS
          || silent > IDLE_MILLIS
          || connection.isEmpty()
          || info.getOr(TcpInfo.Field.BYTES_RECEIVED, 0) == 0) {
        return false;
      }
      Optional<MptcpInfo> whole = connection.get().info();
      return whole.isPresent()
          && whole.get().getOr(MptcpInfo.Field.LAST_DATA_RECV_MILLIS, Long.MAX_VALUE)
              < RECEIVING_MILLIS;
    }

    PathQuality quality() {
      OptionalDouble rtt =
          measured == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of(weights > 0 ? weightedMicros / weights : sumMicros / measured);
      return new PathQuality(
          rtt,
          minMicros == NO_MIN_RTT ? OptionalLong.empty() : OptionalLong.of(minMicros),
          windowBytes,
          stalled);
    }
  }
}
