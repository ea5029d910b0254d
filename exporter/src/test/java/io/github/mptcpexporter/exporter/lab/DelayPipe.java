package io.github.mptcpexporter.exporter.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A line between two hosts that delays and loses packets as told; {@code delaypipe.c} runs it. */
final class DelayPipe {

  private static final Duration COMPILATION = Duration.ofSeconds(60);

  private final LineProcess pipe;

  private DelayPipe(LineProcess pipe) {
    this.pipe = pipe;
  }

  /** Skips the test on a machine that can have no such lines. */
  static void required() {
    Requires.tool("gcc");
    Path tun = Path.of("/dev/net/tun");
    Requires.needed(Files.isReadable(tun) && Files.isWritable(tun), tun + " can not be used");
  }

  /** Joins two tap devices that exist already. */
  static DelayPipe open(Namespace a, String deviceA, Namespace b, String deviceB)
      throws IOException {
    Sandbox sandbox = a.sandbox();
    LineProcess pipe =
        sandbox.start(List.of(compiled(sandbox).toString(), a.name(), deviceA, b.name(), deviceB));
    pipe.hear();
    return new DelayPipe(pipe);
  }

  private static Path compiled(Sandbox sandbox) throws IOException {
    Path program = sandbox.directory().resolve("delaypipe");
    if (!Files.exists(program)) {
      String source = sandbox.script("delaypipe.c").toString();
      sandbox
          .run(COMPILATION, "", List.of("gcc", "-O2", "-Wall", "-o", program.toString(), source))
          .succeeded();
    }
    return program;
  }

  void delay(Duration delay) throws IOException {
    pipe.ask("delay " + delay.toNanos() / 1000);
  }

  void loss(int aToB, int bToA) throws IOException {
    pipe.ask("loss " + aToB + " " + bToA);
  }
}
