package io.github.mptcpexporter.exporter.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected texts; {@code -Dgolden.update=true} writes them anew, and the diff is the review. */
final class Golden {

  private static final Path EXPECTED = Path.of("src/test/resources/status");

  private Golden() {}

  static void assertText(String name, String text) throws IOException {
    Path file = EXPECTED.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(EXPECTED);
      Files.writeString(file, text);
    }
    assertEquals(Files.readString(file), text);
    for (String line : text.split("\n", -1)) {
      assertTrue(line.length() <= 80, line);
      assertEquals(line.stripTrailing(), line, "blanks at the end");
    }
  }
}
