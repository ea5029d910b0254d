package io.github.mptcpexporter.ubus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The command {@code ubus}, for where Java may not open ubusd's socket. Killed when it takes too
 * long or says too much.
 */
final class UbusCommand {

  private static final int MOST_BYTES = 1 << 20;
  private static final long LOOK_MILLIS = 5;

  private final Duration most;
  private final LongSupplier nanoTime;

  UbusCommand(Duration most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
  }

  /**
   * Calls a method without arguments.
   *
   * @return what it printed, JSON; empty if it refused
   * @throws IOException if there is no such command, or it had to be killed
   */
  Optional<String> call(String object, String method) throws IOException {
    Process process =
        new ProcessBuilder(List.of("ubus", "-t", "2", "call", object, method))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      process.getOutputStream().close();
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      InputStream out = process.getInputStream();
      long deadline = nanoTime.getAsLong() + most.toNanos();
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        said.write(out.readNBytes(out.available()));
        if (nanoTime.getAsLong() > deadline || said.size() > MOST_BYTES) {
          throw new IOException("ubus: the command gave no answer in time");
        }
      }
      said.write(out.readNBytes(MOST_BYTES));
      return process.exitValue() == 0
          ? Optional.of(said.toString(StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("ubus: interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
