package io.github.mptcpexporter.exporter.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The program under test: the packaged jar, run by a JVM of its own inside a namespace. */
public final class Program {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Of the JVM, as the launcher gives them for a small footprint. */
  public static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:CICompilerCount=1",
          "-XX:-UsePerfData",
          "-Xms4m",
          "-Xmx64m",
          "-Xss256k",
          "-Djnr.ffi.asm.enabled=false",
          "-Dvertx.disableDnsResolver=true",
          "-Dio.netty.eventLoopThreads=1");

  private final Namespace namespace;
  private final List<String> command;

  private Program(Namespace namespace, List<String> command) {
    this.namespace = namespace;
    this.command = List.copyOf(command);
  }

  /** Where the jar and the JVM's temporary files are readable for every user. */
  static Program in(Namespace namespace) throws IOException {
    Path directory = namespace.sandbox().directory();
    Path jar = directory.resolve("mptcp-exporter.jar");
    Path temporary = directory.resolve("tmp");
    if (!Files.exists(jar)) {
      Files.copy(Path.of(System.getProperty("fat.jar")), jar);
      Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
      Files.createDirectory(temporary);
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-jar", jar.toString()));
    return new Program(namespace, command);
  }

  /** The same as the user nobody, without any capability; skips the test unless we are root. */
  public Program unprivileged() throws IOException {
    Requires.tool("setpriv");
    Requires.needed(Sandbox.root(), "only root can become another user");
    List<String> lowered =
        new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    lowered.addAll(command);
    return new Program(namespace, lowered);
  }

  /** Runs a command of the program to its end, whatever that is. */
  public CommandResult run(String... arguments) throws IOException {
    return namespace.run(LIMIT, with(List.of(arguments)));
  }

  /** Runs {@code serve} on its default address, or on the last one that the arguments name. */
  public Serving serve(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("serve"));
    all.addAll(List.of(arguments));
    return new Serving(namespace.start(with(all)), Fetcher.start(namespace));
  }

  private List<String> with(List<String> arguments) {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(arguments);
    return whole;
  }
}
