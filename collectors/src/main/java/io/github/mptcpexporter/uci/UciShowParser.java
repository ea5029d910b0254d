package io.github.mptcpexporter.uci;

import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciPackage.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code uci show} prints, of all versions, and {@code uci changes}. The lines may be a part
 * of it: a section whose own line is missing gets the type that its package, or its
 * {@code @type[n]}, tells.
 */
final class UciShowParser {

  private static final String NO_LINE = "neither package.section=type nor an option of one";

  private final String path;
  private final Map<String, PackageBuilder> packages = new LinkedHashMap<>();
  private final Map<String, SectionBuilder> byLabel = new HashMap<>();

  private UciShowParser(String path) {
    this.path = path;
  }

  /**
   * All packages of a text.
   *
   * @param path for complaints
   */
  static List<UciPackage> parse(String path, byte[] bytes) {
    UciShowParser parser = new UciShowParser(path);
    parser.run(new String(bytes, StandardCharsets.ISO_8859_1));
    List<UciPackage> built = new ArrayList<>();
    parser.packages.values().forEach(each -> built.add(each.build(path)));
    return built;
  }

  private void run(String text) {
    int number = 1;
    int start = 0;
    while (start < text.length()) {
      int end = UciShowLine.end(text, start);
      String statement = text.substring(start, end);
      if (!statement.isBlank() && !take(statement.strip())) {
        complain(number);
      }
      number += 1 + (int) statement.chars().filter(c -> c == '\n').count();
      start = end + 1;
    }
  }

  private void complain(int number) {
    packages.values().stream()
        .reduce((before, last) -> last)
        .ifPresent(last -> last.complain(new Problem(path, number, 0, NO_LINE)));
  }

  private boolean take(String statement) {
    Optional<UciShowLine> parsed = UciShowLine.of(statement);
    if (parsed.isEmpty()) {
      return false;
    }
    UciShowLine line = parsed.get();
    PackageBuilder target = packages.computeIfAbsent(line.packageName(), PackageBuilder::new);
    Optional<SectionBuilder> section = section(target, line);
    section.ifPresent(present -> apply(line, target, present));
    return section.isPresent();
  }

  private static void apply(UciShowLine line, PackageBuilder target, SectionBuilder section) {
    if (line.option().isEmpty()) {
      if (line.operator() == UciShowLine.Operator.REMOVE) {
        target.remove(section);
      }
      return;
    }
    String option = line.option().get();
    switch (line.operator()) {
      case SET -> {
        section.remove(option);
        if (line.list()) {
          line.values().forEach(value -> section.add(option, value));
        } else {
          section.set(option, line.values().get(0));
        }
      }
      case ADD -> line.values().forEach(value -> section.add(option, value));
      case REMOVE_ITEM -> line.values().forEach(value -> section.removeItem(option, value));
      case REMOVE -> section.remove(option);
    }
  }

  private Optional<SectionBuilder> section(PackageBuilder target, UciShowLine line) {
    if (line.section().startsWith("@")) {
      return anonymous(target, line.section());
    }
    boolean tells = line.option().isEmpty() && line.values().size() == 1;
    if (tells && UciName.isType(line.values().get(0))) {
      return Optional.of(target.named(line.values().get(0), line.section()));
    }
    Optional<SectionBuilder> present = target.section(line.section());
    return present.isPresent() || line.operator() == UciShowLine.Operator.REMOVE
        ? present
        : Optional.of(target.named(usualType(target.name(), line.section()), line.section()));
  }

  private static String usualType(String packageName, String section) {
    return switch (packageName) {
      case "network" -> section.equals("globals") ? section : "interface";
      case "openvpn" -> "openvpn";
      default -> section;
    };
  }

  private Optional<SectionBuilder> anonymous(PackageBuilder target, String label) {
    String key = target.name() + "." + label;
    SectionBuilder known = byLabel.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    int bracket = label.indexOf('[');
    if (bracket < 2 || !label.endsWith("]")) {
      return Optional.empty();
    }
    String type = label.substring(1, bracket);
    Optional<Integer> index = index(label.substring(bracket + 1, label.length() - 1));
    if (index.isEmpty() || !UciName.isType(type)) {
      return Optional.empty();
    }
    if (index.get() < 0) {
      List<SectionBuilder> all = target.ofType(type);
      int place = all.size() + index.get();
      return place < 0 ? Optional.empty() : Optional.of(all.get(place));
    }
    SectionBuilder made = target.addAnonymous(type);
    made.stateIndex(index.get());
    byLabel.put(key, made);
    return Optional.of(made);
  }

  private static Optional<Integer> index(String text) {
    return text.matches("-?[0-9]{1,6}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
