package io.github.mptcpexporter.kernel.jnr;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another program, run to its end: an oracle, or ourselves with other rights or other files. */
public record Tool(int exitCode, String output) {

  private static final int SECONDS = 60;

  /** Runs it; without the program the test is skipped, or fails with {@code strict.tools}. */
  public static Tool run(List<String> command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      if (Boolean.getBoolean("strict.tools")) {
        return fail(e);
      }
      return abort(e.getMessage());
    }
    try (InputStream out = process.getInputStream()) {
      process.getOutputStream().close();
      String output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        return fail(command + " did not end");
      }
      return new Tool(process.exitValue(), output);
    } finally {
      process.destroyForcibly();
    }
  }
}
