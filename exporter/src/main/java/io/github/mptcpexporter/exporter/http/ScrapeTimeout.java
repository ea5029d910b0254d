package io.github.mptcpexporter.exporter.http;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * How long a request may take: less than its client waits, so that it gets an answer that says why.
 *
 * @param round most time for a round
 * @param answer most time from request to view, which may have to wait for the round of another
 */
record ScrapeTimeout(Duration round, Duration answer) {

  /** In which Prometheus sends its {@code scrape_timeout}. */
  private static final String HEADER = "X-Prometheus-Scrape-Timeout-Seconds";

  private static final Duration LONGEST_ROUND = Duration.ofSeconds(2);
  private static final Duration LARGEST_MARGIN = Duration.ofMillis(250);

  /** Prometheus' own default. */
  static final ScrapeTimeout DEFAULT = below(Duration.ofSeconds(10));

  /**
   * A bit less than the header of the request says; without one, than Prometheus' default.
   *
   * @throws Refusal if that is no positive number of seconds
   */
  static ScrapeTimeout of(HttpServerRequest request) throws Refusal {
    String header = request.getHeader(HEADER);
    return header == null ? DEFAULT : parse(header);
  }

  private static ScrapeTimeout parse(String header) throws Refusal {
    if (!header.matches("\\d{1,6}(\\.\\d{1,9})?")) {
      throw Refusal.badRequest(HEADER + " is no number of seconds");
    }
    long millis = (long) (Double.parseDouble(header) * 1e3);
    if (millis == 0) {
      throw Refusal.badRequest(HEADER + " is less than a millisecond");
    }
    return below(Duration.ofMillis(millis));
  }

  private static ScrapeTimeout below(Duration timeout) {
    Duration margin = min(LARGEST_MARGIN, timeout.dividedBy(10));
    return new ScrapeTimeout(
        min(LONGEST_ROUND, timeout.minus(margin.multipliedBy(2))), timeout.minus(margin));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
