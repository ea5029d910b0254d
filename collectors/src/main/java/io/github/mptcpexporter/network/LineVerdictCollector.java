package io.github.mptcpexporter.network;

import static io.github.mptcpexporter.collector.MetricDesc.gauge;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.LineVerdict;
import io.github.mptcpexporter.model.UciConfig;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Verdicts of programs that already probe the lines: {@code mwan3track} by its files, and
 * OpenMPTCProuter's {@code omr-tracker} by the {@code state} that it writes into UCI ({@code
 * openmptcprouter.wan1.state}). They are the only proof for a line that carries nothing.
 */
public final class LineVerdictCollector implements Collector<List<LineVerdict>> {

  private static final MetricDesc UP =
      gauge(
          "mptcp_tracker_up",
          "Verdict, latency and loss of a tracker that already runs on the router: the only proof"
              + " for an idle line.",
          "interface",
          "tracker");
  private static final MetricDesc LATENCY =
      gauge(
          "mptcp_tracker_latency_seconds",
          "Verdict, latency and loss of a tracker that already runs on the router: the only proof"
              + " for an idle line.",
          "interface",
          "tracker");
  private static final MetricDesc LOSS =
      gauge(
          "mptcp_tracker_loss_ratio",
          "Verdict, latency and loss of a tracker that already runs on the router: the only proof"
              + " for an idle line.",
          "interface",
          "tracker");

  private static final double MILLIS_PER_SECOND = 1e3;

  private final Mwan3Track mwan3;
  private final UciSource uci;

  /** Where OpenWrt's configuration is read. */
  public interface UciSource {
    /** As it is now; empty if this is no OpenWrt. */
    Optional<UciConfig> read() throws IOException;
  }

  public LineVerdictCollector(RootFs rootFs, UciSource uci) {
    this.mwan3 = new Mwan3Track(rootFs);
    this.uci = uci;
  }

  @Override
  public String name() {
    return "trackers";
  }

  @Override
  public Pace pace() {
    return Pace.ON_CHANGE;
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(UP, LATENCY, LOSS);
  }

  @Override
  public Optional<List<LineVerdict>> collect() throws IOException {
    List<LineVerdict> verdicts = new ArrayList<>(mwan3.read());
    Optional<UciPackage> omr = uci.read().flatMap(config -> config.get("openmptcprouter"));
    if (omr.isPresent()) {
      for (UciSection section : omr.get().ofType("interface")) {
        omr(section).ifPresent(verdicts::add);
      }
    }
    return verdicts.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(verdicts));
  }

  /** Its latency there is up to an hour old, so it is not taken. */
  private static Optional<LineVerdict> omr(UciSection section) {
    String state = section.option("state").orElse("");
    return state.equals("up") || state.equals("down")
        ? Optional.of(
            new LineVerdict(
                section.label(),
                "omr",
                state.equals("up"),
                OptionalDouble.empty(),
                OptionalDouble.empty()))
        : Optional.empty();
  }

  @Override
  public void expose(List<LineVerdict> verdicts, MetricSink sink) {
    for (LineVerdict one : verdicts) {
      sink.flag(UP, one.up(), one.interfaceName(), one.tracker());
      one.latencyMillis()
          .ifPresent(
              millis ->
                  sink.sample(
                      LATENCY, millis / MILLIS_PER_SECOND, one.interfaceName(), one.tracker()));
      one.lossRatio()
          .ifPresent(ratio -> sink.sample(LOSS, ratio, one.interfaceName(), one.tracker()));
    }
  }
}
