package io.github.mptcpexporter.kernel.jnr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@code /proc/PID/status} says of a program started by a thread without privileges. */
class ThreadPrivilegesTest {

  private static List<String> capabilities(String status) {
    return status
        .lines()
        .filter(line -> line.matches("(CapInh|CapPrm|CapEff|CapAmb|NoNewPrivs):.*"))
        .map(line -> line.replaceAll("\\s+", " "))
        .toList();
  }

  private static List<String> ofThisThread() throws IOException {
    return capabilities(Files.readString(Path.of("/proc/thread-self/status")));
  }

  private static List<String> ofAProgram() throws IOException, InterruptedException {
    Process program = new ProcessBuilder("/bin/cat", "/proc/self/status").start();
    String status = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(program.waitFor(20, TimeUnit.SECONDS));
    return capabilities(status);
  }

  @Test
  void programHasNoCapabilitiesAndOtherThreadsKeepTheirs() throws Exception {
    List<String> before = ofThisThread();
    FutureTask<List<String>> stripped =
        new FutureTask<>(
            () -> {
              ThreadPrivileges.dropAll();
              return ofAProgram();
            });
    Thread thread = new Thread(stripped, "stripped");
    thread.start();

    assertEquals(
        List.of(
            "CapInh: 0000000000000000",
            "CapPrm: 0000000000000000",
            "CapEff: 0000000000000000",
            "CapAmb: 0000000000000000",
            "NoNewPrivs: 1"),
        stripped.get(20, TimeUnit.SECONDS));
    assertEquals(before, ofThisThread());
  }
}
