package io.github.mptcpexporter.routers;

import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One router at one moment: a directory with its files, and in {@code cmd/} what the router's own
 * tools said right after. Its file ABOUT tells where it comes from.
 */
public record RecordedRouter(Path directory) {

  private static final Path ROUTERS = Path.of("src", "test", "resources", "routers");

  public static RecordedRouter named(String name) {
    return new RecordedRouter(ROUTERS.resolve(name));
  }

  /** All recordings of the kernels of multipath-tcp.org, of routers and of the server. */
  public static Stream<RecordedRouter> outOfTree() throws IOException {
    return startingWith("out-of-tree-");
  }

  /** All recordings whose names begin so, by name. */
  public static Stream<RecordedRouter> startingWith(String prefix) throws IOException {
    try (Stream<Path> all = Files.list(ROUTERS)) {
      return all
          .filter(path -> name(path).startsWith(prefix))
          .sorted()
          .map(RecordedRouter::new)
          .toList()
          .stream();
    }
  }

  public RootFs rootFs() {
    return new RootFs(directory);
  }

  public boolean has(String file) {
    return Files.isRegularFile(directory.resolve(file));
  }

  /** The lines of a file, none if it is not there. */
  public List<String> lines(String file) throws IOException {
    return has(file)
        ? Files.readAllLines(directory.resolve(file), StandardCharsets.UTF_8)
        : List.of();
  }

  /** What a tool printed. */
  public List<String> output(String tool) throws IOException {
    return lines("cmd/" + tool + ".txt");
  }

  public String name() {
    return name(directory);
  }

  @Override
  public String toString() {
    return name();
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
