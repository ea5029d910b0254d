package io.github.mptcpexporter.exporter.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.lab.CommandResult;
import io.github.mptcpexporter.exporter.lab.HttpReply;
import io.github.mptcpexporter.exporter.lab.Lab;
import io.github.mptcpexporter.exporter.lab.LabPlan;
import io.github.mptcpexporter.exporter.lab.Serving;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code serve} as a process: its pages, a port that is taken, its end. */
@Tag("kernel")
class ServeIT {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

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
  void everyPageIsThere() throws IOException {
    try (Serving serving = lab.program().serve().awaitReady()) {
      for (String path :
          new String[] {"/", "/metrics", "/status", "/api/v1/status", "/-/healthy", "/-/ready"}) {
        HttpReply reply = serving.get(path, Map.of());
        assertEquals(200, reply.status(), path);
        assertTrue(reply.body().length > 0, path);
      }
      assertEquals(404, serving.get("/no/such/page", Map.of()).status());
    }
  }

  @Test
  void sigtermEndsItWithinASecond() throws IOException {
    // on a busy machine a JVM may need longer to be run at all: the best of three tells
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 3 && best > Duration.ofSeconds(1).toNanos(); i++) {
      try (Serving serving = lab.program().serve().awaitReady()) {
        serving.metrics();
        long start = System.nanoTime();
        assertEquals(0, serving.terminate(PATIENCE), serving.errors());
        best = Math.min(best, System.nanoTime() - start);
      }
    }
    assertTrue(best <= Duration.ofSeconds(1).toNanos(), "ended after " + best + " ns");
  }

  @Test
  void clientChoosesFormatAndCompression() throws IOException {
    try (Serving serving = lab.program().serve().awaitReady()) {
      HttpReply text = serving.get("/metrics", Map.of());
      HttpReply open =
          serving.get("/metrics", Map.of("Accept", "application/openmetrics-text;version=1.0.0"));
      HttpReply packed = serving.get("/metrics", Map.of("Accept-Encoding", "gzip"));

      assertAll(
          () -> assertTrue(type(text).startsWith("text/plain"), type(text)),
          () -> assertTrue(type(open).startsWith("application/openmetrics-text"), type(open)),
          () -> assertTrue(open.text().endsWith("# EOF\n")),
          () -> assertEquals(Optional.of("gzip"), packed.header("content-encoding")));
      try (InputStream body = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
        assertTrue(new String(body.readAllBytes(), UTF_8).contains("\nmptcp_enabled 1"));
      }
    }
  }

  private static String type(HttpReply reply) {
    return reply.header("content-type").orElse("none");
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
      assertEquals(0, first.terminate(PATIENCE));
    }
  }
}
