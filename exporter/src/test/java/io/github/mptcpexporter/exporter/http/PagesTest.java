package io.github.mptcpexporter.exporter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.Views;
import io.github.mptcpexporter.tracker.View;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All pages but the metrics, and what there is instead of a page. */
class PagesTest {

  @Test
  void landingPageIsCompleteInItselfAndItsPolicyAllowsItsStyleAlone() throws Exception {
    try (Served served = Served.plan().start()) {
      HttpResponse<String> landing = served.get("/");
      String html = landing.body();
      Matcher style = Pattern.compile("(?s)<style>(.*)</style>").matcher(html);
      assertTrue(style.find(), html);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(UTF_8));

      assertAll(
          () -> assertEquals(200, landing.statusCode()),
          () -> assertEquals("text/html; charset=utf-8", header(landing, "Content-Type")),
          () ->
              assertEquals(
                  "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none';"
                      + " style-src 'sha256-"
                      + Base64.getEncoder().encodeToString(hash)
                      + "'",
                  header(landing, "Content-Security-Policy")),
          () -> assertEquals("DENY", header(landing, "X-Frame-Options")),
          () -> assertEquals("no-referrer", header(landing, "Referrer-Policy")),
          () -> assertTrue(html.contains("<p>OK       from 0 to 0</p>"), html),
          () -> assertTrue(html.contains("<caption>Interfaces</caption>"), html),
          () -> assertTrue(html.contains("<tr><th scope=\"col\">interface</th></tr>"), html),
          () -> assertTrue(html.contains("<tr><td>wan1</td></tr>"), html),
          () -> assertTrue(html.contains("Version 1.2.3, revision abc1234, Java 17"), html),
          () ->
              assertFalse(Pattern.compile("<script|src=|https?://|@import").matcher(html).find()));
    }
  }

  @Test
  void everyLinkOfTheLandingPageLeadsToAPage() throws Exception {
    Served.Plan plan = Served.plan().telemetryPath("/internal/metrics");
    try (Served served = plan.start()) {
      Matcher links = Pattern.compile("href=\"([^\"]*)\"").matcher(served.get("/").body());

      int count = 0;
      while (links.find()) {
        assertEquals(200, served.get(links.group(1)).statusCode(), links.group(1));
        count++;
      }
      assertEquals(4, count);
      assertEquals(404, served.get("/metrics").statusCode());
    }
  }

  @Test
  void whatIsShownOnTheLandingPageIsEscaped() throws Exception {
    String hostile = "<script>alert('&\"')</script>";
    Served.Plan plan =
        Served.plan()
            .status(
                new StatusPages() {
                  @Override
                  public String text(View before, View now) {
                    return hostile;
                  }

                  @Override
                  public String json(View before, View now) {
                    return "{}";
                  }

                  @Override
                  public List<Table> tables(View before, View now) {
                    return List.of(new Table(hostile, List.of(hostile), List.of(List.of(hostile))));
                  }
                });
    try (Served served = plan.start()) {
      String html = served.get("/").body();

      assertFalse(html.contains("<script"), html);
      assertEquals(
          5,
          html.split(Pattern.quote("&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;"), -1)
              .length);
    }
  }

  @Test
  void statusIsTheTextAndTheJsonOfTheStatusCommand() throws Exception {
    try (Served served = Served.plan().start()) {
      HttpResponse<String> text = served.get("/status");
      HttpResponse<String> json = served.get("/api/v1/status");

      assertAll(
          () -> assertEquals("OK       from 0 to 0\nmore\n", text.body()),
          () -> assertEquals("text/plain; charset=utf-8", header(text, "Content-Type")),
          () -> assertEquals("{\"now\":0}\n", json.body()),
          () -> assertEquals("application/json", header(json, "Content-Type")));
    }
  }

  @Test
  void statusTakesRatesFromTwoViewsThatAreFarEnoughApart() throws Exception {
    Deque<View> views = new ArrayDeque<>();
    for (long millis : List.of(1000, 1000, 1030)) {
      views.add(Views.at(millis * 1_000_000, Served.LINKS));
    }
    Served.Plan plan =
        Served.plan()
            .rateInterval(Duration.ofMillis(30))
            .views((maxAge, deadline) -> CompletableFuture.completedFuture(views.remove()));
    try (Served served = plan.start()) {
      assertEquals("OK       from 1000000000 to 1030000000\nmore\n", served.get("/status").body());
    }
  }

  @Test
  void earlierViewThatIsOldEnoughNeedsNoThird() throws Exception {
    Deque<View> views = new ArrayDeque<>();
    views.add(Views.at(1_000_000_000, Served.LINKS));
    views.add(Views.at(4_000_000_000L, Served.LINKS));
    Served.Plan plan =
        Served.plan()
            .rateInterval(HttpOptions.RATE_INTERVAL)
            .views((maxAge, deadline) -> CompletableFuture.completedFuture(views.remove()));
    try (Served served = plan.start()) {
      assertEquals("OK       from 1000000000 to 4000000000\nmore\n", served.get("/status").body());
    }
  }

  @Test
  void readyOnceThereIsAViewHealthyFromTheStart() throws Exception {
    CompletableFuture<View> first = new CompletableFuture<>();
    try (Served served = Served.plan().views((maxAge, deadline) -> first).start()) {
      HttpResponse<String> early = served.get("/-/ready");
      HttpResponse<String> healthy = served.get("/-/healthy");
      first.complete(Views.at(0, Served.LINKS));
      HttpResponse<String> ready = served.get("/-/ready");

      assertAll(
          () -> assertEquals(503, early.statusCode()),
          () -> assertEquals("no round has ended yet\n", early.body()),
          () -> assertEquals(200, healthy.statusCode()),
          () -> assertEquals("mptcp-exporter is healthy\n", healthy.body()),
          () -> assertEquals(200, ready.statusCode()),
          () -> assertEquals("mptcp-exporter is ready\n", ready.body()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/nothing", "/metrics/", "/Metrics", "/%6detrics", "//metrics", "/api/v1"})
  void unknownPathIsNotFoundAndNotRepeated(String path) throws Exception {
    try (Served served = Served.plan().start()) {
      String answer = served.rawAnswer("GET " + path + " HTTP/1.1\r\nConnection: close\r\n\r\n");

      assertTrue(answer.startsWith("HTTP/1.1 404 Not Found\r\n"), answer);
      assertTrue(
          answer.endsWith(
              "\r\n\r\nno such page; there are /metrics and"
                  + " / /status /api/v1/status /api/v1/events /-/healthy /-/ready\n"),
          answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"})
  void methodThatDoesNotReadIsNotAllowed(String method) throws Exception {
    try (Served served = Served.plan().start()) {
      HttpResponse<String> answer = served.send(method, "/metrics");

      assertEquals(405, answer.statusCode());
      assertEquals("GET, HEAD", header(answer, "Allow"));
      assertEquals("pages can only be read: GET or HEAD\n", answer.body());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /metrics HTTP/1.1#Content-Length: 4##body | 413 | a request has no body here",
        "GET /metrics HTTP/1.1#Transfer-Encoding: chunked##fff#. | 413 | a request has no body here",
        "POST / HTTP/1.1#Content-Length: 99999999##x | 405 | pages can only be read: GET or HEAD",
        "GET /%9000$ HTTP/1.1## | 414 | the request line is too long",
        "GET / HTTP/1.1#X: %9000$## | 431 | the headers of the request are too long",
        "nonsense## | 400 | this is no HTTP request",
        "GET / HTTP/1.1#no header## | 400 | this is no HTTP request"
      })
  void whatAsksForTooMuchGetsASentenceAndAnEnd(String request, int status, String sentence)
      throws Exception {
    String text = request.replace("#", "\r\n").replace("%9000$", "x".repeat(9000));
    try (Served served = Served.plan().start()) {
      String answer = served.rawAnswer(text);

      assertTrue(answer.matches("(?s)HTTP/1\\.[01] " + status + " .*"), answer);
      assertTrue(answer.endsWith("\r\n\r\n" + sentence + "\n"), answer);
      assertEquals(1, served.requests.counts().get(status));
    }
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
