package io.github.mptcpexporter.uci;

import io.github.mptcpexporter.model.UciOption;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;

/** A package as {@code uci export} prints it. */
final class ExportText {

  private ExportText() {}

  static String of(UciPackage exported) {
    StringBuilder text = new StringBuilder("package " + exported.name() + "\n");
    for (UciSection section : exported.sections()) {
      text.append("\nconfig ").append(section.type());
      if (!section.anonymous()) {
        text.append(" '").append(section.name()).append("'");
      }
      text.append('\n');
      for (UciOption option : section.options().values()) {
        for (String item : option.items()) {
          text.append(option.list() ? "\tlist " : "\toption ").append(option.name());
          text.append(' ').append(UciShow.quoted(item)).append('\n');
        }
      }
    }
    return text.append('\n').toString();
  }
}
