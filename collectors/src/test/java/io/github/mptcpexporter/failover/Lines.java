package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.failover.BundleEvent.Kind;
import io.github.mptcpexporter.tracker.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Lines of a router that a test breaks and mends; a round each quarter of a second. */
final class Lines {

  private static final long ROUND_NANOS = 250_000_000;

  /** What a line is like until it is changed. */
  static final class Line {
    private final String name;
    private boolean reserve;
    private boolean enabled = true;
    private Optional<LossCause> broken = Optional.empty();
    private long bytesPerSecond;
    private double lossShare;
    private int backoff;
    private boolean silent;
    private long subflows = 1;
    private OptionalLong progress = OptionalLong.empty();
    private double sent;
    private double sentAgain;

    private Line(String name) {
      this.name = name;
    }

    /** Moves that many bytes a second from now on. */
    Line carries(long bytesPerSecond) {
      this.bytesPerSecond = bytesPerSecond;
      return this;
    }

    Line reserve(boolean reserve) {
      this.reserve = reserve;
      return this;
    }

    Line breaks(LossCause cause) {
      broken = Optional.of(cause);
      return this;
    }

    /** Nothing is acknowledged any more, and nothing else says so. */
    Line fallsSilent() {
      silent = true;
      return this;
    }

    Line mends() {
      broken = Optional.empty();
      silent = false;
      backoff = 0;
      return this;
    }

    Line loses(double share) {
      lossShare = share;
      return this;
    }

    Line subflows(int count) {
      subflows = count;
      return this;
    }
  }

  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final FailoverTracker tracker = new FailoverTracker();
  private final List<BundleEvent> events = new ArrayList<>();
  private Failover state = tracker.initial();
  private long nanos = 1_000_000_000_000L;
  private boolean demand = true;
  private int peers = 1;
  private Optional<String> defaultRoute = Optional.empty();
  private boolean glimpses;

  /** From now on each round is half-way shown by what is broken alone. */
  Lines withGlimpses() {
    glimpses = true;
    return this;
  }

  Line line(String name) {
    return lines.computeIfAbsent(name, Line::new);
  }

  Lines demand(boolean there) {
    demand = there;
    return this;
  }

  Lines defaultRoute(String uplink) {
    defaultRoute = Optional.of(uplink);
    return this;
  }

  /** Lets time pass. */
  Lines pass(Duration time) {
    for (long end = nanos + time.toNanos(); nanos < end; ) {
      nanos += ROUND_NANOS;
      round();
    }
    return this;
  }

  /** Only what is broken, as of now; the rest as the last round has seen it. */
  Lines glimpse() {
    Map<String, Fitness.Broken> broken = new HashMap<>();
    for (Line line : lines.values()) {
      line.broken.ifPresent(cause -> broken.put(line.name, new Fitness.Broken(cause, nanos)));
    }
    Optional<Observation> seen = state.seen().broken(wall(), nanos, broken, defaultRoute);
    tell(seen.isPresent() ? fold(seen.get()) : state.untold());
    return this;
  }

  private void round() {
    if (glimpses) {
      glimpse();
    }
    List<UplinkFacts> facts = new ArrayList<>();
    lines.values().forEach(line -> facts.add(facts(line)));
    tell(fold(new Observation(wall(), nanos, true, facts, demand, peers, defaultRoute, 1, false)));
  }

  private void tell(Failover next) {
    state = next;
    events.addAll(state.events());
  }

  private Failover fold(Observation now) {
    return new FailoverRound(Thresholds.defaults(), state, now, ConnectionTraces.NONE, Set.of())
        .state();
  }

  private Instant wall() {
    return Instant.EPOCH.plus(Duration.ofNanos(nanos));
  }

  private UplinkFacts facts(Line line) {
    double step = line.bytesPerSecond * (ROUND_NANOS / 1e9);
    boolean moves = line.broken.isEmpty() && !line.silent && step > 0;
    boolean stuck = line.silent && line.bytesPerSecond > 0;
    if (moves) {
      line.sent += step;
      line.sentAgain += step * line.lossShare;
      line.progress = OptionalLong.of(nanos - 10_000_000);
    }
    line.backoff = stuck ? line.backoff + 1 : 0;
    return new UplinkFacts(
        line.name,
        line.enabled,
        line.reserve,
        line.broken,
        nanos,
        (int) line.subflows,
        line.progress,
        (long) line.sent,
        0,
        (long) line.sentAgain,
        stuck,
        line.backoff,
        0,
        0,
        OptionalLong.empty());
  }

  String state(String uplink) {
    return Objects.requireNonNull(state.uplinks().get(uplink)).state().label();
  }

  List<UplinkProblem> problems(String uplink) {
    return state.problems().getOrDefault(uplink, List.of());
  }

  String bundle() {
    return state.bundle().label();
  }

  /** Such as {@code wan1>wan2}, in order. */
  List<String> failovers() {
    return told(Kind.FAILOVER).stream()
        .map(event -> event.interfaceName().orElse("") + ">" + event.toInterface().orElse(""))
        .toList();
  }

  List<String> failbacks() {
    return told(Kind.FAILBACK).stream().map(event -> event.interfaceName().orElse("")).toList();
  }

  List<String> losses() {
    return told(Kind.UPLINK_LOST).stream().map(event -> event.interfaceName().orElse("")).toList();
  }

  List<BundleEvent> told(Kind kind) {
    return events.stream().filter(event -> event.kind() == kind).toList();
  }

  List<BundleEvent> events() {
    return events;
  }

  /** What a scrape shows now. */
  Samples scrape() {
    return Samples.of(tracker, state);
  }

  FailoverTotals totals() {
    return state.totals();
  }
}
