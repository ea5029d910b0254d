package io.github.mptcpexporter.capture;

import io.github.mptcpexporter.source.FileMode;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads files as they are and keeps the latest content of each. Any thread. */
final class RecordingRootFs extends RootFs {

  private final Runnable onAccess;
  private final Map<String, byte[]> contents = new TreeMap<>();
  private final Map<String, List<String>> directories = new TreeMap<>();
  private final Map<String, String> unreadable = new TreeMap<>();
  private final Map<String, Optional<FileMode>> modes = new TreeMap<>();

  /**
   * @param onAccess is run before each file is read or directory listed
   */
  RecordingRootFs(Path root, Runnable onAccess) {
    super(root);
    this.onAccess = onAccess;
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    onAccess.run();
    try {
      Optional<byte[]> content = super.read(path);
      record(path, content);
      return content;
    } catch (IOException e) {
      record(path, e);
      throw e;
    }
  }

  @Override
  public void note(String path, byte[] content) {
    onAccess.run();
    record(path, Optional.of(content));
  }

  @Override
  public List<String> list(String directory) throws IOException {
    onAccess.run();
    List<String> names = super.list(directory);
    record(directory, names);
    return names;
  }

  @Override
  public Optional<FileMode> mode(String path) throws IOException {
    onAccess.run();
    Optional<FileMode> mode = super.mode(path);
    synchronized (this) {
      modes.put(path, mode);
    }
    return mode;
  }

  synchronized Map<String, byte[]> contents() {
    return new TreeMap<>(contents);
  }

  synchronized FileIndex index() {
    return new FileIndex(
        new TreeMap<>(directories), new TreeMap<>(unreadable), new TreeMap<>(modes));
  }

  private synchronized void record(String path, Optional<byte[]> content) {
    unreadable.remove(path);
    if (content.isPresent()) {
      contents.put(path, content.get());
    } else {
      contents.remove(path);
    }
  }

  private synchronized void record(String path, IOException complaint) {
    contents.remove(path);
    String text = String.valueOf(complaint.getMessage());
    String prefix = path + ": "; // it is added again when the complaint is replayed
    text = text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    unreadable.put(path, text.replaceAll("\\p{Cntrl}", "?"));
  }

  private synchronized void record(String directory, List<String> names) {
    directories.remove(directory);
    if (!names.isEmpty()) {
      List<String> printable = new ArrayList<>(names);
      printable.removeIf(name -> name.matches("(?s).*\\p{Cntrl}.*"));
      directories.put(directory, printable);
    }
  }
}
