package io.github.mptcpexporter.exporter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.exporter.Views;
import io.github.mptcpexporter.tracker.View;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /metrics}. */
class MetricsPageTest {

  private static final String OPENMETRICS =
      "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;"
          + "q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

  @Test
  void plainTextUnlessOpenMetricsIsLikedBetter() throws Exception {
    try (Served served = Served.plan().start()) {
      HttpResponse<String> plain = served.get("/metrics");
      HttpResponse<String> openMetrics = served.get("/metrics", "Accept", OPENMETRICS);

      assertAll(
          () -> assertEquals(200, plain.statusCode()),
          () -> assertHeader("text/plain; version=0.0.4; charset=utf-8", plain, "Content-Type"),
          () -> assertHeader("Accept, Accept-Encoding", plain, "Vary"),
          () -> assertHeader("no-store", plain, "Cache-Control"),
          () -> assertHeader("nosniff", plain, "X-Content-Type-Options"),
          () ->
              assertHeader(
                  "application/openmetrics-text; version=1.0.0; charset=utf-8",
                  openMetrics,
                  "Content-Type"),
          () -> assertTrue(plain.body().contains("\nmptcp_links_value 2.0\n"), plain.body()),
          () -> assertTrue(openMetrics.body().endsWith("# EOF\n"), openMetrics.body()));
    }
  }

  @Test
  void gzipHoldsTheSameBytesAndIsSentOnlyIfItIsWelcome() throws Exception {
    try (Served served = Served.plan().start()) {
      byte[] plain = served.getBytes("/metrics").body();
      HttpResponse<byte[]> packed =
          served.getBytes("/metrics", "Accept-Encoding", "br, gzip;q=0.5");

      assertHeader("gzip", packed, "Content-Encoding");
      assertHeader(Integer.toString(packed.body().length), packed, "Content-Length");
      // the number of requests stands in the text, and both were rendered for the same view
      assertEquals(text(plain).replaceAll("http_requests.*", ""), unpacked(packed.body()));
    }
  }

