package io.github.mptcpexporter.exporter.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How to serve.
 *
 * @param listen where; at least one
 * @param telemetryPath where the metrics are; with {@code /} there is no landing page
 * @param maxAge how old a view may be that a scrape shows; 0 for a round per scrape
 * @param maxRequests answers under way at a time, beyond which there is 503; 0 for any number
 * @param idleTimeout after which a connection is closed on which nothing moves
 * @param rateInterval between the two views from which the status pages take rates; 0 for one view
 */
public record HttpOptions(
    List<ListenAddress> listen,
    String telemetryPath,
    Duration maxAge,
    int maxRequests,
    Duration idleTimeout,
    Duration rateInterval) {

  /** Where the metrics are if nothing else is said. */
  public static final String TELEMETRY_PATH = "/metrics";

  /** Beyond a scrape interval of a minute, so that a scraper keeps its connection. */
  public static final Duration IDLE_TIMEOUT = Duration.ofSeconds(90);

  public static final Duration MAX_AGE = Duration.ofMillis(250);
  public static final Duration RATE_INTERVAL = Duration.ofMillis(500);
  public static final int MAX_REQUESTS = 40;

  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~/-]*");

  /**
   * @throws IllegalArgumentException if they can not be; the message is a sentence for the user
   */
  public HttpOptions {
    listen = List.copyOf(listen);
    check(!listen.isEmpty(), "no address to listen on");
    Set<InetSocketAddress> places = new HashSet<>();
    for (ListenAddress address : listen) {
      check(
          places.add(InetSocketAddress.createUnresolved(address.host(), address.port())),
          "an address to listen on is given twice");
    }
    check(PATH.matcher(telemetryPath).matches(), "\"" + telemetryPath + "\" is no path");
    check(
        telemetryPath.equals("/") || !Router.OTHER_PATHS.contains(telemetryPath),
        telemetryPath + " is the path of another page");
    check(!maxAge.isNegative(), "a view can not be younger than now");
    check(maxRequests >= 0, "there can not be " + maxRequests + " requests");
    check(idleTimeout.toMillis() > 0, "the idle timeout must be positive");
  }

  /** The same with one view for the status pages: that of a recording does not change. */
  public HttpOptions withoutRates() {
    return new HttpOptions(listen, telemetryPath, maxAge, maxRequests, idleTimeout, Duration.ZERO);
  }

  private static void check(boolean ok, String complaint) {
    if (!ok) {
      throw new IllegalArgumentException(complaint);
    }
  }

  /** The defaults. */
  public static HttpOptions on(ListenAddress... listen) {
    return new HttpOptions(
        List.of(listen), TELEMETRY_PATH, MAX_AGE, MAX_REQUESTS, IDLE_TIMEOUT, RATE_INTERVAL);
  }
}
