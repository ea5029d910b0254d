package io.github.mptcpexporter.uci;

import io.github.mptcpexporter.model.UciOption;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
import java.nio.charset.StandardCharsets;

/** A package as the text of a file, for files of our own in UCI's grammar. */
public final class UciText {

  private UciText() {}

  /**
   * Reads any bytes; what makes no sense is skipped.
   *
   * @param path for complaints
   */
  public static UciPackage parse(String name, String path, byte[] bytes) {
    return UciFileParser.parse(name, path, bytes).build(path);
  }

  /** As {@code uci} writes a file ({@code uci_export_package()} in libuci's {@code file.c}). */
  public static byte[] write(UciPackage written) {
    StringBuilder text = new StringBuilder();
    for (UciSection section : written.sections()) {
      text.append("\nconfig ").append(section.type());
      if (!section.anonymous()) {
        text.append(' ').append(UciShow.quoted(section.name()));
      }
      text.append('\n');
      for (UciOption option : section.options().values()) {
        for (String item : option.items()) {
          text.append(option.list() ? "\tlist " : "\toption ").append(option.name());
          text.append(' ').append(UciShow.quoted(item)).append('\n');
        }
      }
    }
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }
}
