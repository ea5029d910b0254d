package io.github.mptcpexporter.exporter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.exporter.Views;
import io.github.mptcpexporter.exporter.metrics.Format;
import io.github.mptcpexporter.tracker.View;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus itself, of Debian's package prometheus, reads what we serve. */
class PrometheusIT {

  private static final int TRIES = 300;

  @TempDir private Path temp;

  /** What may be hard to read, by the value of its label. */
  private static final Map<String, Double> ODD =
      Map.of(
          "plain", 1.0,
          "quote \" and back\\slash", 12_345_678_901.0,
          "line\nend", -0.5,
          "Straße 線 🛰", 1e-7,
          "{}=,#", Double.POSITIVE_INFINITY,
          "", 0x1p64);

  @Test
  void promtoolFindsNothingToSay() throws Exception {
    needs("promtool");
    try (Served served = odd().start()) {
      Path text = Files.writeString(temp.resolve("metrics.txt"), served.get("/metrics").body());

      Process promtool =
          new ProcessBuilder("promtool", "check", "metrics")
              .redirectInput(text.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(promtool.getInputStream().readAllBytes(), UTF_8);

      assertEquals("", said);
      assertEquals(0, promtool.waitFor());
    }
  }

  @Test
  void prometheusReadsBothFormatsToTheSameValues() throws Exception {
    needs("prometheus");
    try (Served served = odd().start()) {
      byte[] plain = served.getBytes("/metrics").body();
      com.sun.net.httpserver.HttpServer plainServer =
          com.sun.net.httpserver.HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      plainServer.createContext("/metrics", exchange -> sendPlain(exchange, plain));
      plainServer.start();
      int port = freePort();
      Process prometheus =
          prometheus(port, served.uri("/").getPort(), plainServer.getAddress().getPort());
      try {
        JsonArray values = query(port, "mptcp_odd_value", 2 * ODD.size());

        assertEquals(ODD, oddValues(values, "openmetrics"));
        assertEquals(ODD, oddValues(values, "plain"));
        assertEquals(2, query(port, "up == 1", 2).size());
        // as a counter it is known by its full name in both
        assertEquals(2, query(port, "mptcp_odd_bytes_total == 7", 2).size());
      } finally {
        prometheus.destroy();
        assertTrue(prometheus.waitFor(20, TimeUnit.SECONDS));
        plainServer.stop(0);
      }
    }
  }

  private static Map<String, Double> oddValues(JsonArray series, String job) {
    Map<String, Double> values = new TreeMap<>();
    for (int i = 0; i < series.size(); i++) {
      JsonObject metric = series.getJsonObject(i).getJsonObject("metric");
      if (metric.getString("job").equals(job)) {
        String value = series.getJsonObject(i).getJsonArray("value").getString(1);
        values.put(
            metric.getString("text", ""),
            value.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(value));
      }
    }
    return values;
  }

  private Process prometheus(int port, int ours, int plain) throws IOException {
    Path config =
        Files.writeString(
            temp.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 200ms}
            scrape_configs:
              - {job_name: openmetrics, static_configs: [{targets: ['127.0.0.1:%d']}]}
              - {job_name: plain, static_configs: [{targets: ['127.0.0.1:%d']}]}
            """
                .formatted(ours, plain));
    return new ProcessBuilder(
            "prometheus",
            "--config.file=" + config,
            "--storage.tsdb.path=" + temp.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port,
            "--log.level=error")
        .redirectErrorStream(true)
        .redirectOutput(temp.resolve("log").toFile())
        .start();
  }

  /** The result, once it has so many series. */
  private JsonArray query(int port, String promql, int series) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:"
                        + port
                        + "/api/v1/query?query="
                        + URLEncoder.encode(promql, UTF_8)))
            .build();
    HttpClient client = HttpClient.newHttpClient();
    String last = "";
    for (int i = 0; i < TRIES; i++) {
      try {
        last = client.send(request, BodyHandlers.ofString()).body();
        JsonArray result =
            new JsonObject(last).getJsonObject("data", new JsonObject()).getJsonArray("result");
        if (result != null && result.size() == series) {
          return result;
        }
      } catch (IOException | DecodeException e) { // it has only just been started
        last = e.toString();
      }
      Thread.sleep(100);
    }
    throw new AssertionError(last + "\n" + Files.readString(temp.resolve("log")));
  }

  private static void sendPlain(HttpExchange exchange, byte[] text) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", Format.TEXT_004.contentType());
    exchange.sendResponseHeaders(200, text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  private static Served.Plan odd() throws IOException {
    OddCollector odd = new OddCollector();
    View view = Views.at(0, odd);
    return Served.plan()
        .exposed(odd)
        .views((maxAge, deadline) -> CompletableFuture.completedFuture(view));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void needs(String tool) {
    boolean found =
        Pattern.compile(File.pathSeparator)
            .splitAsStream(System.getenv("PATH"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    assertTrue(found || !Boolean.getBoolean("strict.tools"), tool + " is not installed");
    assumeTrue(found, tool + " is not installed");
  }

  /** Shows {@link #ODD}, and one of each other type. */
  private record OddCollector() implements Collector<Map<String, Double>> {

    private static final MetricDesc VALUE =
        MetricDesc.gauge("mptcp_odd_value", "A \"value\" with a \\ in its help.", "text");
    private static final MetricDesc BYTES = MetricDesc.counter("mptcp_odd_bytes_total", "Bytes.");
    private static final MetricDesc UNTYPED = MetricDesc.untyped("mptcp_odd_unmapped", "Any.");

    @Override
    public String name() {
      return "links";
    }

    @Override
    public List<MetricDesc> metrics() {
      return List.of(VALUE, BYTES, UNTYPED);
    }

    @Override
    public Optional<Map<String, Double>> collect() {
      return Optional.of(ODD);
    }

    @Override
    public void expose(Map<String, Double> odd, MetricSink sink) {
      odd.forEach((text, value) -> sink.sample(VALUE, value, text));
      sink.sample(BYTES, 7);
      sink.sample(UNTYPED, Double.NaN);
    }
  }
}
