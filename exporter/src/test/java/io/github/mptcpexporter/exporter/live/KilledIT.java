package io.github.mptcpexporter.exporter.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.lab.Await;
import io.github.mptcpexporter.exporter.lab.Conversation;
import io.github.mptcpexporter.exporter.lab.Lab;
import io.github.mptcpexporter.exporter.lab.LabPlan;
import io.github.mptcpexporter.exporter.lab.Samples;
import io.github.mptcpexporter.exporter.lab.Serving;
import io.github.mptcpexporter.exporter.lab.Traffic;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A daemon that is killed without warning has lost nothing that it had told. */
@Tag("kernel")
class KilledIT {

  private static final String FAILOVERS = "mptcp_failovers_total";
  private static final String SENT = "mptcp_interface_subflow_transmit_bytes_total";
  private static final Map<String, String> WAN1_TO_WAN2 =
      Map.of("from_interface", "wan1", "to_interface", "wan2");
  private static final Map<String, String> LINK_DOWN =
      Map.of("interface", "wan1", "cause", "link_down");

  @Test
  void failoverIsInTheFileAndTheNextRunCountsOnFromThere() throws IOException {
    try (Lab lab = Lab.open(LabPlan.twoUplinks())) {
      Path file = lab.directory().resolve("events.ndjson");
      Conversation conversation = lab.traffic().open(Traffic.Kind.MPTCP, false);
      conversation.send(1_000);
      lab.awaitSubflows(conversation, 2);
      conversation.upload(500_000);
      try (Serving serving = lab.program().serve("--events.file=" + file).awaitReady()) {
        Await.until("wan1 carries", () -> carries(serving, "wan1"));
        assertEquals(0, serving.metrics().value(FAILOVERS, WAN1_TO_WAN2));

        lab.uplink("wan1").up(false);
        Await.until("told", () -> serving.metrics().value(FAILOVERS, WAN1_TO_WAN2) == 1);
        Await.until("written", () -> Files.readString(file).contains("\"kind\":\"failover\""));
        serving.kill(Duration.ofSeconds(5));
      }

      List<String> lines = Files.readAllLines(file);
      for (String line : lines) {
        assertTrue(new JsonObject(line).getLong("id") > 0, line);
      }
      try (Serving next = lab.program().serve("--events.file=" + file).awaitReady()) {
        Samples samples = next.metrics();
        assertEquals(1, samples.value(FAILOVERS, WAN1_TO_WAN2));
        assertEquals(1, samples.value("mptcp_interface_losses_total", LINK_DOWN));
        lab.uplink("wan1").up(true);
        Await.until("more events", () -> Files.readAllLines(file).size() > lines.size());
      }
      long last = new JsonObject(lines.get(lines.size() - 1)).getLong("id");
      JsonObject first = new JsonObject(Files.readAllLines(file).get(lines.size()));
      assertEquals(last + 1, first.getLong("id"));
    }
  }

  private static boolean carries(Serving serving, String uplink) throws IOException {
    Map<String, String> labels = Map.of("interface", uplink, "priority", "normal");
    Samples samples = serving.metrics();
    return samples.has(SENT, labels) && samples.value(SENT, labels) > 0;
  }
}
