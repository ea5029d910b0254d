package io.github.mptcpexporter.exporter.live;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.lab.CommandResult;
import io.github.mptcpexporter.exporter.lab.HttpReply;
import io.github.mptcpexporter.exporter.lab.Lab;
import io.github.mptcpexporter.exporter.lab.LabPlan;
import io.github.mptcpexporter.exporter.lab.Serving;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code serve} as a process: its pages, a port that is taken, its end. */
@Tag("kernel")
class ServeIT {

  private static Lab lab;

  @BeforeAll
  static void open() throws IOException {
    lab = Lab.open(LabPlan.twoUplinks());
  }

  @AfterAll
  static void close() throws IOException {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void everyPageIsThereAndSigtermEndsItWithinASecond() throws IOException {
    try (Serving serving = lab.program().serve().awaitReady()) {
      for (String path :
          new String[] {"/", "/metrics", "/status", "/api/v1/status", "/-/healthy", "/-/ready"}) {
        HttpReply reply = serving.get(path, Map.of());
        assertEquals(200, reply.status(), path);
        assertTrue(reply.body().length > 0, path);
      }
      assertEquals(404, serving.get("/no/such/page", Map.of()).status());

      assertEquals(0, serving.terminate(Duration.ofSeconds(1)), serving.errors());
    }
  }

  @Test
  void portThatIsTakenIsOneSentence() throws IOException {
    try (Serving first = lab.program().serve().awaitReady()) {
      CommandResult second = lab.program().run("serve");

      assertAll(
          () -> assertEquals(1, second.exitCode(), second::toString),
          () -> assertEquals(1, second.errors().lines().count(), second::toString),
          () -> assertTrue(second.errors().contains("127.0.0.1:10262"), second::toString),
          () -> assertEquals("", second.output()));
      assertEquals(200, first.get("/-/healthy", Map.of()).status());
      assertEquals(0, first.terminate(Duration.ofSeconds(1)));
    }
  }
}
