package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.collector.MetricDesc.gauge;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.ExporterConfig;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.LogicalInterfaces;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.network.LinkCollector;
import io.github.mptcpexporter.uci.ExporterConfigParser;
import io.github.mptcpexporter.uci.UciCollector;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What each line is configured to carry: its capacity, its quota, and how much of that the present
 * billing period has used, by the counters of its device. Stands behind {@link InterfaceTracker}.
 */
public final class QuotaTracker implements Tracker<QuotaTracker.State> {

  private static final MetricDesc CAPACITY =
      gauge(
          "mptcp_interface_capacity_bytes_per_second",
          "Configured nominal capacity of the line.",
          "interface",
          "direction");
  private static final MetricDesc QUOTA =
      gauge(
          "mptcp_interface_quota_bytes",
          "Configured data volume for one billing period.",
          "interface");
  private static final MetricDesc USED =
      gauge(
          "mptcp_interface_quota_used_bytes",
          "Data volume used in the present billing period; falls to 0 at the reset day.",
          "interface");
  private static final MetricDesc RESET =
      gauge(
          "mptcp_interface_quota_reset_timestamp_seconds",
          "Unix time at which the present billing period ends.",
          "interface");

  /** A router's clock stands in 1970 until it has been set. */
  private static final Instant CLOCK_SET = Instant.parse("2020-01-01T00:00:00Z");

  private final QuotaBook earlier;

  /**
   * Goes on from an earlier run.
   *
   * @param earlier what that knew
   */
  public QuotaTracker(QuotaBook earlier) {
    this.earlier = earlier;
  }

  /**
   * Configuration and use.
   *
   * @param source what the configuration was made of
   * @param uses by name of each interface that has a quota
   */
  public record State(
      Optional<UciPackage> source, ExporterConfig config, Map<String, QuotaUse> uses) {
    public State {
      uses = Map.copyOf(uses);
    }

    /** Interfaces that have used up their quota. */
    public Set<String> exceeded() {
      Set<String> names = new HashSet<>();
      config
          .lines()
          .forEach(
              (name, line) -> {
                long used = uses.getOrDefault(name, QuotaUse.NONE).usedBytes();
                if (line.quotaBytes().isPresent() && used >= line.quotaBytes().getAsLong()) {
                  names.add(name);
                }
              });
      return names;
    }
  }

  @Override
  public String name() {
    return "links";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(CAPACITY, QUOTA, USED, RESET);
  }

  @Override
  public State initial() {
    return new State(Optional.empty(), ExporterConfig.NONE, earlier.uses());
  }

  @Override
  public State next(State before, View now) {
    Optional<UciPackage> source =
        now.value(UciCollector.class).flatMap(config -> config.get("mptcp-exporter"));
    ExporterConfig config =
        source.equals(before.source())
            ? before.config()
            : source.map(ExporterConfigParser::parse).orElse(ExporterConfig.NONE);
    Optional<Links> links = now.value(LinkCollector.class);
    LogicalInterfaces interfaces = now.state(InterfaceTracker.class).orElse(LogicalInterfaces.NONE);
    Map<String, QuotaUse> uses = new HashMap<>();
    config
        .lines()
        .forEach(
            (name, line) -> {
              if (line.quotaBytes().isPresent()) {
                QuotaUse use = before.uses().getOrDefault(name, QuotaUse.NONE);
                Optional<Link> link = links.flatMap(read -> read.byName(interfaces.deviceOf(name)));
                uses.put(name, counted(inPeriod(use, line, now.snapshot().takenAt()), link));
              }
            });
    return new State(source, config, uses);
  }

  private QuotaUse inPeriod(QuotaUse use, ExporterConfig.Line line, Instant now) {
    if (now.isBefore(CLOCK_SET)) {
      return use;
    }
    boolean over = use.ends().isPresent() && !now.isBefore(use.ends().get());
    return new QuotaUse(
        over ? 0 : use.usedBytes(),
        Optional.of(
            over || use.ends().isEmpty()
                ? end(now, line.resetDay(), earlier.zone())
                : use.ends().get()),
        use.mark());
  }

  /** The next midnight at which a period begins; in a short month on its last day. */
  static Instant end(Instant now, int resetDay, ZoneId zone) {
    LocalDate today = now.atZone(zone).toLocalDate();
    LocalDate reset = onDay(today, resetDay);
    if (!reset.isAfter(today)) {
      reset = onDay(today.withDayOfMonth(1).plusMonths(1), resetDay);
    }
    return reset.atStartOfDay(zone).toInstant();
  }

  private static LocalDate onDay(LocalDate month, int day) {
    return month.withDayOfMonth(Math.min(day, month.lengthOfMonth()));
  }

  private QuotaUse counted(QuotaUse use, Optional<Link> link) {
    Optional<Link.Counters> counters = link.flatMap(Link::counters);
    if (counters.isEmpty()) {
      return use;
    }
    QuotaUse.Mark mark =
        new QuotaUse.Mark(
            earlier.bootId(),
            link.orElseThrow().index(),
            counters.get().receiveBytes(),
            counters.get().transmitBytes());
    long moved = use.mark().map(former -> former.movedUntil(mark)).orElse(0L);
    return new QuotaUse(use.usedBytes() + moved, use.ends(), Optional.of(mark));
  }

  @Override
  public void expose(State state, MetricSink sink) {
    state
        .config()
        .lines()
        .forEach(
            (name, line) -> {
              line.receiveBytesPerSecond()
                  .ifPresent(rate -> sink.sample(CAPACITY, rate, name, "receive"));
              line.transmitBytesPerSecond()
                  .ifPresent(rate -> sink.sample(CAPACITY, rate, name, "transmit"));
              line.quotaBytes().ifPresent(quota -> sink.sample(QUOTA, (double) quota, name));
            });
    state
        .uses()
        .forEach(
            (name, use) -> {
              sink.sample(USED, (double) use.usedBytes(), name);
              use.ends()
                  .ifPresent(ends -> sink.sample(RESET, (double) ends.getEpochSecond(), name));
            });
  }
}
