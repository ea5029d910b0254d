package io.github.mptcpexporter.uci;

import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciPackage.Problem;
import io.github.mptcpexporter.model.UciSection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A package while it is read: what {@code uci_set()}, {@code uci_add_section()} and their like do
 * in libuci's {@code list.c}.
 */
final class PackageBuilder {

  private static final int HASH_START = 5381;

  private final String name;
  private final List<SectionBuilder> sections = new ArrayList<>();
  private final Map<String, SectionBuilder> byName = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> pendingChanges = new ArrayList<>();
  // Sections ever added: numbers the anonymous ones.
  private int added;

  PackageBuilder(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void complain(Problem problem) {
    problems.add(problem);
  }

  /** Something that is not committed. */
  void pend(String change) {
    pendingChanges.add(change);
  }

  /** The first section of that name. */
  Optional<SectionBuilder> section(String sectionName) {
    return Optional.ofNullable(byName.get(sectionName));
  }

  List<SectionBuilder> ofType(String type) {
    return sections.stream().filter(section -> section.type().equals(type)).toList();
  }

  /** A new section without a name. */
  SectionBuilder addAnonymous(String type) {
    added++;
    String generated = String.format(Locale.ROOT, "cfg%02x%04x", added, hash(type) & 0xffff);
    return append(new SectionBuilder(type, generated, true));
  }

  /**
   * The section of that name; it is made if there is none, and given the type if it has another.
   */
  SectionBuilder named(String type, String sectionName) {
    SectionBuilder present = byName.get(sectionName);
    if (present == null) {
      added++;
      return append(new SectionBuilder(type, sectionName, false));
    }
    present.retype(type);
    return present;
  }

  void remove(SectionBuilder section) {
    sections.removeIf(each -> each == section);
    index();
  }

  void rename(SectionBuilder section, String newName) {
    section.rename(newName);
    index();
  }

  /** Moves a section to a place, or to the end if there is none such. */
  void move(SectionBuilder section, int place) {
    sections.removeIf(each -> each == section);
    sections.add(Math.min(Math.max(place, 0), sections.size()), section);
    index();
  }

  private SectionBuilder append(SectionBuilder section) {
    sections.add(section);
    byName.putIfAbsent(section.name(), section);
    return section;
  }

  private void index() {
    byName.clear();
    sections.forEach(section -> byName.putIfAbsent(section.name(), section));
  }

  /** {@code djbhash()}, of which only the lower bits are used. */
  private static int hash(String type) {
    int hash = HASH_START;
    for (int i = 0; i < type.length(); i++) {
      hash = hash * 33 + type.charAt(i);
    }
    return hash;
  }

  /**
   * @param path of the file it was read from, below the root
   */
  UciPackage build(String path) {
    Map<String, Integer> counts = new HashMap<>();
    List<UciSection> built = new ArrayList<>(sections.size());
    for (SectionBuilder section : sections) {
      built.add(section.build(counts.merge(section.type(), 1, Integer::sum) - 1));
    }
    return new UciPackage(name, path, built, problems, pendingChanges);
  }
}
