package io.github.mptcpexporter.capture;

import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The file {@code files.txt} of a recording: what its files can not say of themselves.
 *
 * <pre>
 * directory sys/class/net
 *   lo
 *   wan1
 * unreadable sys/class/net/wan1/speed
 *   Invalid argument
 * </pre>
 *
 * @param directories the names that each directory listed; of some no file was read
 * @param unreadable the complaint about each file that is there and could not be read
 */
record FileIndex(Map<String, List<String>> directories, Map<String, String> unreadable) {

  static final String NAME = "files.txt";

  private static final String DIRECTORY = "directory ";
  private static final String UNREADABLE = "unreadable ";
  private static final String INDENT = "  ";

  static FileIndex empty() {
    return new FileIndex(Map.of(), Map.of());
  }

  /** The index below {@code files}; empty if there is none. */
  static FileIndex read(RootFs files) throws IOException {
    Optional<List<Line>> lines = files.lines(NAME);
    return lines.isEmpty() ? empty() : parse(lines.get());
  }

  static FileIndex parse(List<Line> lines) throws BadInputException {
    Map<String, List<String>> directories = new TreeMap<>();
    Map<String, String> unreadable = new TreeMap<>();
    List<String> names = List.of();
    Optional<String> file = Optional.empty();
    for (Line line : lines) {
      String text = line.text();
      if (text.isBlank() || text.startsWith("#")) {
        continue;
      }
      if (text.startsWith(DIRECTORY)) {
        names = new ArrayList<>();
        directories.put(text.substring(DIRECTORY.length()), names);
        file = Optional.empty();
      } else if (text.startsWith(UNREADABLE)) {
        file = Optional.of(text.substring(UNREADABLE.length()));
        unreadable.put(file.get(), "can not be read");
      } else if (!text.startsWith(INDENT) || (directories.isEmpty() && unreadable.isEmpty())) {
        throw line.bad("neither directory, file nor name: " + Line.excerpt(text));
      } else if (file.isPresent()) {
        unreadable.put(file.get(), text.substring(INDENT.length()));
      } else {
        names.add(text.substring(INDENT.length()));
      }
    }
    return new FileIndex(directories, unreadable);
  }

  String text() {
    StringBuilder text = new StringBuilder("# Directories as listed, and files not readable.\n");
    directories.forEach(
        (directory, names) -> {
          text.append(DIRECTORY).append(directory).append('\n');
          names.forEach(name -> text.append(INDENT).append(name).append('\n'));
        });
    unreadable.forEach(
        (file, complaint) ->
            text.append(UNREADABLE)
                .append(file)
                .append('\n')
                .append(INDENT)
                .append(complaint)
                .append('\n'));
    return text.toString();
  }
}
