package io.github.mptcpexporter.exporter.live;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.lab.Await;
import io.github.mptcpexporter.exporter.lab.Conversation;
import io.github.mptcpexporter.exporter.lab.Fetcher;
import io.github.mptcpexporter.exporter.lab.Lab;
import io.github.mptcpexporter.exporter.lab.LabPlan;
import io.github.mptcpexporter.exporter.lab.LineProcess;
import io.github.mptcpexporter.exporter.lab.Requires;
import io.github.mptcpexporter.exporter.lab.Serving;
import io.github.mptcpexporter.exporter.lab.Traffic.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real Prometheus reads both formats and stores the same. */
@Tag("kernel")
class PrometheusScrapesIT {

  private static final int PROMETHEUS = 9090;
  private static final int RELAY = 10263;

  /** Prometheus asks for OpenMetrics first; the relay asks in its place for the older format. */
  private static final String CONFIGURATION =
      """
      global:
        scrape_interval: 1s
      scrape_configs:
        - job_name: openmetrics
          static_configs:
            - targets: ["127.0.0.1:10262"]
        - job_name: text
          static_configs:
            - targets: ["127.0.0.1:10263"]
      """;

  @Test
  void bothFormatsAreScrapedAndHoldTheSameSeries() throws IOException {
    Requires.tool("prometheus");
    try (Lab lab = Lab.open(LabPlan.twoUplinksAndBackup())) {
      Conversation conversation = lab.traffic().open(Kind.MPTCP, false);
      conversation.send(1_000);
      conversation.receive(5_000);
      lab.awaitSubflows(conversation, 3);
      try (Serving serving = lab.program().serve().awaitReady();
          LineProcess relay = lab.relay(RELAY, Serving.PORT, "text/plain;version=0.0.4");
          LineProcess prometheus = prometheus(lab)) {
        Api api = new Api(lab.fetcher());
        Await.until(
            "both targets are up; " + prometheus.errors() + serving.errors() + relay.errors(),
            () -> api.ready() && api.query("up == 1").size() == 2);

        Map<String, String> series = api.values("count({job=~\"openmetrics|text\"}) by (job)");
        assertAll(
            () -> assertEquals(series.get("openmetrics"), series.get("text"), series::toString),
            () -> assertEquals(both("1"), api.values("mptcp_connections{state=\"established\"}")),
            () -> assertEquals(both("1"), api.values("mptcp_enabled")),
            () -> assertEquals(both("3"), api.values("sum(mptcp_interface_subflows) by (job)")),
            () -> assertTrue(Integer.parseInt(series.getOrDefault("text", "0")) > 100));
      }
    }
  }

  private static Map<String, String> both(String value) {
    return Map.of("openmetrics", value, "text", value);
  }

  private static LineProcess prometheus(Lab lab) throws IOException {
    Path configuration = lab.directory().resolve("prometheus.yml");
    Files.writeString(configuration, CONFIGURATION);
    return lab.client()
        .start(
            List.of(
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + lab.directory().resolve("prometheus"),
                "--web.listen-address=127.0.0.1:" + PROMETHEUS,
                "--log.level=warn"));
  }

  /** Prometheus' own interface. */
  private record Api(Fetcher fetcher) {

    boolean ready() throws IOException {
      return fetcher.answers("127.0.0.1", PROMETHEUS, "/-/ready")
          && fetcher.get("127.0.0.1", PROMETHEUS, "/-/ready", Map.of()).status() == 200;
    }

    Map<String, String> values(String expression) throws IOException {
      Map<String, String> values = new TreeMap<>();
      JsonArray result = query(expression);
      for (int i = 0; i < result.size(); i++) {
        JsonObject sample = result.getJsonObject(i);
        values.put(
            sample.getJsonObject("metric").getString("job"),
            sample.getJsonArray("value").getString(1));
      }
      return values;
    }

    JsonArray query(String expression) throws IOException {
      String path = "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
      JsonObject reply =
          new JsonObject(fetcher.get("127.0.0.1", PROMETHEUS, path, Map.of()).text());
      JsonObject data = reply.getJsonObject("data");
      if (data == null) {
        throw new IOException(expression + ": " + reply);
      }
      return data.getJsonArray("result");
    }
  }
}
