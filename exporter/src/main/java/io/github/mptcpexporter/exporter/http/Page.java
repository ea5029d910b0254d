package io.github.mptcpexporter.exporter.http;

import io.github.mptcpexporter.exporter.metrics.CollectorFilter;
import io.github.mptcpexporter.exporter.metrics.Exposition;
import io.github.mptcpexporter.exporter.metrics.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.function.Function;

/** Something to render from a moment. */
sealed interface Page permits Page.Metrics, Page.Status, LandingPage {

  /** The value of {@code Content-Type}. */
  String contentType();

  /** Names the page: what has the same key and view has the same bytes. */
  default String key() {
    return contentType();
  }

  /** Headers of the request that decide about the page, besides {@code Accept-Encoding}. */
  default String varyingHeaders() {
    return "";
  }

  /** The value of {@code Content-Security-Policy}: what a browser may load for the page. */
  default String contentSecurityPolicy() {
    return Answer.NOTHING_LOADED;
  }

  /** On the worker thread; leaves the stream open. */
  void write(Moment moment, OutputStream out) throws IOException;

  /** Of some or all collectors. */
  record Metrics(Exposition exposition, CollectorFilter filter, Format format) implements Page {

    @Override
    public String contentType() {
      return format.contentType();
    }

    @Override
    public String key() {
      return String.join(
          " ",
          contentType(),
          String.join("+", new TreeSet<>(filter.collect())),
          String.join("-", new TreeSet<>(filter.exclude())));
    }

    @Override
    public String varyingHeaders() {
      return "Accept, ";
    }

    @Override
    public void write(Moment moment, OutputStream out) throws IOException {
      exposition.write(moment.now(), filter, format, out);
    }
  }

  /** Text made in one piece. */
  record Status(String contentType, Function<Moment, String> text) implements Page {

    static Page text(StatusPages pages) {
      return new Status(
          "text/plain; charset=utf-8", moment -> pages.text(moment.before(), moment.now()));
    }

    static Page json(StatusPages pages) {
      return new Status("application/json", moment -> pages.json(moment.before(), moment.now()));
    }

    @Override
    public void write(Moment moment, OutputStream out) throws IOException {
      out.write(text.apply(moment).getBytes(StandardCharsets.UTF_8));
    }
  }
}
