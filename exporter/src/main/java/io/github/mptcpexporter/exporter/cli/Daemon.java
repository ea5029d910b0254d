package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.exporter.events.EventJson;
import io.github.mptcpexporter.exporter.events.LoggedEvent;
import io.github.mptcpexporter.exporter.events.Since;
import io.github.mptcpexporter.source.Line;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** The exporter that serves, asked for its events. */
final class Daemon {

  static final String DEFAULT_ADDRESS = "127.0.0.1:10262";
  static final String DEFAULT_URL = "http://" + DEFAULT_ADDRESS;

  private static final String EVENTS = "/api/v1/events";
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** It shows that it lives each 15 s. */
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private final URI url;
  private final EventJson json = new EventJson();

  private Daemon(URI url) {
    this.url = url;
  }

  /**
   * At that URL.
   *
   * @throws UsageException if it is none of HTTP
   */
  static Daemon at(String url) throws UsageException {
    try {
      URI uri = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
      if ("http".equals(uri.getScheme()) && uri.getHost() != null && uri.getQuery() == null) {
        return new Daemon(uri);
      }
    } catch (URISyntaxException e) {
      throw new UsageException("--url: " + e.getMessage());
    }
    throw new UsageException("--url: \"" + url + "\" is none such as " + DEFAULT_URL);
  }

  /**
   * Its events, newest last.
   *
   * @return empty if nothing listens there
   * @throws IOException if its answer is none
   */
  Optional<List<LoggedEvent>> events(Optional<Since> since, OptionalInt limit) throws IOException {
    Optional<InputStream> answer = ask(query(since, limit, false), ANSWER);
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = answer.get()) {
      return Optional.of(json.parseArray(in, url + EVENTS));
    }
  }

  /**
   * Its events and those to come, until no more are wanted.
   *
   * @param each says whether to go on
   * @return false if nothing listens there
   * @throws IOException if its answer is none, or it falls silent or ends
   */
  boolean follow(Optional<Since> since, OptionalInt limit, Predicate<LoggedEvent> each)
      throws IOException {
    Optional<InputStream> answer = ask(query(since, limit, true), SILENCE);
    if (answer.isEmpty()) {
      return false;
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.get(), StandardCharsets.UTF_8))) {
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<LoggedEvent> event =
            line.isEmpty() ? Optional.empty() : json.parse(new Line(url + EVENTS, number, line));
        if (event.isPresent() && !each.test(event.get())) {
          return true;
        }
        number++;
      }
      throw new IOException(url + ": the exporter has ended the stream of events");
    } catch (SocketTimeoutException e) {
      throw new IOException(url + ": silent for " + SILENCE.toSeconds() + " s", e);
    }
  }

  private static String query(Optional<Since> since, OptionalInt limit, boolean follow) {
    return "?follow="
        + follow
        + since.map(s -> "&since=" + s.text()).orElse("")
        + (limit.isPresent() ? "&limit=" + limit.getAsInt() : "");
  }

  private Optional<InputStream> ask(String query, Duration timeout) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url + EVENTS + query).toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(Math.toIntExact(CONNECT.toMillis()));
    connection.setReadTimeout(Math.toIntExact(timeout.toMillis()));
    connection.setInstanceFollowRedirects(false);
    try {
      int code = connection.getResponseCode();
      if (code != HttpURLConnection.HTTP_OK) {
        throw new IOException(url + EVENTS + ": " + code + " " + complaint(connection));
      }
      return Optional.of(connection.getInputStream());
    } catch (ConnectException e) {
      return Optional.empty();
    }
  }

  private static String complaint(HttpURLConnection connection) throws IOException {
    try (InputStream error = connection.getErrorStream()) {
      if (error == null) {
        return "without a reason";
      }
      return Line.excerpt(new String(error.readNBytes(200), StandardCharsets.UTF_8).strip());
    }
  }
}
