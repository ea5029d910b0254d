package io.github.mptcpexporter.openvpn;

import io.github.mptcpexporter.routers.RecordedRouter;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that OpenVPN 2.6.14 of Debian wrote: servers with tap and tun and their four clients, one
 * of whom has commas in its name and one quotes and a letter that the server replaced.
 */
final class RecordedFiles {

  static final Path DIRECTORY = Path.of("src", "test", "resources", "openvpn", "2.6");

  static final RecordedRouter ROUTER = new RecordedRouter(DIRECTORY);

  private RecordedFiles() {}

  static List<Line> lines(String file) throws IOException {
    return new RootFs(DIRECTORY).lines(file).orElseThrow();
  }

  /** Lines of a file that a test makes up. */
  static List<Line> text(String... texts) {
    List<Line> lines = new ArrayList<>();
    for (String text : texts) {
      lines.add(new Line("etc/openvpn/x", lines.size() + 1, text));
    }
    return lines;
  }

  /** Names of the files in a directory, from the root. */
  static List<String> in(String directory) throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY.resolve(directory))) {
      return files.map(file -> directory + "/" + file.getFileName()).sorted().toList();
    }
  }
}
