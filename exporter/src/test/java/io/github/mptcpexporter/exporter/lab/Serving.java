package io.github.mptcpexporter.exporter.lab;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A running {@code serve}, on the default address. One thread. */
public final class Serving implements Closeable {

  /** Where {@code serve} listens unless told otherwise. */
  public static final String HOST = "127.0.0.1";

  public static final int PORT = 10262;

  private final LineProcess process;
  private final Fetcher fetcher;

  Serving(LineProcess process, Fetcher fetcher) {
    this.process = process;
    this.fetcher = fetcher;
  }

  /** Waits until it answers. */
  public Serving awaitReady() throws IOException {
    Await.until("serve answers", () -> !process.alive() || fetcher.answers(HOST, PORT, "/-/ready"));
    if (!process.alive()) {
      throw new IOException("serve has ended: " + errors());
    }
    return this;
  }

  /** Fetches a path. */
  public HttpReply get(String path, Map<String, String> headers) throws IOException {
    return fetcher.get(HOST, PORT, path, headers);
  }

  /** {@code /metrics} in text format 0.0.4. */
  public Samples metrics() throws IOException {
    HttpReply reply = get("/metrics", Map.of());
    if (reply.status() != 200) {
      throw new IOException("status " + reply.status() + ": " + reply.text() + errors());
    }
    return Samples.parse(reply.text());
  }

  /** Sends SIGTERM; its exit code. */
  public int terminate(Duration limit) throws IOException {
    process.terminate();
    return process.exitCode(limit);
  }

  /** Sends SIGKILL, and waits for its end. */
  public void kill(Duration limit) throws IOException {
    process.kill();
    process.exitCode(limit);
  }

  /** What it wrote to standard error. */
  public String errors() throws IOException {
    return process.errors();
  }

  @Override
  public void close() throws IOException {
    fetcher.close();
    process.close();
  }
}
