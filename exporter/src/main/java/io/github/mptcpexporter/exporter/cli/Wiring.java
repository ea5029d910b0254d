package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.exporter.metrics.BuildInfo;
import io.github.mptcpexporter.exporter.metrics.Exposition;
import io.github.mptcpexporter.exporter.metrics.OwnMetrics;
import io.github.mptcpexporter.monitor.Collectors;
import io.github.mptcpexporter.mptcp.EventQueue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What several commands put together in the same way. */
final class Wiring {

  private Wiring() {}

  /** Views of that input as metrics, with the exporter's own. */
  static Exposition exposition(Input input, List<OwnMetrics<?>> own) throws IOException {
    BuildInfo build = BuildInfo.ofThisProgram();
    List<OwnMetrics<?>> all = new ArrayList<>(own);
    boolean replay = input.sources().replay();
    if (!replay) {
      all.add(new OwnMetrics<>(new BuildInfo.Metric(), () -> build));
    }
    // for what they declare; a view holds the ones that filled it
    List<Exposed<?>> exposed = new ArrayList<>();
    exposed.addAll(Collectors.all(input.sources(), new EventQueue(1), input.selection()));
    exposed.addAll(Collectors.trackers(input.selection()));
    return new Exposition(exposed, all, replay, input.selection()::shows);
  }
}
