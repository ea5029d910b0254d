package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.collector.Snapshot;
import io.github.mptcpexporter.model.ConnectionWatched;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.TcpState;
import io.github.mptcpexporter.model.TimedEvent;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.EndpointCollector;
import io.github.mptcpexporter.mptcp.EventCollector;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.network.LinkCollector;
import io.github.mptcpexporter.tracker.InterfaceFilter;
import io.github.mptcpexporter.tracker.Json;
import io.github.mptcpexporter.tracker.Structs;
import io.github.mptcpexporter.tracker.Tracker;
import io.github.mptcpexporter.tracker.Trackers;
import io.github.mptcpexporter.tracker.View;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
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
import java.util.zip.GZIPInputStream;

/**
 * A recorded run of two lines, folded as the program would: what the watch sees at every third line
 * (60 ms), a round at every tenth (200 ms).
 */
final class RecordedRun {

  private static final int WATCH_EVERY = 3;
  private static final int ROUND_EVERY = 10;
  private static final long MILLI = 1_000_000;

  private final ConnectionCollector connections = new ConnectionCollector(Optional::empty);
  private final EndpointCollector endpoints = new EndpointCollector(Optional::empty);
  private final EventCollector events = new EventCollector(new EventQueue(1));
  private final LinkCollector links = new LinkCollector(Optional::empty);
  private final List<Tracker<?>> trackers;
  private final List<BundleEvent> happened = new ArrayList<>();
  private final List<TimedEvent> watched = new ArrayList<>();
  private Optional<View> view = Optional.empty();

  /** When something was done, in ms from the start. */
  private final List<Double> actions = new ArrayList<>();

  private final List<Double> stalls = new ArrayList<>();

  private RecordedRun() {
    trackers = new ArrayList<>(Trackers.inOrder(InterfaceFilter.all()));
    trackers.add(new FailoverTracker());
  }

