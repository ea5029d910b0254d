package io.github.mptcpexporter.exporter.http;

import io.github.mptcpexporter.exporter.events.EventLog;
import io.github.mptcpexporter.exporter.events.LoggedEvent;
import io.github.mptcpexporter.exporter.events.Since;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Which events a request asks for.
 *
 * @param since from where on; empty for the latest
 * @param limit how many at most; empty if it does not say
 * @param follow whether those to come are wanted, too
 */
record EventQuery(Optional<Since> since, OptionalInt limit, boolean follow) {

  /**
   * As the request says.
   *
   * @throws Refusal if it makes no sense
   */
  static EventQuery of(HttpServerRequest request) throws Refusal {
    MultiMap query = MetricsQuery.query(request);
    return new EventQuery(
        since(query.get("since")), limit(query.get("limit")), follow(query.get("follow")));
  }

  private static Optional<Since> since(@Nullable String text) throws Refusal {
    try {
      return Optional.ofNullable(text).map(Since::parse);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static OptionalInt limit(@Nullable String text) throws Refusal {
    if (text == null) {
      return OptionalInt.empty();
    }
    if (!text.matches("\\d{1,9}")) {
      throw Refusal.badRequest("limit is no whole number");
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  private static boolean follow(@Nullable String text) throws Refusal {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw Refusal.badRequest("follow is neither true nor false");
  }

  /** The events, newest last: the first behind {@code since}, else the latest. */
  List<LoggedEvent> select(EventLog log) {
    return log.select(since, limit.orElse(EventLog.CAPACITY));
  }

  /** Where a stream begins: behind {@code since}, else with as many of the latest as asked for. */
  Since begin(EventLog log) {
    if (since.isPresent()) {
      return since.get();
    }
    List<LoggedEvent> latest = log.latest(Math.max(1, limit.orElse(0)));
    if (latest.isEmpty()) {
      return new Since.Id(0);
    }
    long first = latest.get(0).id();
    return new Since.Id(limit.orElse(0) == 0 ? first : first - 1);
  }
}
