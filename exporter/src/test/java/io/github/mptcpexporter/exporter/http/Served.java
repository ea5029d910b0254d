package io.github.mptcpexporter.exporter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.exporter.TinyCollector;
import io.github.mptcpexporter.exporter.Views;
import io.github.mptcpexporter.exporter.events.EventLog;
import io.github.mptcpexporter.exporter.metrics.BuildInfo;
import io.github.mptcpexporter.exporter.metrics.Exposition;
import io.github.mptcpexporter.exporter.metrics.HttpRequests;
import io.github.mptcpexporter.monitor.ViewSource;
import io.github.mptcpexporter.tracker.View;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A server on a port that the kernel chose, and a client of it. */
final class Served implements AutoCloseable {

  static final TinyCollector LINKS = new TinyCollector("links", 2);
  static final TinyCollector MIB = new TinyCollector("mib", 3);
  static final BuildInfo BUILD = new BuildInfo("1.2.3", "abc1234", "17");

  /** How long a test waits for what must come. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final ListenAddress ANY_PORT = new ListenAddress("127.0.0.1", 0);

  final HttpServer server;
  final HttpRequests requests;
  final EventLog events;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Served(HttpServer server, HttpRequests requests, EventLog events) {
    this.server = server;
    this.requests = requests;
    this.events = events;
  }

  /** What a server serves and how, before it starts. */
  record Plan(HttpOptions options, ViewSource views, List<Exposed<?>> exposed, StatusPages status) {

    Plan views(ViewSource other) {
      return new Plan(options, other, exposed, status);
    }

    Plan exposed(Exposed<?>... others) {
      return new Plan(options, views, List.of(others), status);
    }

    Plan status(StatusPages other) {
      return new Plan(options, views, exposed, other);
    }

    Plan listen(ListenAddress... other) {
      return options(
          new HttpOptions(
              List.of(other),
              options.telemetryPath(),
              options.maxAge(),
              options.maxRequests(),
              options.idleTimeout(),
              options.rateInterval()));
    }

    Plan telemetryPath(String other) {
      return options(
          new HttpOptions(
              options.listen(),
              other,
              options.maxAge(),
              options.maxRequests(),
              options.idleTimeout(),
              options.rateInterval()));
    }

    Plan maxRequests(int other) {
      return options(
          new HttpOptions(
              options.listen(),
              options.telemetryPath(),
              options.maxAge(),
              other,
              options.idleTimeout(),
              options.rateInterval()));
    }

    Plan idleTimeout(Duration other) {
      return options(
          new HttpOptions(
              options.listen(),
              options.telemetryPath(),
              options.maxAge(),
              options.maxRequests(),
              other,
              options.rateInterval()));
    }

    Plan rateInterval(Duration other) {
      return options(
          new HttpOptions(
              options.listen(),
              options.telemetryPath(),
              options.maxAge(),
              options.maxRequests(),
              options.idleTimeout(),
              other));
    }

    private Plan options(HttpOptions other) {
      return new Plan(other, views, exposed, status);
    }

    Served start() throws IOException {
      HttpRequests requests = new HttpRequests();
      Exposition exposition = new Exposition(exposed, List.of(requests.asOwnMetrics()), true);
      EventLog events = new EventLog("");
      Site site =
          new Site(views, Set.of("links", "mib"), exposition, events, status, BUILD, requests);
      return new Served(HttpServer.start(options, site), requests, events);
    }
  }

  /** Two collectors, one view of them, and no second view for rates. */
  static Plan plan() throws IOException {
    View view = Views.at(0, LINKS, MIB);
    HttpOptions options =
        new HttpOptions(
            List.of(ANY_PORT),
            HttpOptions.TELEMETRY_PATH,
            HttpOptions.MAX_AGE,
            HttpOptions.MAX_REQUESTS,
            HttpOptions.IDLE_TIMEOUT,
            Duration.ZERO);
    return new Plan(
        options,
        (maxAge, deadline) -> CompletableFuture.completedFuture(view),
        List.of(LINKS, MIB),
        new PlainPages());
  }

  URI uri(String path) {
    InetSocketAddress address = server.addresses().get(0);
    return URI.create("http://127.0.0.1:" + address.getPort() + path);
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return client.send(request(path, headers), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> getAsync(String path, String... headers) {
    return client.sendAsync(request(path, headers), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> getBytes(String path, String... headers) throws Exception {
    return client.send(request(path, headers), BodyHandlers.ofByteArray());
  }

  HttpResponse<String> send(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpRequest request(String path, String... headers) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
    return (headers.length == 0 ? builder : builder.headers(headers)).build();
  }

  /** A connection of its own, on which the text has been sent. */
  Socket raw(String text) throws IOException {
    InetSocketAddress address = server.addresses().get(0);
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return socket;
  }

  /** Everything that comes until the server closes the connection. */
  String rawAnswer(String text) throws IOException {
    try (Socket socket = raw(text)) {
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  /** Shows the times of the views. */
  record PlainPages() implements StatusPages {

    @Override
    public String text(View before, View now) {
      return "OK       from "
          + before.snapshot().monotonicNanos()
          + " to "
          + now.snapshot().monotonicNanos()
          + "\nmore\n";
    }

    @Override
    public String json(View before, View now) {
      return "{\"now\":" + now.snapshot().monotonicNanos() + "}\n";
    }

    @Override
    public List<Table> tables(View before, View now) {
      return List.of(new Table("Interfaces", List.of("interface"), List.of(List.of("wan1"))));
    }
  }
}
