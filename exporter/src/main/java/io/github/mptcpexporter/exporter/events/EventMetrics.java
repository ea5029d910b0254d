package io.github.mptcpexporter.exporter.events;

import static io.github.mptcpexporter.collector.MetricDesc.counter;

import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How the event file and the event hook are doing; each absent without one. */
public final class EventMetrics implements Exposed<EventMetrics.Value> {

  private static final MetricDesc FILE_ERRORS =
      counter("mptcp_event_file_errors_total", "Times the event file could not be written.");

  private static final MetricDesc HOOK_RUNS =
      counter(
          "mptcp_event_hook_runs_total",
          "Runs of the event hook that have ended: with exit code 0 (ok), another one (failed), or"
              + " killed at their limit (timeout).",
          "result");

  private static final MetricDesc HOOK_DROPPED =
      counter(
          "mptcp_event_hook_dropped_total",
          "Events for which the hook was not run because too many waited.");

  /**
   * At one time.
   *
   * @param fileErrors empty without a file
   * @param hookRuns empty without a hook
   */
  public record Value(OptionalLong fileErrors, Optional<HookRuns> hookRuns) {}

  @Override
  public String name() {
    return "exporter";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(FILE_ERRORS, HOOK_RUNS, HOOK_DROPPED);
  }

  @Override
  public void expose(Value value, MetricSink sink) {
    value.fileErrors().ifPresent(errors -> sink.sample(FILE_ERRORS, (double) errors));
    if (value.hookRuns().isPresent()) {
      HookRuns runs = value.hookRuns().get();
      sink.sample(HOOK_RUNS, (double) runs.ok(), "ok");
      sink.sample(HOOK_RUNS, (double) runs.failed(), "failed");
      sink.sample(HOOK_RUNS, (double) runs.timeouts(), "timeout");
      sink.sample(HOOK_DROPPED, (double) runs.dropped());
    }
  }
}
