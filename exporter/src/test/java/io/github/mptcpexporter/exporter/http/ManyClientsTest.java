package io.github.mptcpexporter.exporter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.exporter.Views;
import io.github.mptcpexporter.tracker.View;
import java.io.InputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that are many, slow, or gone. */
class ManyClientsTest {

  /** Far more than sockets and queues hold. */
  private static final int SAMPLES = 300_000;

  private static final String SCRAPE = "GET /metrics HTTP/1.1\r\nConnection: close\r\n\r\n";

  @Test
  void slowClientGetsEverythingAndHoldsUpNobody() throws Exception {
    Large large = new Large();
    View view = Views.at(0, large);
    Served.Plan plan =
        Served.plan()
            .exposed(large)
            .views((maxAge, deadline) -> CompletableFuture.completedFuture(view));
    try (Served served = plan.start();
        Socket slow = served.raw(SCRAPE)) {
      InputStream in = slow.getInputStream();
      byte[] start = in.readNBytes(1000); // and no more for now: the server must wait
      String whole = served.get("/metrics").body();

      assertTrue(whole.length() > 10_000_000, "a body of " + whole.length());
      assertEquals(200, served.get("/-/healthy").statusCode());

      String all = new String(start, UTF_8) + new String(in.readAllBytes(), UTF_8);
      String body = all.substring(all.indexOf("\r\n\r\n") + 4);
      assertTrue(whole.equals(body), "a body of " + body.length() + " for " + whole.length());
    }
  }

  @Test
  void clientsThatDoNotReadFillNoMemory() throws Exception {
    Large large = new Large();
    View view = Views.at(0, large);
    Served.Plan plan =
        Served.plan()
            .exposed(large)
            .views((maxAge, deadline) -> CompletableFuture.completedFuture(view));
    List<Socket> clients = new ArrayList<>();
    try (Served served = plan.start()) {
      long before = directMemory();
      for (int i = 0; i < 10; i++) {
        clients.add(served.raw(SCRAPE));
      }
      for (Socket client : clients) {
        client.getInputStream().readNBytes(1000); // the answer has begun
      }
      assertEquals(200, served.get("/-/healthy").statusCode()); // and what could be sent has been

      long queued = directMemory() - before;

      assertTrue(queued < 10_000_000, queued + " bytes for ten clients of ten million each");
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  /** Of this JVM: Vert.x copies what it is to send out of the heap. */
  private static long directMemory() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  @Test
  void clientThatStopsReadingIsLetGoAndItsPlaceIsFree() throws Exception {
    Large large = new Large();
    View view = Views.at(0, large);
    Served.Plan plan =
        Served.plan()
            .exposed(large)
            .maxRequests(1)
            .idleTimeout(Duration.ofSeconds(3))
            .views((maxAge, deadline) -> CompletableFuture.completedFuture(view));
    try (Served served = plan.start();
        Socket stuck = served.raw(SCRAPE)) {
      stuck.getInputStream().readNBytes(1000); // the answer has begun
      assertEquals(503, served.get("/status").statusCode());

      assertEquals(200, untilNotRefused(served));
    }
  }

  /** Status of the first answer that is not for want of a place. */
  private static int untilNotRefused(Served served) throws Exception {
    int status = 503;
    for (int i = 0; i < 2000 && status == 503; i++) {
      Thread.sleep(10);
      status = served.get("/status").statusCode();
    }
    return status;
  }

  @Test
  void requestBeyondTheMostIsRefusedAndTheOthersAreAnswered() throws Exception {
    View view = Views.at(0, Served.LINKS);
    CompletableFuture<View> round = new CompletableFuture<>();
    Semaphore asked = new Semaphore(0);
    Served.Plan plan =
        Served.plan()
            .maxRequests(2)
            .views(
                (maxAge, deadline) -> {
                  asked.release();
                  return round;
                });
    try (Served served = plan.start()) {
      List<CompletableFuture<HttpResponse<String>>> accepted = new ArrayList<>();
      accepted.add(served.getAsync("/metrics"));
      accepted.add(served.getAsync("/status"));
      assertTrue(asked.tryAcquire(2, 20, TimeUnit.SECONDS));

      HttpResponse<String> refused = served.get("/metrics");
      int healthy = served.get("/-/healthy").statusCode();
      round.complete(view);

      assertEquals(503, refused.statusCode());
      assertEquals("more than 2 requests at a time; try again later\n", refused.body());
      assertEquals(200, healthy);
      for (CompletableFuture<HttpResponse<String>> answer : accepted) {
        assertEquals(200, answer.get(20, TimeUnit.SECONDS).statusCode());
      }
      assertEquals(200, served.get("/metrics").statusCode());
    }
  }

  @Test
  void clientThatLeavesBeforeItsAnswerFreesItsPlace() throws Exception {
    View view = Views.at(0, Served.LINKS);
    CompletableFuture<View> round = new CompletableFuture<>();
    Semaphore asked = new Semaphore(0);
    Served.Plan plan =
        Served.plan()
            .maxRequests(1)
            .views(
                (maxAge, deadline) -> {
                  asked.release();
                  return round;
                });
    try (Served served = plan.start()) {
      try (Socket impatient = served.raw(SCRAPE)) {
        assertTrue(asked.tryAcquire(20, TimeUnit.SECONDS));
        assertTrue(impatient.isConnected());
      }
      round.complete(view);

      assertEquals(200, untilNotRefused(served));
    }
  }

  @Test
  void oneConnectionServesManyRequests() throws Exception {
    try (Served served = Served.plan().start();
        Socket socket = served.raw("GET /-/healthy HTTP/1.1\r\n\r\n")) {
      InputStream in = socket.getInputStream();
      for (int i = 0; i < 3; i++) {
        assertTrue(untilHealthy(in).startsWith("HTTP/1.1 200 OK\r\n"));
        socket.getOutputStream().write("GET /-/healthy HTTP/1.1\r\n\r\n".getBytes(UTF_8));
      }
    }
  }

  private static String untilHealthy(InputStream in) throws Exception {
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().endsWith("healthy\n")) {
      int b = in.read();
      assertTrue(b >= 0, answer.toString());
      answer.append((char) b);
    }
    return answer.toString();
  }

  /** Shows many numbers. */
  private record Large() implements Collector<Integer> {

    private static final MetricDesc METRIC = MetricDesc.gauge("mptcp_many", "Many numbers.", "nth");

    @Override
    public String name() {
      return "links";
    }

    @Override
    public List<MetricDesc> metrics() {
      return List.of(METRIC);
    }

    @Override
    public Optional<Integer> collect() {
      return Optional.of(SAMPLES);
    }

    @Override
    public void expose(Integer samples, MetricSink sink) {
      for (int i = 0; i < samples; i++) {
        sink.sample(METRIC, i, "number " + i);
      }
    }
  }
}
