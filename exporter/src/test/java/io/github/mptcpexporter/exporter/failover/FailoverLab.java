package io.github.mptcpexporter.exporter.failover;

import io.github.mptcpexporter.exporter.lab.LineProcess;
import io.github.mptcpexporter.exporter.lab.Program;
import io.github.mptcpexporter.exporter.lab.Requires;
import io.github.mptcpexporter.exporter.lab.Samples;
import io.github.mptcpexporter.exporter.lab.Sandbox;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A running {@code failoverlab.py}; the head of that file lists its commands. One thread. */
final class FailoverLab implements Closeable {

  private static final List<String> TOOLS =
      List.of("unshare", "ip", "tc", "ss", "nft", "nstat", "python3", "gcc");
  private static final List<String> SCRIPTS =
      List.of("failoverlab.py", "network.py", "application.py", "program.py");
  private static final List<String> UNSHARE =
      List.of("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc");

  // longest wait of a situation, and then some
  private static final Duration PATIENCE = Duration.ofMinutes(12);

  private final LineProcess process;

  private FailoverLab(LineProcess process) {
    this.process = process;
  }

  /** When something was done, in ms of the monotonic clock: right before, right after. */
  record Moment(double before, double after) {}

  /**
   * Copies the scripts and compiles the pipe, once for many labs; skips the test on a machine that
   * can not have them.
   */
  static void prepare(Path directory) throws IOException {
    TOOLS.forEach(Requires::tool);
    Requires.needed(Sandbox.root(), "the failover lab needs root");
    Requires.needed(Files.isWritable(Path.of("/dev/net/tun")), "/dev/net/tun can not be used");
    for (String script : SCRIPTS) {
      copy("/failover/" + script, directory);
    }
    Path source = copy("/lab/delaypipe.c", directory);
    List<String> gcc = List.of("gcc", "-O2", "-o", pipe(directory), source.toString());
    try (LineProcess compiler = new LineProcess(errors(directory), gcc, gcc)) {
      int code = compiler.exitCode(Duration.ofSeconds(60));
      Requires.needed(code == 0, "delaypipe.c does not compile: " + compiler.errors());
    }
  }

  private static Path copy(String resource, Path directory) throws IOException {
    Path copy = directory.resolve(Path.of(resource).getFileName().toString());
    try (InputStream script = FailoverLab.class.getResourceAsStream(resource)) {
      if (script == null) {
        throw new IOException("no resource " + resource);
      }
      Files.copy(script, copy);
    }
    return copy;
  }

  private static String pipe(Path directory) {
    return directory.resolve("delaypipe").toString();
  }

  private static Path errors(Path directory) throws IOException {
    return Files.createTempFile(directory, "errors", "");
  }

  /**
   * Makes the network, in less than a second.
   *
   * @param directory a prepared one
   * @param uplinks with commas
   * @param rates of tbf, with commas; the last one stands for the rest
   */
  static FailoverLab open(Path directory, String uplinks, String rates) throws IOException {
    List<String> command = new ArrayList<>(UNSHARE);
    command.addAll(List.of("python3", "-B", directory.resolve("failoverlab.py").toString()));
    command.addAll(List.of(pipe(directory), uplinks, rates));
    LineProcess process = new LineProcess(errors(directory), List.of("failoverlab.py"), command);
    FailoverLab lab = new FailoverLab(process);
    try {
      process.hear();
    } catch (IOException e) {
      lab.close();
      throw e;
    }
    return lab;
  }

  /** Gives a command; its answer as Java objects and {@code JsonObject}, {@code JsonArray}. */
  Object ask(String command) throws IOException {
    process.tell(command);
    String line =
        process.hear(PATIENCE).orElseThrow(() -> new IOException(command + ": no answer"));
    Object answer = Json.decodeValue(line);
    if (answer instanceof JsonObject object && object.containsKey("error")) {
      throw new IOException(object.getString("error"));
    }
    return answer;
  }

  /** Gives a command that does something to the network. */
  Moment act(String command) throws IOException {
    JsonObject answer = (JsonObject) ask(command);
    return new Moment(answer.getDouble("before"), answer.getDouble("after"));
  }

  /** Gives a command whose answer is an object. */
  JsonObject object(String command) throws IOException {
    return (JsonObject) ask(command);
  }

  /** Runs a command on the router; what it prints. */
  String run(String command) throws IOException {
    return (String) ask("run " + command);
  }

  /** What both ends of the traffic felt so far. */
  List<Stall> stalls() throws IOException {
    return ((JsonArray) ask("stalls")).stream().map(JsonArray.class::cast).map(Stall::of).toList();
  }

  /**
   * Starts the program and follows its events.
   *
   * @return whether it has any to follow
   */
  boolean serve(Path directory) throws IOException {
    List<String> command = new ArrayList<>(List.of("serve"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Program.FLAGS);
    command.addAll(List.of("-Djava.io.tmpdir=" + directory, "-jar"));
    command.add(System.getProperty("fat.jar"));
    command.addAll(List.of("serve", "--scrape.max-age=0"));
    return object(String.join(" ", command)).getBoolean("events");
  }

  /** The events that have come so far. */
  List<Heard> events() throws IOException {
    return ((JsonArray) ask("events")).stream().map(JsonArray.class::cast).map(Heard::of).toList();
  }

  /** {@code /metrics} of the program. */
  Samples metrics() throws IOException {
    JsonObject reply = object("get /metrics");
    if (reply.getInteger("status") != 200) {
      throw new IOException("status " + reply.getInteger("status") + ": " + ask("errors"));
    }
    return Samples.parse(reply.getString("body"));
  }

  /** Ends it and with it its namespaces. */
  @Override
  public void close() throws IOException {
    process.close();
  }
}
