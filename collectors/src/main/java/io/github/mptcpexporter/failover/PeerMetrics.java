package io.github.mptcpexporter.failover;

import static io.github.mptcpexporter.collector.MetricDesc.counter;
import static io.github.mptcpexporter.collector.MetricDesc.gauge;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.tracker.CollectorTracker;
import java.util.List;
import java.util.OptionalLong;

/** Peers and their paths as metrics. */
final class PeerMetrics {

  private static final MetricDesc SUBFLOWS =
      gauge("mptcp_peer_subflows", "Live subflows from the peer's path.", "peer", "path");
  private static final MetricDesc TRANSMIT =
      counter(
          "mptcp_peer_transmit_bytes_total",
          "Payload bytes sent to the peer's path, retransmissions included. Survives the end of a"
              + " subflow.",
          "peer",
          "path");
  private static final MetricDesc RECEIVE =
      counter(
          "mptcp_peer_receive_bytes_total",
          "Payload bytes received from the peer's path. Survives the end of a subflow.",
          "peer",
          "path");
  private static final MetricDesc RETRANSMIT =
      counter(
          "mptcp_peer_retransmit_bytes_total",
          "Payload bytes sent again to the peer's path.",
          "peer",
          "path");
  private static final MetricDesc SRTT =
      gauge(
          "mptcp_peer_srtt_seconds",
          "Mean smoothed round-trip time of the live subflows from the peer's path.",
          "peer",
          "path");
  private static final MetricDesc FAILOVERS =
      counter(
          "mptcp_peer_path_failovers_total",
          "Times that the traffic of a peer left a silently lost path for another one.",
          "peer");
  private static final MetricDesc FAILBACKS =
      counter(
          "mptcp_peer_path_failbacks_total",
          "Times that traffic came back to a peer's path after its recovery.",
          "peer");
  private static final MetricDesc OUTAGES =
      counter(
          "mptcp_peer_outages_total",
          "Times that nothing passed from and to the peer though there was demand.",
          "peer");
  private static final MetricDesc OUTAGE_SECONDS =
      counter(
          "mptcp_peer_outage_seconds_total",
          "Time without progress from and to the peer though there was demand.",
          "peer");
  private static final MetricDesc LAST_PROGRESS =
      gauge(
          "mptcp_peer_last_progress_timestamp_seconds",
          "Unix time of the last byte known to have passed from or to the peer; absent if none.",
          "peer");

  private static final List<MetricDesc> BY_PATH =
      List.of(SUBFLOWS, TRANSMIT, RECEIVE, RETRANSMIT, SRTT);

  static final List<MetricDesc> ALL =
      List.of(
          SUBFLOWS,
          TRANSMIT,
          RECEIVE,
          RETRANSMIT,
          SRTT,
          FAILOVERS,
          FAILBACKS,
          OUTAGES,
          OUTAGE_SECONDS,
          LAST_PROGRESS,
          CollectorTracker.SERIES_DROPPED);

  private static final double MICROS_PER_SECOND = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private PeerMetrics() {}

  static void expose(Peers peers, PeerTracker.State now, MetricSink sink) {
    for (int number = 0; number < now.paths().size(); number++) {
      path(peers, now, number, sink);
    }
    for (int peer = 0; peer < peers.all().size(); peer++) {
      peer(peers.all().get(peer).name(), now, now.bundles().get(peer), sink);
    }
    double withheld = (double) BY_PATH.size() * now.paths().surplus();
    sink.sample(CollectorTracker.SERIES_DROPPED, withheld, "connections");
  }

  private static void path(Peers peers, PeerTracker.State now, int number, MetricSink sink) {
    PeerPaths paths = now.paths();
    PeerRound.PathSum seen = now.sums().get(number);
    String peer = peers.all().get(paths.path(number).peer()).name();
    String name = paths.path(number).name();
    sink.sample(SUBFLOWS, seen.sum.subflows, peer, name);
    sink.sample(TRANSMIT, (double) paths.transmit(number), peer, name);
    sink.sample(RECEIVE, (double) paths.receive(number), peer, name);
    sink.sample(RETRANSMIT, (double) paths.retransmit(number), peer, name);
    if (seen.measured > 0) {
      double mean = (double) seen.rttMicros / seen.measured;
      sink.sample(SRTT, mean / MICROS_PER_SECOND, peer, name);
    }
  }

  private static void peer(String name, PeerTracker.State now, Failover paths, MetricSink sink) {
    FailoverTotals totals = paths.totals();
    sink.sample(FAILOVERS, (double) sum(totals.failovers().values()), name);
    sink.sample(FAILBACKS, (double) sum(totals.failbacks().values()), name);
    sink.sample(OUTAGES, (double) totals.outages(), name);
    sink.sample(OUTAGE_SECONDS, totals.outageSeconds(), name);
    OptionalLong progress =
        paths.uplinks().values().stream()
            .filter(path -> path.progress().isPresent())
            .mapToLong(path -> path.progress().getAsLong())
            .max();
    if (progress.isPresent()) {
      double age = (now.nanos() - progress.getAsLong()) / NANOS_PER_SECOND;
      sink.sample(LAST_PROGRESS, FailoverMetrics.seconds(now.takenAt()) - age, name);
    }
  }

  private static long sum(Iterable<Long> counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
