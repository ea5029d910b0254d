package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.collector.Snapshot;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.SocketDestroyed;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.TcpState;
import io.github.mptcpexporter.model.TimedEvent;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.EventCollector;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.tracker.InterfaceFilter;
import io.github.mptcpexporter.tracker.Samples;
import io.github.mptcpexporter.tracker.Structs;
import io.github.mptcpexporter.tracker.Tracker;
import io.github.mptcpexporter.tracker.Trackers;
import io.github.mptcpexporter.tracker.View;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** A server with one network card that routers connect to; a round each quarter of a second. */
final class Server {

  private static final long ROUND_NANOS = 250_000_000;
  private static final String ADDRESS = "203.0.113.10";

  /** A subflow, as the server sees it. */
  static final class Line {
    private final long cookie;
    private final String remote;
    private final int id;
    private final Map<TcpInfo.Field, Long> fields = new EnumMap<>(TcpInfo.Field.class);
    private long bytesPerSecond;
    private boolean silent;
    private long progress;

    private Line(long cookie, String remote, int id) {
      this.cookie = cookie;
      this.remote = remote;
      this.id = id;
      moved(0, 0, 0);
    }

    /** What it has moved since it was opened. */
    Line moved(long sent, long received, long sentAgain) {
      fields.put(TcpInfo.Field.BYTES_SENT, sent);
      fields.put(TcpInfo.Field.BYTES_ACKED, sent);
      fields.put(TcpInfo.Field.BYTES_RECEIVED, received);
      fields.put(TcpInfo.Field.BYTES_RETRANS, sentAgain);
      return this;
    }

    Line rttMicros(long micros) {
      fields.put(TcpInfo.Field.RTT_MICROS, micros);
      return this;
    }

    /** Sends that many bytes a second from now on. */
    Line carries(long bytes) {
      bytesPerSecond = bytes;
      return this;
    }

    /** What is sent over it is not acknowledged any more. */
    Line fallsSilent() {
      silent = true;
      return this;
    }

    Line mends() {
      silent = false;
      return this;
    }

    /** Its last words. */
    SocketDestroyed last() {
      return new SocketDestroyed(cookie, tuple(), Optional.of(Structs.tcpInfo(fields)));
    }

    /** Its last words when the kernel has disconnected it first. */
    SocketDestroyed cleared() {
      FourTuple none = new FourTuple(address("0.0.0.0"), 443, address("0.0.0.0"), 0);
      return new SocketDestroyed(cookie, none, Optional.of(Structs.tcpInfo(Map.of())));
    }

    private FourTuple tuple() {
      return new FourTuple(address(ADDRESS), 443, address(remote), (int) (40_000 + cookie));
    }

    private void step(long nanos) {
      boolean moves = bytesPerSecond > 0 && !silent;
      boolean stuck = bytesPerSecond > 0 && silent;
      if (moves) {
        moved(
            field(TcpInfo.Field.BYTES_SENT) + bytesPerSecond / 4,
            field(TcpInfo.Field.BYTES_RECEIVED),
            field(TcpInfo.Field.BYTES_RETRANS));
        progress = nanos - 10_000_000;
      }
      fields.put(TcpInfo.Field.LAST_ACK_RECV_MILLIS, (nanos - progress) / 1_000_000);
      fields.put(TcpInfo.Field.UNACKED_SEGMENTS, stuck ? 10L : 0);
      fields.put(TcpInfo.Field.BACKOFF, stuck ? field(TcpInfo.Field.BACKOFF) + 1 : 0);
    }

    private long field(TcpInfo.Field field) {
      return fields.getOrDefault(field, 0L);
    }

    private Subflow subflow(long token) {
      return new Subflow(
          OptionalLong.of(cookie),
          tuple(),
          Optional.of(TcpState.ESTABLISHED),
          OptionalInt.empty(),
          1,
          0,
          0,
          Optional.of(new Subflow.Ulp(token, 0, 0, 0, id)),
          Optional.of(Structs.tcpInfo(fields)),
          Optional.empty());
    }
  }

