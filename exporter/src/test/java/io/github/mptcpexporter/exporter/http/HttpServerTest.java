package io.github.mptcpexporter.exporter.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.Views;
import io.github.mptcpexporter.tracker.View;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** From start to close. */
class HttpServerTest {

  private static final int ANY = 0;

  @Test
  void busyPortIsOneSentence() throws Exception {
    try (ServerSocket other = new ServerSocket(ANY, 1, InetAddress.getLoopbackAddress())) {
      Served.Plan plan = Served.plan().listen(new ListenAddress("127.0.0.1", other.getLocalPort()));

      IOException e = assertThrows(IOException.class, plan::start);

      assertEquals(
          "listen 127.0.0.1:" + other.getLocalPort() + ": address already in use", e.getMessage());
    }
  }

  @Test
  void addressOfAnotherMachineIsOneSentence() throws Exception {
    Served.Plan plan = Served.plan().listen(new ListenAddress("192.0.2.1", 10262));

    IOException e = assertThrows(IOException.class, plan::start);

    assertEquals("listen 192.0.2.1:10262: cannot assign requested address", e.getMessage());
  }

  @Test
  void unknownNameIsOneSentence() throws Exception {
    Served.Plan plan = Served.plan().listen(new ListenAddress("no-such-host.invalid", 10262));

    IOException e = assertThrows(IOException.class, plan::start);

    assertEquals("listen no-such-host.invalid:10262: no such host", e.getMessage());
  }

  @Test
  void nothingListensIfOneOfTheAddressesIsBusy() throws Exception {
    int port = freePort();
    try (ServerSocket other = new ServerSocket(ANY, 1, InetAddress.getLoopbackAddress())) {
      Served.Plan plan =
          Served.plan()
              .listen(
                  new ListenAddress("127.0.0.1", port),
                  new ListenAddress("127.0.0.1", other.getLocalPort()));

      assertThrows(IOException.class, plan::start);

      try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertTrue(again.isBound());
      }
    }
  }

  @Test
  void everyAddressServesTheSame() throws Exception {
    Served.Plan plan =
        Served.plan()
            .listen(
                ListenAddress.parse("127.0.0.1:0"),
                ListenAddress.parse("localhost:0"),
                ListenAddress.parse(":0"));
    try (Served served = plan.start()) {
      List<Integer> ports = served.server.addresses().stream().map(a -> a.getPort()).toList();
      assertEquals(3, ports.size());
      for (int port : ports) {
        assertNotEquals(0, port);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
          socket.getOutputStream().write("GET /-/healthy HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
          String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
          assertTrue(answer.endsWith("mptcp-exporter is healthy\n"), answer);
        }
      }
    }
  }

  @Test
  void closeFinishesTheAnswerUnderWayAndTakesNoMore() throws Exception {
    CompletableFuture<View> round = new CompletableFuture<>();
    CountDownLatch asked = new CountDownLatch(1);
    Served served =
        Served.plan()
            .views(
                (maxAge, deadline) -> {
                  asked.countDown();
                  return round;
                })
            .start();
    CompletableFuture<HttpResponse<String>> answer = served.getAsync("/metrics");
    assertTrue(asked.await(20, TimeUnit.SECONDS));

    CompletableFuture<Void> closed =
        CompletableFuture.runAsync(() -> served.server.close(Served.PATIENCE));
    String late = untilClosing(served);
    round.complete(Views.at(0, Served.LINKS));

    assertEquals(200, answer.get(20, TimeUnit.SECONDS).statusCode());
    closed.get(20, TimeUnit.SECONDS);
    assertTrue(late.endsWith("the exporter is about to end\n"), late);
    assertThrows(IOException.class, () -> served.raw(""));
  }

  /** The first answer after close has begun. */
  private static String untilClosing(Served served) throws IOException {
    String answer = "";
    for (int i = 0; i < 1000 && !answer.contains(" 503 "); i++) {
      answer = served.rawAnswer("GET /-/healthy HTTP/1.0\r\n\r\n");
    }
    return answer;
  }

  @Test
  void closeDoesNotWaitForARoundThatNeverEnds() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Served served =
        Served.plan()
            .views(
                (maxAge, deadline) -> {
                  asked.countDown();
                  return new CompletableFuture<>();
                })
            .start();
    CompletableFuture<HttpResponse<String>> answer = served.getAsync("/metrics");
    assertTrue(asked.await(20, TimeUnit.SECONDS));

    served.close();
    served.close();

    assertTrue(answer.handle((got, failure) -> failure != null).get(20, TimeUnit.SECONDS));
  }

  @Test
  void idleConnectionIsClosed() throws Exception {
    Served.Plan plan = Served.plan().idleTimeout(Duration.ofMillis(100));
    try (Served served = plan.start();
        Socket silent = served.raw("");
        Socket slow = served.raw("GET /metrics HTTP/1.1\r\nX-Slow")) {
      assertEquals(-1, silent.getInputStream().read());
      assertEquals(-1, slow.getInputStream().read());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(ANY, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
