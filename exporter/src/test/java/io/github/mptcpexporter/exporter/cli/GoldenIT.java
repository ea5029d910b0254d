package io.github.mptcpexporter.exporter.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Three routers through the packaged jar, whose classes and resources are put together anew. */
class GoldenIT {

  private static final List<String> NAMES =
      List.of("upstream-6.18-steady", "out-of-tree-3.14-01-steady", "out-of-tree-5.4-02-wan1-down");

  @TestFactory
  Stream<DynamicTest> theJarSaysTheSame() {
    return NAMES.stream()
        .map(Routers::named)
        .flatMap(
            router ->
                Golden.ALL.stream()
                    .map(
                        golden ->
                            DynamicTest.dynamicTest(
                                router.getFileName() + " " + golden.file(),
                                () -> golden.check(router, say(golden, router)))));
  }

  private static String say(Golden golden, Path router) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-jar", System.getProperty("fat.jar")));
    command.addAll(List.of(golden.arguments(router)));
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectInput(new File("/dev/null"))
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
