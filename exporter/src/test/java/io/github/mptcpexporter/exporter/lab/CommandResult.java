package io.github.mptcpexporter.exporter.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that has ended.
 *
 * @param command as it was given
 * @param exitCode 128 + number if a signal ended it
 * @param output standard output
 * @param errors standard error
 */
public record CommandResult(List<String> command, int exitCode, String output, String errors) {

  public CommandResult {
    command = List.copyOf(command);
  }

  /**
   * Runs a command to its end.
   *
   * @param directory for what it prints, so that no pipe can fill
   * @param input for its standard input
   * @param shown what to show of the command in complaints
   * @throws IOException if it does not end in time
   */
  static CommandResult of(
      Path directory, Duration limit, String input, List<String> shown, List<String> command)
      throws IOException {
    Path stdin = Files.createTempFile(directory, "input", "");
    Path stdout = Files.createTempFile(directory, "output", "");
    Path stderr = Files.createTempFile(directory, "errors", "");
    Files.writeString(stdin, input);
    Process process =
        new ProcessBuilder(command)
            .redirectInput(stdin.toFile())
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile())
            .start();
    boolean ended = ends(process, limit);
    CommandResult result =
        new CommandResult(
            shown,
            ended ? process.exitValue() : -1,
            Files.readString(stdout, UTF_8),
            Files.readString(stderr, UTF_8));
    for (Path file : List.of(stdin, stdout, stderr)) {
      Files.delete(file);
    }
    if (!ended) {
      throw new IOException("not ended after " + limit + ": " + result);
    }
    return result;
  }

  /** Waits for the end; a process that overruns is killed with all that it started. */
  static boolean ends(Process process, Duration limit) throws InterruptedIOException {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a command ran");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** This, if it ended with exit code 0. */
  public CommandResult succeeded() throws IOException {
    if (exitCode != 0) {
      throw new IOException(toString());
    }
    return this;
  }

  /** Everything, for a complaint. */
  @Override
  public String toString() {
    return String.join(" ", command)
        + "\nexit code "
        + exitCode
        + "\nstdout: "
        + output
        + "\nstderr: "
        + errors;
  }
}
