package io.github.mptcpexporter.exporter.http;

import io.github.mptcpexporter.exporter.metrics.AcceptHeader;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Decides what a request gets. On the event loop alone; rendering is left to the worker. */
final class Router {

  static final String LANDING = "/";
  static final String STATUS = "/status";
  static final String STATUS_JSON = "/api/v1/status";
  static final String EVENTS = "/api/v1/events";
  static final String HEALTHY = "/-/healthy";
  static final String READY = "/-/ready";

  /** All but that of the metrics. */
  static final List<String> OTHER_PATHS =
      List.of(LANDING, STATUS, STATUS_JSON, EVENTS, HEALTHY, READY);

  private static final Logger LOGGER = System.getLogger(Router.class.getName());

  private final Vertx vertx;
  private final HttpOptions options;
  private final Site site;
  private final Moments moments;
  private final InFlight inFlight;
  private final EventPages events;
  private final Map<String, Page> statusPages;
  private final Renderings renderings = new Renderings(); // the worker's
  private boolean failing; // whether the last page could not be made

  Router(Vertx vertx, HttpOptions options, Site site, InFlight inFlight) {
    this.vertx = vertx;
    this.options = options;
    this.site = site;
    this.moments = new Moments(vertx, site.views(), options);
    this.inFlight = inFlight;
    this.events = new EventPages(vertx, site.events());
    inFlight.atClose(events::endStreams);
    this.statusPages =
        Map.of(
            LANDING, new LandingPage(site.status(), site.build(), options.telemetryPath()),
            STATUS, Page.Status.text(site.status()),
            STATUS_JSON, Page.Status.json(site.status()));
  }

  /** Any request that is HTTP. */
  void handle(HttpServerRequest request) {
    Answer answer = new Answer(request, site.requests());
    int underWay = inFlight.begin();
    Future<Void> sent;
    try {
      sent = answer(request, answer, underWay);
    } catch (Refusal refusal) {
      sent = answer.sentence(refusal.status(), refusal.sentence());
    } catch (RuntimeException e) { // a mistake of ours must not leave the client waiting
      sent = answerFailure(answer, e);
    }
    sent.onComplete(done -> inFlight.end());
  }

  /** What is no HTTP, or too much of it. Vert.x closes the connection afterwards. */
  void handleInvalid(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    Answer answer = new Answer(request, site.requests());
    inFlight.begin();
    Future<Void> sent;
    if (cause instanceof TooLongHttpLineException) {
      sent = answer.sentence(414, "the request line is too long");
    } else if (cause instanceof TooLongHttpHeaderException) {
      sent = answer.sentence(431, "the headers of the request are too long");
    } else {
      sent = answer.sentence(400, "this is no HTTP request");
    }
    sent.onComplete(done -> inFlight.end());
  }

  private Future<Void> answer(HttpServerRequest request, Answer answer, int underWay)
      throws Refusal {
    String path = String.valueOf(request.path());
    checkRequest(request, answer, path);
    if (path.equals(HEALTHY)) {
      return answer.sentence(200, "mptcp-exporter is healthy");
    }
    if (path.equals(READY)) {
      return moments.isReady()
          ? answer.sentence(200, "mptcp-exporter is ready")
          : answer.sentence(503, "no round has ended yet");
    }
    if (options.maxRequests() > 0 && underWay > options.maxRequests()) {
      throw new Refusal(
          503, "more than " + options.maxRequests() + " requests at a time; try again later");
    }
    if (path.equals(EVENTS)) {
      return events.answer(request, answer);
    }
    ScrapeTimeout timeout = ScrapeTimeout.of(request);
    if (path.equals(options.telemetryPath())) {
      Page metrics = MetricsQuery.page(request, site);
      return render(metrics, moments.one(timeout), request, answer);
    }
    Page page = Objects.requireNonNull(statusPages.get(path)); // the others have been answered
    return render(page, moments.two(timeout), request, answer);
  }

  /** Where access will be checked, too. */
  private void checkRequest(HttpServerRequest request, Answer answer, String path) throws Refusal {
    if (inFlight.isClosing()) {
      throw new Refusal(503, "the exporter is about to end");
    }
    if (!path.equals(options.telemetryPath()) && !OTHER_PATHS.contains(path)) {
      throw new Refusal(
          404,
          "no such page; there are "
              + options.telemetryPath()
              + " and "
              + String.join(" ", OTHER_PATHS));
    }
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      answer.header(HttpHeaders.ALLOW, "GET, HEAD");
      throw new Refusal(405, "pages can only be read: GET or HEAD");
    }
    if (Answer.hasBody(request)) {
      throw new Refusal(413, "a request has no body here");
    }
  }

  private Future<Void> render(
      Page page, Future<Moment> moment, HttpServerRequest request, Answer answer) {
    boolean gzip = Gzip.isWelcome(accept(request, HttpHeaders.ACCEPT_ENCODING));
    return moment
        .compose(now -> vertx.executeBlocking(() -> renderings.of(now, page, gzip)))
        .compose(
            body -> {
              failing = false;
              return answer.page(page, body, gzip);
            },
            e -> answerFailure(answer, e));
  }

  private Future<Void> answerFailure(Answer answer, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof TimeoutException) {
      return answer.sentence(503, "no round ended in time; the exporter's log may say why");
    }
    if (!failing) { // a scraper asks again and again
      LOGGER.log(Level.ERROR, "a page could not be made", cause);
    }
    failing = true;
    return answer.sentence(500, "the page could not be made; the exporter's log says why");
  }

  /** The header, which may have come in several lines. */
  static AcceptHeader accept(HttpServerRequest request, CharSequence name) {
    return new AcceptHeader(String.join(",", request.headers().getAll(name)));
  }
}
