package io.github.mptcpexporter.model;

import java.util.List;
import java.util.Optional;

/**
 * One UCI package, such as {@code network}: what netifd makes of it. It reads leniently: it skips a
 * line that makes no sense and goes on in the section before, where the {@code uci} command, LuCI
 * and shell scripts load nothing of the whole package. Changes that are not committed are applied.
 *
 * @param name of the package
 * @param path of the file it came from, below the root
 * @param sections in order
 * @param problems what the {@code uci} command would reject, in order; it stops at the first
 * @param pendingChanges what is not committed and lost at reboot, as {@code uci changes} writes it
 */
public record UciPackage(
    String name,
    String path,
    List<UciSection> sections,
    List<Problem> problems,
    List<String> pendingChanges) {

  /**
   * A line that the {@code uci} command rejects.
   *
   * @param file below the root
   * @param line from 1
   * @param position as {@code uci} tells it: in the statement, from 0
   * @param reason in {@code uci}'s words
   */
  public record Problem(String file, int line, int position, String reason) {

    /** As all complaints about files are written. */
    @Override
    public String toString() {
      return file + ":" + line + ": " + reason;
    }
  }

  public UciPackage {
    sections = List.copyOf(sections);
    problems = List.copyOf(problems);
    pendingChanges = List.copyOf(pendingChanges);
  }

  /** Whether the {@code uci} command reads it too. */
  public boolean strictOk() {
    return problems.isEmpty();
  }

  /** The first section of that name. */
  public Optional<UciSection> section(String section) {
    return sections.stream().filter(each -> each.name().equals(section)).findFirst();
  }

  /** All sections of that type, in order. */
  public List<UciSection> ofType(String type) {
    return sections.stream().filter(each -> each.type().equals(type)).toList();
  }
}
