package io.github.mptcpexporter.exporter.http;

import io.github.mptcpexporter.exporter.metrics.HttpRequests;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Iterator;

/** Sends one answer, no faster than its client reads. On the event loop alone. */
final class Answer {

  /** Policy of a page that loads nothing and is shown in no frame. */
  static final String NOTHING_LOADED =
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final HttpRequests requests;

  Answer(HttpServerRequest request, HttpRequests requests) {
    this.request = request;
    this.response = request.response();
    this.requests = requests;
  }

  /** Before it is sent. */
  void header(CharSequence name, CharSequence value) {
    response.putHeader(name, value);
  }

  /** A sentence; completes when it has been sent. */
  Future<Void> sentence(int status, String sentence) {
    Buffer line = Buffer.buffer(sentence + "\n");
    Body.Output out = new Body.Output();
    out.write(line.getBytes(), 0, line.length());
    header("Content-Security-Policy", NOTHING_LOADED);
    return send(status, "text/plain; charset=utf-8", out.toBody());
  }

  /** A page; completes when it has been sent, fails if the client is gone before. */
  Future<Void> page(Page page, Body body, boolean gzip) {
    header("Content-Security-Policy", page.contentSecurityPolicy());
    header(HttpHeaders.VARY, page.varyingHeaders() + "Accept-Encoding");
    if (gzip) {
      header(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return send(200, page.contentType(), body);
  }

  /** Something that is no page; completes when it has been sent. */
  Future<Void> document(String contentType, Body body) {
    header("Content-Security-Policy", NOTHING_LOADED);
    return send(200, contentType, body);
  }

  /** What grows until it is ended: where to write it. */
  HttpServerResponse stream(String contentType) {
    header("Content-Security-Policy", NOTHING_LOADED);
    head(200, contentType);
    return response.setChunked(true);
  }

  private void head(int status, String contentType) {
    requests.count(status);
    response.setStatusCode(status);
    header(HttpHeaders.CONTENT_TYPE, contentType);
    header(HttpHeaders.CACHE_CONTROL, "no-store");
    header("X-Content-Type-Options", "nosniff");
    header("X-Frame-Options", "DENY");
    header("Referrer-Policy", "no-referrer");
  }

  private Future<Void> send(int status, String contentType, Body body) {
    if (response.closed()) {
      return Future.failedFuture("the client has gone");
    }
    head(status, contentType);
    header(HttpHeaders.CONTENT_LENGTH, Long.toString(body.length()));
    boolean last = hasBody(request);
    if (last) {
      header(HttpHeaders.CONNECTION, "close");
    }
    Promise<Void> sent = Promise.promise();
    response.closeHandler(gone -> sent.tryFail("the client has gone"));
    response.exceptionHandler(sent::tryFail);
    if (request.method().equals(HttpMethod.HEAD)) {
      end(sent);
    } else {
      sendPieces(body.pieces().iterator(), sent);
    }
    return last ? sent.future().eventually(() -> request.connection().close()) : sent.future();
  }

  private void sendPieces(Iterator<Buffer> pieces, Promise<Void> sent) {
    while (pieces.hasNext()) {
      if (response.writeQueueFull()) {
        response.drainHandler(drained -> sendPieces(pieces, sent));
        return;
      }
      response.write(pieces.next()).onFailure(sent::tryFail);
    }
    end(sent);
  }

  private void end(Promise<Void> sent) {
    response.end().onSuccess(sent::tryComplete).onFailure(sent::tryFail);
  }

  /** No page wants one, so it is not read: the connection ends with the answer. */
  static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || (length != null && !length.equals("0"));
  }
}
