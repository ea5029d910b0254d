package io.github.mptcpexporter.exporter.lab;

import io.vertx.core.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Listens to the kernel's TCP destroy groups on its own: {@code finals.py} reads the messages by
 * the offsets of the kernel's headers and shares no code with the program under test. One thread.
 */
public final class FinalsListener implements Closeable {

  private final LineProcess process;

  private FinalsListener(LineProcess process) {
    this.process = process;
  }

  /** Returns when it is listening. */
  static FinalsListener start(Namespace namespace) throws IOException {
    LineProcess process = Python.start(namespace, "finals.py");
    process.hear();
    return new FinalsListener(process);
  }

  /** Waits for so many finals, the next ones that have not been given out yet. */
  public List<Final> await(int count) throws IOException {
    List<Final> finals = new ArrayList<>();
    while (finals.size() < count) {
      Optional<Final> next = next(LineProcess.PATIENCE);
      if (next.isEmpty()) {
        throw new IOException(finals.size() + " finals instead of " + count + ": " + finals);
      }
      finals.add(next.get());
    }
    return finals;
  }

  /** What else comes until it is quiet for so long. */
  public List<Final> untilQuiet(Duration quiet) throws IOException {
    List<Final> finals = new ArrayList<>();
    for (Optional<Final> next = next(quiet); next.isPresent(); next = next(quiet)) {
      finals.add(next.get());
    }
    return finals;
  }

  private Optional<Final> next(Duration patience) throws IOException {
    Optional<String> line = process.hear(patience);
    if (line.isEmpty()) {
      return Optional.empty();
    }
    JsonObject json = new JsonObject(line.get());
    if (json.containsKey("lost")) {
      throw new IOException("the kernel dropped finals");
    }
    return Optional.of(Final.of(json));
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
