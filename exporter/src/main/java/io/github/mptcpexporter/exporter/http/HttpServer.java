package io.github.mptcpexporter.exporter.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Serves a site on some addresses until it is closed: one event loop, one worker. */
public final class HttpServer implements Closeable {

  private static final Logger LOGGER = System.getLogger(HttpServer.class.getName());

  private static final int LONGEST_REQUEST_LINE = 8 * 1024;
  private static final int LARGEST_HEADERS = 8 * 1024;

  private static final Duration LISTEN = Duration.ofSeconds(10);
  private static final Duration FINISH_ANSWERS = Duration.ofMillis(600);
  private static final Duration CLOSE = Duration.ofMillis(350);

  private final Vertx vertx;
  private final InFlight inFlight;
  private final List<InetSocketAddress> addresses;
  private final AtomicBoolean closed = new AtomicBoolean();

  private HttpServer(Vertx vertx, InFlight inFlight, List<InetSocketAddress> addresses) {
    this.vertx = vertx;
    this.inFlight = inFlight;
    this.addresses = List.copyOf(addresses);
  }

  /**
   * Listens on all addresses, or on none.
   *
   * @throws IOException if one of them can not be listened on; one sentence, such as {@code listen
   *     127.0.0.1:10262: address already in use}
   */
  public static HttpServer start(HttpOptions options, Site site) throws IOException {
    List<InetSocketAddress> resolved = new ArrayList<>();
    for (ListenAddress address : options.listen()) {
      resolved.add(address.resolve());
    }
    Vertx vertx = LeanVertx.create();
    InFlight inFlight = new InFlight();
    Router router = new Router(vertx, options, site, inFlight);
    List<InetSocketAddress> bound = new ArrayList<>();
    try {
      for (int i = 0; i < resolved.size(); i++) {
        bound.add(listen(vertx, options, router, options.listen().get(i), resolved.get(i)));
      }
    } catch (IOException e) {
      awaitEnd(vertx.close(), CLOSE);
      throw e;
    }
    return new HttpServer(vertx, inFlight, bound);
  }

  private static InetSocketAddress listen(
      Vertx vertx,
      HttpOptions options,
      Router router,
      ListenAddress address,
      InetSocketAddress resolved)
      throws IOException {
    io.vertx.core.http.HttpServer server =
        vertx
            .createHttpServer(serverOptions(options))
            .requestHandler(router::handle)
            .invalidRequestHandler(router::handleInvalid);
    try {
      await(server.listen(SocketAddress.inetSocketAddress(resolved)), LISTEN);
    } catch (IOException e) {
      throw new IOException("listen " + address + ": " + reason(e), e);
    }
    return new InetSocketAddress(resolved.getAddress(), server.actualPort());
  }

  private static HttpServerOptions serverOptions(HttpOptions options) {
    return new HttpServerOptions()
        .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
        .setMaxHeaderSize(LARGEST_HEADERS)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(Math.toIntExact(options.idleTimeout().toMillis()))
        .setHttp2ClearTextEnabled(false);
  }

  /** As the kernel says it, but as part of a sentence. */
  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  /** Where it listens, in the order of the options, with the ports that the kernel chose. */
  public List<InetSocketAddress> addresses() {
    return addresses;
  }

  /** Finishes the answers under way, if they end within 0.6 s; is through within 1 s. */
  @Override
  public void close() {
    close(FINISH_ANSWERS);
  }

  void close(Duration finishAnswers) {
    if (closed.getAndSet(true)) {
      return;
    }
    Promise<Void> answered = Promise.promise();
    vertx.runOnContext(onEventLoop -> inFlight.close().onComplete(answered));
    awaitEnd(answered.future(), finishAnswers);
    // Vert.x gives up its event loop before it stops accepting; Netty would log what comes between
    java.util.logging.Logger acceptor =
        java.util.logging.Logger.getLogger("io.netty.bootstrap.ServerBootstrap");
    acceptor.setLevel(java.util.logging.Level.OFF);
    awaitEnd(vertx.close(), CLOSE);
    acceptor.setLevel(null);
  }

  private static void awaitEnd(Future<?> future, Duration longest) {
    try {
      await(future, longest);
    } catch (IOException e) {
      LOGGER.log(Level.DEBUG, "the server did not end in time", e);
    }
  }

  private static void await(Future<?> future, Duration longest) throws IOException {
    try {
      Object unused =
          future
              .toCompletionStage()
              .toCompletableFuture()
              .get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(future.cause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException("not done within " + longest.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