  private static String unpacked(byte[] packed) throws IOException {
    byte[] bytes = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
    return text(bytes).replaceAll("http_requests.*", "");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip;q=0",
        "gzip; q=0.0, *",
        "identity",
        "*;q=0",
        "identity, gzip;q=0.9",
        "deflate"
      })
  void clientThatDoesNotWantGzipGetsPlainBytes(String acceptEncoding) throws Exception {
    try (Served served = Served.plan().start()) {
      HttpResponse<String> plain = served.get("/metrics", "Accept-Encoding", acceptEncoding);

      assertEquals(Optional.empty(), plain.headers().firstValue("Content-Encoding"));
      assertTrue(plain.body().startsWith("# HELP"), plain.body());
    }
  }

  @Test
  void collectAndExcludeChooseAmongTheCollectors() throws Exception {
    try (Served served = Served.plan().start()) {
      String collect = served.get("/metrics?collect%5B%5D=mib").body();
      String both = served.get("/metrics?collect%5B%5D=mib&collect%5B%5D=links").body();
      String exclude = served.get("/metrics?exclude%5B%5D=mib&other=1").body();
      String all = served.get("/metrics").body();

      assertAll(
          () -> assertEquals(List.of("mib"), collectors(collect)),
          () -> assertEquals(List.of("links", "mib"), collectors(both)),
          () -> assertEquals(List.of("links"), collectors(exclude)),
          () -> assertEquals(List.of("links", "mib"), collectors(all)),
          () -> assertTrue(collect.contains("mptcp_http_requests_total"), collect));
    }
  }

  private static List<String> collectors(String text) {
    List<String> collectors = new ArrayList<>();
    for (String name : List.of("links", "mib")) {
      boolean value = text.contains("\nmptcp_" + name + "_value ");
      assertEquals(value, text.contains("success{collector=\"" + name + "\""), text);
      if (value) {
        collectors.add(name);
      }
    }
    return collectors;
  }

  @ParameterizedTest
  @CsvSource({
    "collect[]=nothing, collect[] names a collector that does not exist or is switched off;"
        + " there are links mib",
    "exclude[]=mib&exclude[]=<b>, exclude[] names a collector that does not exist or is switched"
        + " off; there are links mib",
    "collect[]=, collect[] names a collector that does not exist or is switched off; there are"
        + " links mib",
    "collect[]=mib&exclude[]=links, collect[] and exclude[] can not be combined",
    "collect[]=%zz, the query can not be decoded"
  })
  void queryThatCanNotBeMetIsABadRequest(String query, String sentence) throws Exception {
    try (Served served = Served.plan().start()) {
      String answer =
          served.rawAnswer("GET /metrics?" + query + " HTTP/1.1\r\nConnection: close\r\n\r\n");

      assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer);
      assertTrue(answer.endsWith("\r\n\r\n" + sentence + "\n"), answer);
    }
  }

  @Test
  void headHasTheHeadersOfGetAndNoBody() throws Exception {
    try (Served served = Served.plan().start()) {
      HttpResponse<String> get = served.get("/metrics");
      String answer = served.rawAnswer("HEAD /metrics HTTP/1.1\r\nConnection: close\r\n\r\n");
      String head = answer.toLowerCase(Locale.ROOT); // as the client gives names of headers

      assertTrue(head.startsWith("http/1.1 200 ok\r\n"), head);
      assertTrue(head.endsWith("\r\n\r\n"), head);
      get.headers()
          .map()
          .forEach(
              (name, values) ->
                  assertTrue(
                      head.contains(
                          "\r\n" + name + ": " + values.get(0).toLowerCase(Locale.ROOT) + "\r\n"),
                      head));
    }
  }

  @Test
  void mistakeOfACollectorIsAnErrorAndLoggedOnceForAllScrapes() throws Exception {
    List<String> logged = new ArrayList<>();
    Logger logger = Logger.getLogger(Router.class.getName());
    logger.setUseParentHandlers(false);
    logger.setFilter(record -> logged.add(record.getMessage() + ": " + record.getThrown()));
    Served.Plan plan = Served.plan().exposed(Served.MIB); // and links is in the view
    try (Served served = plan.start()) {
      HttpResponse<String> first = served.get("/metrics");
      HttpResponse<String> second = served.get("/metrics");

      assertEquals(500, first.statusCode());
      assertEquals("the page could not be made; the exporter's log says why\n", second.body());
      assertEquals(
          List.of(
              "a page could not be made: java.lang.IllegalArgumentException:"
                  + " mptcp_links_value has not been declared"),
          logged);
    } finally {
      logger.setFilter(null);
      logger.setUseParentHandlers(true);
    }
  }

  @Test
  void concurrentScrapesOfAViewShareOneRendering() throws Exception {
    int clients = 20;
    CountedCollector counted = new CountedCollector(new AtomicInteger());
    View view = Views.at(0, counted);
    CompletableFuture<View> round = new CompletableFuture<>();
    AtomicInteger asked = new AtomicInteger();
    Served.Plan plan =
        Served.plan()
            .exposed(counted)
            .views(
                (maxAge, deadline) -> {
                  if (asked.incrementAndGet() == clients) {
                    round.complete(view);
                  }
                  return round;
                });
    try (Served served = plan.start()) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        answers.add(served.getAsync("/metrics"));
      }
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        HttpResponse<String> got = answer.get(20, TimeUnit.SECONDS);
        assertEquals(answers.get(0).join().body(), got.body());
      }
      assertEquals(1, counted.exposed.get());

      served.get("/metrics", "Accept", OPENMETRICS);
      served.get("/metrics", "Accept", OPENMETRICS);
      served.get("/metrics");

      assertEquals(2, counted.exposed.get(), "once for each format");
    }
  }

  private static void assertHeader(String expected, HttpResponse<?> answer, String name) {
    assertEquals(Optional.of(expected), answer.headers().firstValue(name), name);
  }

  /** Counts how often it is shown. */
  private record CountedCollector(AtomicInteger exposed) implements Collector<Integer> {

    @Override
    public String name() {
      return "links";
    }

    @Override
    public List<MetricDesc> metrics() {
      return List.of();
    }

    @Override
    public Optional<Integer> collect() {
      return Optional.of(1);
    }

    @Override
    public void expose(Integer value, MetricSink sink) {
      exposed.incrementAndGet();
    }
  }
}
