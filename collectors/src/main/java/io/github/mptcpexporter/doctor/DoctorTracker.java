package io.github.mptcpexporter.doctor;

import static io.github.mptcpexporter.collector.MetricDesc.gauge;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.doctor.Finding.Level;
import io.github.mptcpexporter.tracker.Tracker;
import io.github.mptcpexporter.tracker.View;
import java.util.List;
import java.util.Optional;

/**
 * How many checks warn and fail. Stands behind all other trackers and remembers nothing: its state
 * is the round itself, which is judged when someone asks for the metric.
 */
public final class DoctorTracker implements Tracker<Optional<View>> {

  private static final MetricDesc FINDINGS =
      gauge(
          "mptcp_doctor_findings",
          "Doctor checks that warn or fail (doctor shows which).",
          "level");

  @Override
  public String name() {
    return "exporter";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(FINDINGS);
  }

  @Override
  public Optional<View> initial() {
    return Optional.empty();
  }

  @Override
  public Optional<View> next(Optional<View> before, View now) {
    return Optional.of(now);
  }

  @Override
  public void expose(Optional<View> round, MetricSink sink) {
    if (round.isPresent()) {
      Diagnosis diagnosis = Diagnosis.of(round.get(), Checks.all());
      sink.sample(FINDINGS, (double) diagnosis.checks(Level.WARN), "warning");
      sink.sample(FINDINGS, (double) diagnosis.checks(Level.FAIL), "failure");
    }
  }
}
