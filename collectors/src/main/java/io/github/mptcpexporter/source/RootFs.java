package io.github.mptcpexporter.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The router's files below one root: {@code /}, where a container mounts its host, or a recording.
 *
 * <p>Every path is given without a leading slash. A file that is not there is empty, not an error.
 */
public class RootFs {

  private final Path root;

  public RootFs(Path root) {
    this.root = root;
  }

  /**
   * The file, read in one go as pseudo-files want it; empty if it does not exist.
   *
   * @throws IOException if it exists and can not be read
   */
  public Optional<byte[]> read(String path) throws IOException {
    try (InputStream in = Files.newInputStream(resolve(path))) {
      return Optional.of(in.readAllBytes());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      if (e.getMessage() != null && e.getMessage().endsWith("Not a directory")) {
        return Optional.empty();
      }
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  /** Tells whether a file is the same as before without reading it; empty if nothing tells. */
  public Optional<FileStamp> stamp(String path) {
    try {
      return Optional.of(
          FileStamp.of(Files.readAttributes(resolve(path), BasicFileAttributes.class)));
    } catch (IOException e) {
      return Optional.empty(); // whoever reads it then hears why
    }
  }

  /** Whether {@link #mode} knows if there is such a file; a recording may not. */
  public boolean tellsMode(String path) {
    return true;
  }

  /**
   * The mode of a file, which is not read; empty if there is none.
   *
   * @throws IOException if nothing tells whether there is one
   */
  public Optional<FileMode> mode(String path) throws IOException {
    try {
      return Optional.of(FileMode.of(Files.getPosixFilePermissions(resolve(path))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      if (e.getMessage() != null && e.getMessage().endsWith("Not a directory")) {
        return Optional.empty();
      }
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  /** Where a Unix socket below the root is; empty if there is none, and in a recording. */
  public Optional<Path> socket(String path) {
    Path socket = resolve(path);
    return Files.exists(socket) ? Optional.of(socket) : Optional.empty();
  }

  /** Says what was read elsewhere than from a file, for a recording to keep as one. */
  public void note(String path, byte[] content) {}

  /** Names in a directory, sorted; none if it does not exist. */
  public List<String> list(String directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(resolve(directory))) {
      entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    Collections.sort(names);
    return Collections.unmodifiableList(names);
  }

  /** The file's lines; empty if it does not exist. A NUL byte in it is bad input. */
  public final Optional<List<Line>> lines(String path) throws IOException {
    Optional<byte[]> bytes = read(path);
    return bytes.isEmpty() ? Optional.empty() : Optional.of(split(path, bytes.get()));
  }

  /** The file's first line without surrounding blanks; empty if there is no file or no line. */
  public final Optional<Line> firstLine(String path) throws IOException {
    return lines(path)
        .flatMap(lines -> lines.stream().findFirst())
        .map(line -> new Line(line.file(), line.number(), line.text().strip()));
  }

  private Path resolve(String path) {
    return root.resolve(path);
  }

  private static List<Line> split(String path, byte[] bytes) throws BadInputException {
    List<Line> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      boolean end = i == bytes.length;
      if (!end && bytes[i] == 0) {
        throw new Line(path, lines.size() + 1, "").bad("a NUL byte; this is no text file");
      }
      if (end ? i > start : bytes[i] == '\n') {
        String text = new String(bytes, start, i - start, StandardCharsets.UTF_8);
        lines.add(new Line(path, lines.size() + 1, text));
        start = i + 1;
      }
    }
    return Collections.unmodifiableList(lines);
  }
}
