package io.github.mptcpexporter.exporter.http;

import io.github.mptcpexporter.exporter.events.EventJson;
import io.github.mptcpexporter.exporter.events.EventLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The events, as an array or as a stream. On the event loop alone; JSON is left to the worker. */
final class EventPages {

  static final int MOST_FOLLOWERS = 16;

  private static final String JSON = "application/json";

  private final Vertx vertx;
  private final EventLog log;
  private final EventJson json = new EventJson(); // the worker's
  private final List<EventStream> streams = new ArrayList<>();

  EventPages(Vertx vertx, EventLog log) {
    this.vertx = vertx;
    this.log = log;
  }

  /** Completes when all has been sent, which for a stream is when it ends. */
  Future<Void> answer(HttpServerRequest request, Answer answer) throws Refusal {
    EventQuery query = EventQuery.of(request);
    if (query.follow() && !request.method().equals(HttpMethod.HEAD)) {
      return stream(query, answer);
    }
    return vertx
        .executeBlocking(() -> array(query))
        .compose(body -> answer.document(query.follow() ? EventStream.TYPE : JSON, body));
  }

  private Body array(EventQuery query) {
    byte[] text = json.array(query.select(log)).getBytes(StandardCharsets.UTF_8);
    Body.Output out = new Body.Output();
    out.write(text, 0, text.length);
    return out.toBody();
  }

  private Future<Void> stream(EventQuery query, Answer answer) throws Refusal {
    if (streams.size() >= MOST_FOLLOWERS) {
      throw new Refusal(503, MOST_FOLLOWERS + " others follow the events; that is the most");
    }
    EventStream stream = new EventStream(vertx, json, answer.stream(EventStream.TYPE));
    streams.add(stream);
    return stream.run(log, query.begin(log)).onComplete(ended -> streams.remove(stream));
  }

  /** The exporter is about to end. */
  void endStreams() {
    List.copyOf(streams).forEach(EventStream::end);
  }
}