  private final ConnectionCollector connections = new ConnectionCollector(Optional::empty);
  private final EventCollector events = new EventCollector(new EventQueue(1));
  private final PeerTracker tracker;
  private final List<Tracker<?>> trackers;
  private final Map<Long, List<Line>> open = new LinkedHashMap<>();
  private final List<SocketDestroyed> heard = new ArrayList<>();
  private final List<BundleEvent> told = new ArrayList<>();
  private Optional<View> view = Optional.empty();
  private boolean readable = true;
  private long cookies;
  private long nanos = 1_000_000_000_000L;

  Server(Peers.Peer... peers) {
    tracker = new PeerTracker(new Peers(List.of(peers)));
    trackers = new ArrayList<>(Trackers.inOrder(InterfaceFilter.all()));
    trackers.add(new FailoverTracker());
    trackers.add(tracker);
  }

  static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }

  /** A new subflow from there, by a route whose address has that id at the peer. */
  Line line(String remote, int id) {
    Line line = new Line(++cookies, remote, id);
    line.progress = nanos;
    return line;
  }

  /** A connection with these subflows, the initial one first; none ends it. */
  Server connection(long token, Line... lines) {
    open.put(token, List.of(lines));
    if (lines.length == 0) {
      open.remove(token);
    }
    return this;
  }

  /** Whether the kernel answers. */
  Server readable(boolean whether) {
    readable = whether;
    return this;
  }

  Server hears(SocketDestroyed last) {
    heard.add(last);
    return this;
  }

  Server pass(Duration time) {
    for (long end = nanos + time.toNanos(); nanos < end; ) {
      round();
    }
    return this;
  }

  Server round() {
    nanos += ROUND_NANOS;
    List<MptcpConnection> all = new ArrayList<>();
    open.forEach((token, lines) -> all.add(connection(token, lines)));
    MptcpSockets sockets = new MptcpSockets(DataSource.SOCK_DIAG, all, List.of());
    List<TimedEvent> timed = new ArrayList<>();
    heard.forEach(event -> timed.add(new TimedEvent(nanos, event)));
    heard.clear();
    Reading<?> reading =
        readable
            ? new Reading.Present<>(sockets, Duration.ZERO)
            : new Reading.Failed<>(new IOException("no answer"), Duration.ZERO);
    Map<Collector<?>, Reading<?>> readings = new LinkedHashMap<>();
    readings.put(connections, reading);
    readings.put(
        events,
        new Reading.Present<>(
            new KernelEvents(Set.of(DataSource.TCP_DESTROY), timed), Duration.ZERO));
    Snapshot snapshot = new Snapshot(Instant.EPOCH.plus(Duration.ofNanos(nanos)), nanos, readings);
    view = Optional.of(View.next(view, snapshot, trackers));
    told.addAll(view.get().state(PeerTracker.class).orElseThrow().events());
    return this;
  }

  private MptcpConnection connection(long token, List<Line> lines) {
    List<Subflow> subflows = new ArrayList<>();
    for (Line line : lines) {
      line.step(nanos);
      subflows.add(line.subflow(token));
    }
    return new MptcpConnection(
        OptionalLong.of(token),
        OptionalLong.of(1_000 + token),
        lines.get(0).tuple(),
        Optional.of(TcpState.ESTABLISHED),
        1,
        OptionalLong.of(0),
        0,
        lines.stream().anyMatch(line -> line.bytesPerSecond > 0) ? 1 : 0,
        OptionalInt.of(lines.size()),
        Optional.of(Structs.mptcpInfo(Map.of())),
        subflows);
  }

  Samples samples() {
    return Samples.of(tracker, view.orElseThrow().state(PeerTracker.class).orElseThrow());
  }

  /** What the failovers of own uplinks show. */
  Samples ofUplinks() {
    FailoverTracker own =
        (FailoverTracker)
            trackers.stream().filter(FailoverTracker.class::isInstance).findFirst().orElseThrow();
    return Samples.of(own, view.orElseThrow().state(FailoverTracker.class).orElseThrow());
  }

  /** What was told of peers up to now. */
  List<String> sentences() {
    return told.stream().map(BundleEvent::sentence).toList();
  }

  List<BundleEvent> told() {
    return told;
  }

  double now() {
    return nanos / 1e9;
  }
}
