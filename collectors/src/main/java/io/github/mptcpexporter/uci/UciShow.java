package io.github.mptcpexporter.uci;

import io.github.mptcpexporter.model.UciOption;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
import java.util.stream.Collectors;

/**
 * A package as {@code uci show} prints it ({@code uci_show_package()} in libuci's {@code cli.c}).
 */
public final class UciShow {

  private UciShow() {}

  /**
   * All of a package, a line each, but that values may have several.
   *
   * @param internalNames whether anonymous sections are called by these ({@code uci -X show})
   */
  public static String text(UciPackage shown, boolean internalNames) {
    StringBuilder text = new StringBuilder();
    for (UciSection section : shown.sections()) {
      String path = shown.name() + "." + (internalNames ? section.name() : section.label());
      text.append(path).append('=').append(section.type()).append('\n');
      for (UciOption option : section.options().values()) {
        text.append(path).append('.').append(option.name()).append('=');
        text.append(option.items().stream().map(UciShow::quoted).collect(Collectors.joining(" ")));
        text.append('\n');
      }
    }
    return text.toString();
  }

  /** A value in quotes, as a shell reads it. */
  static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
