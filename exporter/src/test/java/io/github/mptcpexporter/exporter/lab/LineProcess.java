package io.github.mptcpexporter.exporter.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A running program that is spoken to line by line. Any thread may read, one at a time write. */
public final class LineProcess implements Closeable {

  /** No answer of the lab's own scripts takes longer than their 10 s. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private final List<String> shown;
  private final Process process;
  private final Path errors;
  private final BufferedWriter input;
  private final BlockingQueue<Heard> output = new LinkedBlockingQueue<>();

  // a line of its output; empty: the end
  private record Heard(Optional<String> line) {}

  /**
   * Starts it.
   *
   * @param errors file for its standard error
   * @param shown what to show of the command in complaints
   */
  public LineProcess(Path errors, List<String> shown, List<String> command) throws IOException {
    this.shown = List.copyOf(shown);
    this.errors = errors;
    this.process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    this.input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
    Thread reader = new Thread(this::read, "lab-" + errors.getFileName());
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      lines.lines().map(Optional::of).map(Heard::new).forEach(output::add);
    } catch (IOException | UncheckedIOException e) {
      output.add(new Heard(Optional.of(e.toString())));
    }
    output.add(new Heard(Optional.empty()));
  }

  /** Writes a line to its standard input. */
  public void tell(String line) throws IOException {
    try {
      input.write(line);
      input.newLine();
      input.flush();
    } catch (IOException e) {
      throw new IOException(complaint("does not listen"), e);
    }
  }

  /** The next line of its standard output, which must come. */
  public String hear() throws IOException {
    return hear(PATIENCE).orElseThrow(() -> new IOException(complaint("says nothing")));
  }

  /**
   * The next line of its standard output.
   *
   * @return empty if none came in time
   * @throws IOException if the program has ended
   */
  public Optional<String> hear(Duration patience) throws IOException {
    Optional<Heard> heard = next(patience);
    if (heard.isPresent() && heard.get().line().isEmpty()) {
      output.add(heard.get());
      throw new IOException(complaint("has ended"));
    }
    return heard.flatMap(Heard::line);
  }

  private Optional<Heard> next(Duration patience) throws InterruptedIOException {
    try {
      return Optional.ofNullable(output.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** A line there, a line back. */
  public String ask(String line) throws IOException {
    tell(line);
    return hear();
  }

  /** The first process that it started: in the sandbox, the program itself. */
  ProcessHandle child() throws IOException {
    Await.until(
        "it has a child", () -> !process.isAlive() || process.children().findAny().isPresent());
    return process
        .children()
        .findFirst()
        .orElseThrow(() -> new IOException(complaint("has ended")));
  }

  /** Whether it runs. */
  boolean alive() {
    return process.isAlive();
  }

  /** Asks the program, not what carried it into the sandbox, to end (SIGTERM). */
  public void terminate() throws IOException {
    child().destroy();
  }

  /** Kills the program (SIGKILL), which can do nothing about it. */
  public void kill() throws IOException {
    child().destroyForcibly();
  }

  /** Its exit code, once it has ended by itself. */
  public int exitCode(Duration limit) throws IOException {
    if (!CommandResult.ends(process, limit)) {
      throw new IOException(complaint("does not end"));
    }
    return process.exitValue();
  }

  /** What it has written to standard error so far. */
  public String errors() throws IOException {
    return Files.readString(errors);
  }

  private String complaint(String what) {
    String said;
    try {
      said = errors();
    } catch (IOException e) {
      said = e.toString();
    }
    return String.join(" ", shown) + " " + what + "; its standard error: " + said;
  }

  /** Ends its input and then, if that does not end it soon, the program. */
  @Override
  public void close() throws IOException {
    close(Duration.ofMillis(200));
  }

  /**
   * Ends its input and then, if that does not end it, the program.
   *
   * @param grace how long to wait for the first to work
   */
  void close(Duration grace) throws IOException {
    try {
      input.close();
    } catch (IOException e) {
      // it has ended already
    }
    CommandResult.ends(process, grace);
  }
}
