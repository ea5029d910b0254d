package io.github.mptcpexporter.exporter.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The recorded routers, which stand with the collectors' tests. */
final class Routers {

  private static final Path DIRECTORY =
      Path.of(System.getProperty("basedir", "."))
          .resolve("../collectors/src/test/resources/routers");

  private Routers() {}

  /** All that can be replayed, by name. */
  static List<Path> all() {
    try (Stream<Path> directories = Files.list(DIRECTORY)) {
      return directories.filter(each -> Files.exists(each.resolve("ABOUT"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path named(String name) {
    Path router = DIRECTORY.resolve(name);
    if (!Files.exists(router.resolve("ABOUT"))) {
      throw new IllegalArgumentException("no router " + name + " in " + DIRECTORY);
    }
    return router;
  }
}
