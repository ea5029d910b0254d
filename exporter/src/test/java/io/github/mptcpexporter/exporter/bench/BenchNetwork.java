package io.github.mptcpexporter.exporter.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A network of two uplinks to a server, in namespaces of its own, with the program {@code bench.py}
 * in it that obeys commands; its head lists them. When it ends, or our JVM, the kernel ends all
 * that runs in it.
 */
final class BenchNetwork implements Closeable {

  private static final List<String> UNSHARE =
      List.of("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc");

  private final Path directory;
  private final Process process;
  private final Writer commands;
  private final BufferedReader answers;

  private BenchNetwork(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
    this.commands = process.outputWriter(UTF_8);
    this.answers = process.inputReader(UTF_8);
  }

  /**
   * Makes it.
   *
   * @param directory for programs; the caller removes it
   */
  static BenchNetwork open(Path directory) throws IOException {
    List<String> command = new ArrayList<>(UNSHARE);
    command.addAll(List.of("python3", resource(directory, "bench.py").toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectError(Redirect.to(directory.resolve("errors").toFile()))
            .start();
    BenchNetwork network = new BenchNetwork(directory, process);
    try {
      network.answer("start");
    } catch (IOException e) {
      network.close();
      throw e;
    }
    return network;
  }

  /** Copies a file of {@code src/test/resources/bench} into the directory. */
  static Path resource(Path directory, String name) throws IOException {
    Path copy = directory.resolve(name);
    try (InputStream resource = BenchNetwork.class.getResourceAsStream("/bench/" + name)) {
      if (resource == null) {
        throw new IOException("no resource /bench/" + name);
      }
      Files.copy(resource, copy);
    }
    return copy;
  }

  /** Gives a command; its answer. */
  String ask(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    return answer(command);
  }

  /** Gives a command whose answer is a number. */
  double measure(String command) throws IOException {
    return Double.parseDouble(ask(command));
  }

  private String answer(String command) throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException(command + ": " + Files.readString(directory.resolve("errors")));
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    try {
      commands.close();
    } catch (IOException e) {
      // it has ended already
    }
    process.destroy();
    process.onExit().join();
  }
}
