package io.github.mptcpexporter.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.Views;
import io.github.mptcpexporter.tracker.View;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a scraper waits, and what it gets when no view comes in that time. */
class ScrapeTimeoutTest {

  @Test
  void scrapersPatienceBoundsTheRound() throws Exception {
    View view = Views.at(0, Served.LINKS);
    AtomicReference<List<Duration>> asked = new AtomicReference<>(List.of());
    Served.Plan plan =
        Served.plan()
            .views(
                (maxAge, deadline) -> {
                  asked.set(List.of(maxAge, deadline));
                  return CompletableFuture.completedFuture(view);
                });
    try (Served served = plan.start()) {
      String header = "X-Prometheus-Scrape-Timeout-Seconds";

      served.get("/metrics");
      assertEquals(List.of(HttpOptions.MAX_AGE, Duration.ofSeconds(2)), asked.get());
      served.get("/metrics", header, "10");
      assertEquals(List.of(HttpOptions.MAX_AGE, Duration.ofSeconds(2)), asked.get());
      served.get("/metrics", header, "1.000000");
      assertEquals(List.of(HttpOptions.MAX_AGE, Duration.ofMillis(800)), asked.get());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "0", "1e3", "NaN", ""})
  void patienceThatIsNoNumberIsABadRequest(String seconds) throws Exception {
    try (Served served = Served.plan().start()) {
      HttpResponse<String> answer =
          served.get("/metrics", "X-Prometheus-Scrape-Timeout-Seconds", seconds);

      assertEquals(400, answer.statusCode());
      assertTrue(answer.body().startsWith("X-Prometheus-Scrape-Timeout-Seconds is "));
    }
  }

  @Test
  void noRoundInTimeIsUnavailableWithASentence() throws Exception {
    Served.Plan plan =
        Served.plan()
            .views((maxAge, deadline) -> CompletableFuture.failedFuture(new TimeoutException()));
    try (Served served = plan.start()) {
      HttpResponse<String> answer = served.get("/metrics");

      assertEquals(503, answer.statusCode());
      assertEquals("no round ended in time; the exporter's log may say why\n", answer.body());
      assertEquals(1, served.requests.counts().get(503));
    }
  }

  @Test
  void viewThatNeverComesIsGivenUpBeforeTheScraperDoes() throws Exception {
    Served.Plan plan = Served.plan().views((maxAge, deadline) -> new CompletableFuture<>());
    try (Served served = plan.start()) {
      HttpResponse<String> answer =
          served.get("/metrics", "X-Prometheus-Scrape-Timeout-Seconds", "0.2");

      assertEquals(503, answer.statusCode());
    }
  }
}
