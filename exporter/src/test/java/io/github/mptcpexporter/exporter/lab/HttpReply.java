package io.github.mptcpexporter.exporter.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;

/**
 * An answer over HTTP.
 *
 * @param status such as 200
 * @param headers by name in lower case
 * @param body as sent, maybe compressed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HttpReply(int status, Map<String, String> headers, byte[] body) {

  public HttpReply {
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The body, not compressed. */
  public String text() {
    return new String(body, UTF_8);
  }
}
