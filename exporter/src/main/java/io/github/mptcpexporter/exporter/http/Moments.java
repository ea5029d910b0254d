package io.github.mptcpexporter.exporter.http;

import io.github.mptcpexporter.monitor.ViewSource;
import io.github.mptcpexporter.tracker.View;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks for views, without waiting: what comes is handled on the event loop. */
final class Moments {

  /** An earlier view of this age is as good for rates as one that is taken for them. */
  private static final Duration OLDEST_BEFORE = Duration.ofSeconds(5);

  private static final Duration ANY_AGE = Duration.ofDays(10_000);

  private final Vertx vertx;
  private final ViewSource views;
  private final HttpOptions options;

  Moments(Vertx vertx, ViewSource views, HttpOptions options) {
    this.vertx = vertx;
    this.views = views;
    this.options = options;
  }

  /** Whether there has been a round; starts the first one if not. */
  boolean isReady() {
    var view = views.view(ANY_AGE, ScrapeTimeout.DEFAULT.round()).toCompletableFuture();
    return view.isDone() && !view.isCompletedExceptionally();
  }

  /**
   * One view.
   *
   * @return fails with a {@link java.util.concurrent.TimeoutException} if none came in time
   */
  Future<Moment> one(ScrapeTimeout timeout) {
    return view(options.maxAge(), timeout).map(Moment::of);
  }

  /** Two views, far enough apart for rates. */
  Future<Moment> two(ScrapeTimeout timeout) {
    if (options.rateInterval().isZero()) {
      return one(timeout);
    }
    return view(OLDEST_BEFORE, timeout)
        .compose(
            before ->
                view(options.maxAge(), timeout)
                    .compose(now -> farEnough(new Moment(before, now), timeout)));
  }

  private Future<Moment> farEnough(Moment moment, ScrapeTimeout timeout) {
    long apart =
        moment.now().snapshot().monotonicNanos() - moment.before().snapshot().monotonicNanos();
    long missing = options.rateInterval().toNanos() - apart;
    if (missing <= 0) {
      return Future.succeededFuture(moment);
    }
    return vertx
        .timer(missing, TimeUnit.NANOSECONDS)
        .compose(waited -> view(options.maxAge(), timeout))
        .map(now -> new Moment(moment.before(), now));
  }

  private Future<View> view(Duration maxAge, ScrapeTimeout timeout) {
    return Future.fromCompletionStage(
            views.view(maxAge, timeout.round()), vertx.getOrCreateContext())
        .timeout(timeout.answer().toMillis() + 1, TimeUnit.MILLISECONDS);
  }
}