  static RecordedRun of(String name) throws IOException {
    RecordedRun run = new RecordedRun();
    try (InputStream file =
            RecordedRun.class.getResourceAsStream("/failover-recordings/" + name + ".jsonl.gz");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
      run.head(Json.list("[" + lines.readLine() + "]").get(0));
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        run.line(Json.list("[" + line + "]").get(0), number++);
      }
    }
    return run;
  }

  /** All that was found. */
  List<BundleEvent> happened() {
    return happened;
  }

  List<BundleEvent> happened(BundleEvent.Kind kind) {
    return happened.stream().filter(event -> event.kind() == kind).toList();
  }

  /** Milliseconds from the start. */
  static double millis(BundleEvent event) {
    return event.monotonicNanos() / 1e6;
  }

  List<Double> actions() {
    return actions;
  }

  double lossMillis() {
    return actions.get(0);
  }

  /** The longest standstill that the application itself measured behind the loss. */
  double longestStallMillis() {
    double longest = 0;
    for (int i = 0; i < stalls.size(); i += 2) {
      if (stalls.get(i) > lossMillis() - 100 && stalls.get(i) < lossMillis() + 5000) {
        longest = Math.max(longest, stalls.get(i + 1) - stalls.get(i));
      }
    }
    return longest;
  }

  Failover end() {
    return view.orElseThrow().state(FailoverTracker.class).orElseThrow();
  }

  private void head(Json.Fields head) {
    for (Object action : head.list("actions")) {
      actions.add(number(((List<?>) action).get(0)));
    }
    for (String side : List.of("application_stalls_ms", "server_stalls_ms")) {
      for (Object stall : head.list(side)) {
        stalls.add(number(((List<?>) stall).get(0)));
        stalls.add(number(((List<?>) stall).get(1)));
      }
    }
  }

  private void line(Json.Fields line, int number) throws IOException {
    long nanos = (long) (number(line.required("t_ms")) * MILLI);
    List<MptcpConnection> all = connections(line);
    if (number % WATCH_EVERY == 0) {
      all.forEach(one -> watch(one, nanos));
    }
    if (number % ROUND_EVERY == 0) {
      round(all, nanos);
    }
  }

  private void watch(MptcpConnection one, long nanos) {
    MptcpInfo info = one.info().orElseThrow();
    if (one.inode() != 0) {
      watched.add(
          new TimedEvent(
              nanos,
              new ConnectionWatched(
                  one.token().getAsLong(),
                  info.get(MptcpInfo.Field.WRITE_SEQ),
                  info.get(MptcpInfo.Field.SND_UNA),
                  info.get(MptcpInfo.Field.RCV_NXT),
                  one.receiveQueueBytes(),
                  one.transmitQueueBytes(),
                  info.find(MptcpInfo.Field.LAST_DATA_RECV_MILLIS))));
    }
  }

  private void round(List<MptcpConnection> all, long nanos) throws IOException {
    Map<Collector<?>, Reading<?>> readings = new LinkedHashMap<>();
    readings.put(links, present(new Links(List.of(link(1), link(2)))));
    readings.put(
        endpoints, present(new PathManager(List.of(endpoint(1), endpoint(2)), Optional.empty())));
    readings.put(connections, present(new MptcpSockets(DataSource.SOCK_DIAG, all, List.of())));
    readings.put(events, present(new KernelEvents(Set.of(), List.copyOf(watched))));
    watched.clear();
    Instant wall = Instant.EPOCH.plus(Duration.ofNanos(nanos));
    View next = View.next(view, new Snapshot(wall, nanos, readings), trackers);
    view = Optional.of(next);
    happened.addAll(end().events());
  }

  private static <V> Reading<V> present(V value) {
    return new Reading.Present<>(value, Duration.ZERO);
  }

  private List<MptcpConnection> connections(Json.Fields line) throws IOException {
    List<MptcpConnection> all = new ArrayList<>();
    Json.Fields rows = line.object("connections");
    for (String token : rows.names()) {
      all.add(connection(Long.parseLong(token), rows.list(token), line.list("subflows")));
    }
    return all;
  }

  private static MptcpConnection connection(long token, List<?> row, List<?> subflows)
      throws IOException {
    Map<MptcpInfo.Field, Long> fields = new EnumMap<>(MptcpInfo.Field.class);
    fields.put(MptcpInfo.Field.TOKEN, token);
    fields.put(MptcpInfo.Field.WRITE_SEQ, integer(row, 2));
    fields.put(MptcpInfo.Field.SND_UNA, integer(row, 3));
    fields.put(MptcpInfo.Field.RCV_NXT, integer(row, 4));
    fields.put(MptcpInfo.Field.LAST_DATA_RECV_MILLIS, integer(row, 5));
    fields.put(MptcpInfo.Field.LAST_ACK_RECV_MILLIS, integer(row, 6));
    List<Subflow> own = new ArrayList<>();
    for (Object one : subflows) {
      if (integer((List<?>) one, 0) == token) {
        own.add(subflow((List<?>) one));
      }
    }
    boolean established = integer(row, 1) == TcpState.ESTABLISHED.number();
    return new MptcpConnection(
        OptionalLong.of(token),
        OptionalLong.of(token),
        new FourTuple(address("10.77.1.2"), (int) integer(row, 0), address("10.77.1.1"), 5201),
        TcpState.of((int) integer(row, 1)),
        established ? token : 0,
        OptionalLong.of(0),
        integer(row, 7),
        integer(row, 8),
        OptionalInt.of(own.size()),
        Optional.of(Structs.mptcpInfo(fields)),
        own);
  }

  private static Subflow subflow(List<?> row) throws IOException {
    Map<TcpInfo.Field, Long> fields = new EnumMap<>(TcpInfo.Field.class);
    fields.put(TcpInfo.Field.STATE, integer(row, 3));
    fields.put(TcpInfo.Field.BACKOFF, integer(row, 4));
    fields.put(TcpInfo.Field.RTO_MICROS, integer(row, 5));
    fields.put(TcpInfo.Field.UNACKED_SEGMENTS, integer(row, 6));
    fields.put(TcpInfo.Field.NOTSENT_BYTES, integer(row, 7));
    fields.put(TcpInfo.Field.LAST_DATA_RECV_MILLIS, integer(row, 8));
    fields.put(TcpInfo.Field.LAST_ACK_RECV_MILLIS, integer(row, 9));
    fields.put(TcpInfo.Field.BYTES_ACKED, integer(row, 10));
    fields.put(TcpInfo.Field.BYTES_RECEIVED, integer(row, 11));
    fields.put(TcpInfo.Field.BYTES_SENT, integer(row, 12));
    fields.put(TcpInfo.Field.RCV_OOOPACK, integer(row, 15));
    fields.put(TcpInfo.Field.RTT_MICROS, integer(row, 16));
    fields.put(TcpInfo.Field.DATA_SEGS_IN, integer(row, 11) / 1400);
    long line = integer(row, 2);
    return new Subflow(
        OptionalLong.of(Long.parseUnsignedLong(row.get(1).toString(), 16)),
        new FourTuple(
            address("10.77." + line + ".2"), 40_000, address("10.77." + line + ".1"), 5201),
        TcpState.of((int) integer(row, 3)),
        OptionalInt.empty(),
        0,
        0,
        0,
        Optional.of(new Subflow.Ulp(integer(row, 0), 0, (int) integer(row, 14), 0, 0)),
        Optional.of(Structs.tcpInfo(fields)),
        Optional.empty());
  }

  private static Link link(int line) throws IOException {
    return new Link(
        line,
        "wan" + line,
        Link.FLAG_UP | Link.FLAG_RUNNING,
        Link.OperState.UP,
        Optional.of(true),
        OptionalLong.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(new Link.Address(address("10.77." + line + ".2"), 24, 0)));
  }

  private static Endpoint endpoint(int line) throws IOException {
    return new Endpoint(
        line,
        address("10.77." + line + ".2"),
        0,
        OptionalInt.of(line),
        Endpoint.Flag.SUBFLOW.mask());
  }

  private static InetAddress address(String literal) throws IOException {
    return InetAddress.getByName(literal);
  }

  private static double number(Object value) {
    return Double.parseDouble(value.toString());
  }

  private static long integer(List<?> row, int column) {
    return Long.parseUnsignedLong(row.get(column).toString());
  }
}
