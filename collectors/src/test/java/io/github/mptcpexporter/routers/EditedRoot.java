package io.github.mptcpexporter.routers;

import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A recorded root with some of its files replaced or taken away, in memory. */
public final class EditedRoot extends RootFs {

  private final Map<String, Optional<byte[]>> files = new HashMap<>();

  public EditedRoot(Path root) {
    super(root);
  }

  /** Puts a file in place. */
  public EditedRoot with(String path, byte[] content) {
    files.put(path, Optional.of(content));
    return this;
  }

  /** Puts a text file in place. */
  public EditedRoot with(String path, String content) {
    return with(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes a file away. */
  public EditedRoot without(String path) {
    files.put(path, Optional.empty());
    return this;
  }

  /** Changes the text of a file, if that is there. */
  public EditedRoot edit(String path, UnaryOperator<String> change) throws IOException {
    Optional<byte[]> content = read(path);
    return content.isEmpty()
        ? this
        : with(path, change.apply(new String(content.get(), StandardCharsets.UTF_8)));
  }

  /** Unchanged files are read once: a test that spoils one file thousands of times asks for all. */
  @Override
  public Optional<byte[]> read(String path) throws IOException {
    Optional<byte[]> known = files.get(path);
    if (known == null) {
      known = super.read(path);
      files.put(path, known);
    }
    return known;
  }
}
