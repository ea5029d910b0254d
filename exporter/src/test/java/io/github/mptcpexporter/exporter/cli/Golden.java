package io.github.mptcpexporter.exporter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the program says of a recorded router, in {@code expected/} beside the recording. With
 * {@code -Dgolden.update=true} what differs is written anew, and the diff is the review.
 *
 * @param file name in {@code expected/}
 * @param command words after the program's name; the recording is added
 */
record Golden(String file, List<String> command) {

  static final List<Golden> ALL =
      List.of(
          new Golden("metrics.prom", List.of("metrics")),
          new Golden("metrics.openmetrics", List.of("metrics", "--format=openmetrics")),
          new Golden("metrics-all.prom", List.of("metrics", "--mib.counters=all")),
          new Golden("status.txt", List.of("status")),
          new Golden(
              "status-lists.txt",
              List.of("status", "--connections", "--routes", "--endpoints", "--counters")),
          new Golden("status.json", List.of("status", "--json")),
          new Golden("status-check.txt", List.of("status", "--check")),
          new Golden("doctor.txt", List.of("doctor")),
          new Golden("doctor.json", List.of("doctor", "--json")));

  /** The whole command line. */
  String[] arguments(Path router) {
    String[] arguments = command.toArray(new String[command.size() + 1]);
    arguments[command.size()] = "--replay=" + router;
    return arguments;
  }

  /** Compares, or rewrites if asked to. */
  void check(Path router, String said) throws IOException {
    Path expected = router.resolve("expected").resolve(file);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(router.resolve("expected"));
      Files.writeString(expected, said, StandardCharsets.UTF_8);
      return;
    }
    assertEquals(
        Files.readString(expected, StandardCharsets.UTF_8),
        said,
        () -> expected + " differs; after a look, rewrite it with -Dgolden.update=true");
  }
}
