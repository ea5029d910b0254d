package io.github.mptcpexporter.exporter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every recorded router, in metrics and status, byte by byte. */
class GoldenTest {

  @TestFactory
  Stream<DynamicTest> everyRouterSaysWhatIsExpected() {
    return Routers.all().stream()
        .flatMap(
            router ->
                Golden.ALL.stream()
                    .map(
                        golden ->
                            DynamicTest.dynamicTest(
                                router.getFileName() + " " + golden.file(),
                                () -> golden.check(router, say(golden, router)))));
  }

  @Test
  void replayIsTheSameBytesFromRunToRun() throws IOException {
    for (Path router : Routers.all()) {
      for (Golden golden : Golden.ALL) {
        assertEquals(say(golden, router), say(golden, router), router + " " + golden.file());
      }
    }
  }

  @Test
  void thereAreRoutersOfBothKernels() {
    assertTrue(
        Routers.all().stream().anyMatch(r -> r.getFileName().toString().contains("upstream")));
    assertTrue(
        Routers.all().stream().anyMatch(r -> r.getFileName().toString().contains("out-of-tree")));
  }

  private static String say(Golden golden, Path router) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream outStream = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, false, StandardCharsets.UTF_8)) {
      new CommandLineInterface()
          .run(golden.arguments(router), new Terminal(outStream, errStream, false));
    }
    assertEquals("", err.toString(StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
