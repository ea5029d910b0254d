package io.github.mptcpexporter.exporter.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.exporter.lab.CommandResult;
import io.github.mptcpexporter.exporter.lab.Conversation;
import io.github.mptcpexporter.exporter.lab.Lab;
import io.github.mptcpexporter.exporter.lab.LabPlan;
import io.github.mptcpexporter.exporter.lab.Requires;
import io.github.mptcpexporter.exporter.lab.Serving;
import io.github.mptcpexporter.exporter.lab.Traffic.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prometheus' own linter has nothing to say about {@code /metrics}. */
@Tag("kernel")
class PromtoolIT {

  @Test
  void promtoolIsSilent() throws IOException {
    Requires.tool("promtool");
    try (Lab lab = Lab.open(LabPlan.twoUplinksAndBackup())) {
      for (Kind kind : List.of(Kind.MPTCP, Kind.FALLBACK)) {
        Conversation conversation = lab.traffic().open(kind, false);
        conversation.send(1_000);
        conversation.receive(1_000);
      }
      try (Serving serving = lab.program().serve("--mib.counters=all").awaitReady()) {
        Path exposition = lab.directory().resolve("metrics.prom");
        Files.write(exposition, serving.get("/metrics", Map.of()).body());

        CommandResult lint = lab.client().run("sh", "-c", "promtool check metrics <" + exposition);

        assertEquals("", lint.output() + lint.errors());
      }
    }
  }
}
