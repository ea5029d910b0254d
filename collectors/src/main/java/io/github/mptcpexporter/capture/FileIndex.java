package io.github.mptcpexporter.capture;

import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.FileMode;
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
 * mode etc/openvpn/up.sh
 *   755
 * mode usr/bin/multipath
 *   none
 * </pre>
 *
 * @param directories the names that each directory listed; of some no file was read
 * @param unreadable the complaint about each file that is there and could not be read
 * @param modes of files that were asked for and not read; empty for one that was not there
 */
record FileIndex(
    Map<String, List<String>> directories,
    Map<String, String> unreadable,
    Map<String, Optional<FileMode>> modes) {

  static final String NAME = "files.txt";

  private static final String DIRECTORY = "directory ";
  private static final String UNREADABLE = "unreadable ";
  private static final String MODE = "mode ";
  private static final String NO_FILE = "none";
  private static final String INDENT = "  ";

  static FileIndex empty() {
    return new FileIndex(Map.of(), Map.of(), Map.of());
  }

  /** The index below {@code files}; empty if there is none. */
  static FileIndex read(RootFs files) throws IOException {
    Optional<List<Line>> lines = files.lines(NAME);
    return lines.isEmpty() ? empty() : parse(lines.get());
  }

  static FileIndex parse(List<Line> lines) throws BadInputException {
    Map<String, List<String>> directories = new TreeMap<>();
    Map<String, String> unreadable = new TreeMap<>();
    Map<String, Optional<FileMode>> modes = new TreeMap<>();
    List<String> names = List.of();
    Optional<String> file = Optional.empty();
    Optional<String> moded = Optional.empty();
    for (Line line : lines) {
      String text = line.text();
      if (text.isBlank() || text.startsWith("#")) {
        continue;
      }
      if (text.startsWith(MODE)) {
        moded = Optional.of(text.substring(MODE.length()));
        modes.put(moded.get(), Optional.empty());
      } else if (moded.isPresent() && text.startsWith(INDENT)) {
        modes.put(moded.get(), mode(line, text.substring(INDENT.length())));
        moded = Optional.empty();
      } else if (text.startsWith(DIRECTORY)) {
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
    return new FileIndex(directories, unreadable, modes);
  }

  private static Optional<FileMode> mode(Line line, String text) throws BadInputException {
    if (text.equals(NO_FILE)) {
      return Optional.empty();
    }
    if (!text.matches("[0-7]{3}")) {
      throw line.bad("no mode of a file: " + Line.excerpt(text));
    }
    return Optional.of(new FileMode(Integer.parseInt(text, 8)));
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
    modes.forEach(
        (file, mode) ->
            text.append(MODE)
                .append(file)
                .append('\n')
                .append(INDENT)
                .append(mode.map(m -> String.format("%03o", m.permissions())).orElse(NO_FILE))
                .append('\n'));
    return text.toString();
  }
}
