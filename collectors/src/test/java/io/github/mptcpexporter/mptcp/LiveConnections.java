package io.github.mptcpexporter.mptcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The connections of {@code connections.py}, as long as this is open. */
final class LiveConnections implements AutoCloseable {

  private static final Path SCRIPT = Path.of("src/test/resources/netlink/connections.py");
  private static final int SECONDS_TO_END = 20;

  private final Process process;

  private LiveConnections(Process process) {
    this.process = process;
  }

  /** Starts it, in the network namespace of this thread. */
  static LiveConnections start() {
    try {
      return new LiveConnections(
          new ProcessBuilder("python3", SCRIPT.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      return Boolean.getBoolean("strict.tools") ? fail(e) : abort(e.getMessage());
    }
  }

  void awaitReady() throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertEquals("ready", out.readLine());
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().orTimeout(SECONDS_TO_END, TimeUnit.SECONDS).join();
  }
}
