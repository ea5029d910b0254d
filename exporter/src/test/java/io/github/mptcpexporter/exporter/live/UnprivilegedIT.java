package io.github.mptcpexporter.exporter.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.lab.CommandResult;
import io.github.mptcpexporter.exporter.lab.Conversation;
import io.github.mptcpexporter.exporter.lab.Lab;
import io.github.mptcpexporter.exporter.lab.LabPlan;
import io.github.mptcpexporter.exporter.lab.Program;
import io.github.mptcpexporter.exporter.lab.Samples;
import io.github.mptcpexporter.exporter.lab.Serving;
import io.github.mptcpexporter.exporter.lab.Traffic.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The program as the user nobody, without a capability: it shows all that the kernel shows nobody.
 */
@Tag("kernel")
class UnprivilegedIT {

  /** What differs between two moments, and what is meant to differ between the users. */
  private static final Set<String> OTHERWISE =
      Set.of(
          "takenAt",
          "stateSince",
          "sources",
          "verdict",
          "links",
          "neighbours",
          "neighbour",
          "lastDataSentMillis",
          "lastDataRecvMillis",
          "lastAckRecvMillis");

  private static Lab lab;

  @BeforeAll
  static void open() throws IOException {
    lab = Lab.open(LabPlan.twoUplinksAndBackup());
    for (Kind kind : List.of(Kind.MPTCP, Kind.FALLBACK)) {
      Conversation conversation = lab.traffic().open(kind, kind == Kind.FALLBACK);
      conversation.send(10_000);
      conversation.receive(20_000);
      lab.awaitSubflows(conversation, kind == Kind.MPTCP ? 3 : 1);
    }
  }

  @AfterAll
  static void close() throws IOException {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void nobodySeesTheSameStatusAsRoot() throws IOException {
    // since 6.18 the kernel tells everyone which connection a subflow belongs to; before, the
    // socket's
    // inode has to do, and flags and ids are not known
    Program nobody = lab.program().unprivileged();
    CommandResult seen = nobody.run("status", "--connections", "--json", "--once");
    CommandResult all = lab.program().run("status", "--connections", "--json", "--once");

    JsonObject expected = lasting(new JsonObject(all.output()));
    JsonObject shown = lasting(new JsonObject(seen.output()));
    assertEquals(2, shown.getJsonArray("connections").size());
    for (JsonObject document : List.of(expected, shown)) {
      if (!tellsEveryone(shown)) {
        forget(document, Set.of("mptcp", "normalSubflows", "backupSubflows", "remoteToken"));
      }
    }
    assertEquals(expected.encodePrettily(), shown.encodePrettily());
    assertNotEquals(64, seen.exitCode(), seen::toString);
    assertTrue(!seen.errors().contains("\tat "), seen::toString);
  }

  @Test
  void nobodyServesAndHearsTheLastWordsOfSockets() throws IOException {
    try (Serving serving = lab.program().unprivileged().serve().awaitReady()) {
      Samples samples = serving.metrics();

      for (String source : List.of("sock_diag", "pm_netlink", "tcp_destroy", "route_netlink")) {
        assertEquals(1, available(samples, source), source);
      }
      assertEquals(0, available(samples, "pm_events"), "needs CAP_NET_ADMIN");
      assertEquals(2, samples.value("mptcp_connections", Map.of("state", "established")));
      assertEquals(0, serving.terminate(Duration.ofSeconds(15)), serving.errors());
    }
  }

  private static double available(Samples samples, String source) throws IOException {
    return samples.value("mptcp_source_available", Map.of("source", source));
  }

  private static boolean tellsEveryone(JsonObject status) {
    JsonObject connection = status.getJsonArray("connections").getJsonObject(0);
    return connection.getJsonArray("subflows").getJsonObject(0).containsKey("mptcp");
  }

  private static JsonObject lasting(JsonObject status) {
    forget(status, OTHERWISE);
    return status;
  }

  private static void forget(Object value, Set<String> fields) {
    if (value instanceof JsonObject object) {
      fields.forEach(object::remove);
      object.forEach(field -> forget(field.getValue(), fields));
    } else if (value instanceof JsonArray array) {
      array.forEach(element -> forget(element, fields));
    }
  }
}
