package io.github.mptcpexporter.exporter.lab;

import io.vertx.core.json.JsonObject;
import java.io.IOException;

/** One end of the lab's connections; {@code peer.py} tells the commands. */
final class Peer {

  private final String host;
  private final LineProcess process;

  private Peer(String host, LineProcess process) {
    this.host = host;
    this.process = process;
  }

  static Peer start(Namespace namespace) throws IOException {
    return new Peer(namespace.name(), Python.start(namespace, "peer.py"));
  }

  /** Does it, and waits until it is done. */
  JsonObject ask(String command) throws IOException {
    begin(command);
    return finish();
  }

  /** Begins it, so that the other end can do its part meanwhile. */
  void begin(String command) throws IOException {
    process.tell(command);
  }

  /** Waits until what was begun is done. */
  JsonObject finish() throws IOException {
    JsonObject answer = new JsonObject(process.hear());
    if (!answer.getBoolean("ok")) {
      throw new IOException(host + ": " + answer.getString("error"));
    }
    return answer;
  }
}
