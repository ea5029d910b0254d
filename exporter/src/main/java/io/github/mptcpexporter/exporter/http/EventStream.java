package io.github.mptcpexporter.exporter.http;

import io.github.mptcpexporter.exporter.events.EventFollower;
import io.github.mptcpexporter.exporter.events.EventJson;
import io.github.mptcpexporter.exporter.events.EventLog;
import io.github.mptcpexporter.exporter.events.LoggedEvent;
import io.github.mptcpexporter.exporter.events.Since;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events to one client as they come, a line each; empty lines in between show that the exporter
 * lives. Ends with the exporter, or when its client reads too slowly. On the event loop alone.
 */
final class EventStream {

  static final String TYPE = "application/x-ndjson";

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** Most events that wait for the client, beside what the sockets hold. */
  private static final int BOUND = 1_000;

  private final Vertx vertx;
  private final EventJson json; // the worker's
  private final HttpServerResponse response;
  private final Promise<Void> ended = Promise.promise();
  private @Nullable EventFollower follower; // null before it runs
  private boolean rendering;
  private boolean over;
  private long heartbeat;

  EventStream(Vertx vertx, EventJson json, HttpServerResponse response) {
    this.vertx = vertx;
    this.json = json;
    this.response = response;
  }

  /** Completes when it ends, fails if the client is gone before. */
  Future<Void> run(EventLog log, Since since) {
    if (response.closed()) {
      return Future.failedFuture("the client has gone");
    }
    Context eventLoop = vertx.getOrCreateContext();
    response.closeHandler(gone -> stop());
    response.exceptionHandler(failure -> stop());
    response.drainHandler(drained -> pump());
    heartbeat = vertx.setPeriodic(HEARTBEAT.toMillis(), beat -> beat());
    beat(); // sends the head
    follower = log.follow(since, BOUND, () -> eventLoop.runOnContext(woken -> pump()));
    pump();
    return ended.future();
  }

  /** No more of it; what has been written still arrives. */
  void end() {
    if (!over) {
      Future<Void> sent = response.end();
      stop();
      sent.onComplete(done -> ended.tryComplete());
    }
  }

  private void stop() {
    if (!over) {
      over = true;
      vertx.cancelTimer(heartbeat);
      if (follower != null) {
        follower.close();
      }
      if (!response.ended()) {
        ended.tryFail("the client has gone");
      }
    }
  }

  private void beat() {
    if (!over && !response.writeQueueFull()) {
      write("\n");
    }
  }

  /** Writes what waits, unless the client has not read what was written. */
  private void pump() {
    EventFollower events = follower;
    if (over || rendering || events == null || response.writeQueueFull()) {
      return;
    }
    List<LoggedEvent> taken = events.take();
    if (taken.isEmpty()) {
      if (events.isDropped()) {
        end();
      }
      return;
    }
    rendering = true;
    vertx.executeBlocking(() -> lines(taken)).onSuccess(this::rendered).onFailure(e -> end());
  }

  private void rendered(String lines) {
    rendering = false;
    if (!over) {
      write(lines);
      pump();
    }
  }

  private String lines(List<LoggedEvent> events) {
    StringBuilder lines = new StringBuilder();
    events.forEach(event -> lines.append(json.line(event)).append('\n'));
    return lines.toString();
  }

  private void write(String text) {
    response.write(text).onFailure(failure -> stop());
  }
}
