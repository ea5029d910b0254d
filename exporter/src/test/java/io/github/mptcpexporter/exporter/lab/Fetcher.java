package io.github.mptcpexporter.exporter.lab;

import io.vertx.core.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Fetches over HTTP from inside a namespace, where our JVM can not reach. One thread. */
public final class Fetcher implements Closeable {

  private final LineProcess process;

  private Fetcher(LineProcess process) {
    this.process = process;
  }

  static Fetcher start(Namespace namespace) throws IOException {
    return new Fetcher(Python.start(namespace, "fetch.py"));
  }

  /** Fetches; complains if there is no answer. */
  public HttpReply get(String host, int port, String path, Map<String, String> headers)
      throws IOException {
    JsonObject reply = ask(host, port, path, headers);
    if (reply.containsKey("error")) {
      throw new IOException(host + ":" + port + path + ": " + reply.getString("error"));
    }
    Map<String, String> received = new HashMap<>();
    reply
        .getJsonObject("headers")
        .forEach(header -> received.put(header.getKey(), header.getValue().toString()));
    return new HttpReply(
        reply.getInteger("status"), received, Base64.getDecoder().decode(reply.getString("body")));
  }

  /** Whether anyone answers there, whatever the answer. */
  public boolean answers(String host, int port, String path) throws IOException {
    return !ask(host, port, path, Map.of()).containsKey("error");
  }

  private JsonObject ask(String host, int port, String path, Map<String, String> headers)
      throws IOException {
    JsonObject wanted = new JsonObject();
    headers.forEach(wanted::put);
    JsonObject request =
        new JsonObject()
            .put("host", host)
            .put("port", port)
            .put("path", path)
            .put("headers", wanted);
    return new JsonObject(process.ask(request.encode()));
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
