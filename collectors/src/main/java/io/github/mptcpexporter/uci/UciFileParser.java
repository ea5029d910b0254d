package io.github.mptcpexporter.uci;

import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciPackage.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files of {@code /etc/config}, and what {@code uci export} prints ({@code uci_import()} in
 * libuci's {@code file.c}). Reads any bytes, as netifd does; what the {@code uci} command would
 * reject is noted on the way.
 */
final class UciFileParser {

  private final String path;
  private final LineBuffer buffer;
  private final UciLexer lexer;
  // Of an export each package statement begins another package; in a file they are ignored.
  private final boolean export;
  private final Map<String, PackageBuilder> packages = new LinkedHashMap<>();
  private Optional<PackageBuilder> current = Optional.empty();
  private Optional<SectionBuilder> section = Optional.empty();

  private UciFileParser(String path, byte[] bytes, boolean export) {
    this.path = path;
    this.buffer = new LineBuffer(bytes);
    this.lexer = new UciLexer(buffer);
    this.export = export;
  }

  /**
   * A file of one package.
   *
   * @param name of the package
   * @param path for complaints
   */
  static PackageBuilder parse(String name, String path, byte[] bytes) {
    UciFileParser parser = new UciFileParser(path, bytes, false);
    PackageBuilder only = parser.begin(name);
    parser.run();
    return only;
  }

  /** What {@code uci export} prints: several packages, each begun by its name. */
  static List<UciPackage> parseExport(String path, byte[] bytes) {
    UciFileParser parser = new UciFileParser(path, bytes, true);
    parser.run();
    List<UciPackage> built = new ArrayList<>();
    parser.packages.values().forEach(each -> built.add(each.build(path)));
    return built;
  }

  private void run() {
    while (!buffer.atEnd()) {
      buffer.moveTo(0);
      buffer.readLine(0);
      try {
        line();
      } catch (UciParseException e) {
        complain(e.reason());
      }
    }
  }

  private void complain(String reason) {
    Problem problem = new Problem(path, buffer.line(), buffer.position(), reason);
    current.ifPresent(present -> present.complain(problem));
  }

  private void line() throws UciParseException {
    lexer.skipSpace();
    while (true) {
      String keyword = lexer.keyword();
      if (keyword.isEmpty() || keyword.startsWith("#")) {
        return;
      }
      switch (keyword) {
        case "p", "package" -> packageStatement();
        case "c", "config" -> configStatement();
        case "o", "option" -> optionStatement(false);
        case "l", "list" -> optionStatement(true);
        default -> throw new UciParseException("invalid command");
      }
    }
  }

  private void packageStatement() throws UciParseException {
    skipKeyword("package without name");
    int name = required();
    if (!UciName.isPackage(buffer.text(name))) {
      throw new UciParseException("invalid character in name field");
    }
    endOfStatement();
    if (export) {
      begin(buffer.text(name));
    }
  }

  private PackageBuilder begin(String name) {
    PackageBuilder begun = packages.computeIfAbsent(name, PackageBuilder::new);
    current = Optional.of(begun);
    section = Optional.empty();
    return begun;
  }

  private void configStatement() throws UciParseException {
    PackageBuilder target =
        current.orElseThrow(
            () -> new UciParseException("attempting to import a file without a package name"));
    skipKeyword("config without name");
    int typeAt = required();
    if (!UciName.isType(buffer.text(typeAt))) {
      throw new UciParseException("invalid character in type field");
    }
    int nameAt = optionalName();
    endOfStatement();
    String type = buffer.text(typeAt);
    String name = buffer.text(nameAt);
    if (name.isEmpty()) {
      section = Optional.of(target.addAnonymous(type));
      return;
    }
    Optional<SectionBuilder> prior = target.section(name);
    if (prior.isPresent() && !prior.get().type().equals(type)) {
      complain("section of different type overwrites prior section with same name");
    }
    section = Optional.of(target.named(type, name));
  }

  private void optionStatement(boolean list) throws UciParseException {
    SectionBuilder target =
        section.orElseThrow(
            () -> new UciParseException("option/list command found before the first section"));
    skipKeyword("option without name");
    int nameAt = required();
    if (!UciName.isName(buffer.text(nameAt))) {
      throw new UciParseException("invalid character in name field");
    }
    int valueAt = lexer.argument();
    endOfStatement();
    String name = buffer.text(nameAt);
    String value = buffer.text(valueAt);
    if (list) {
      target.add(name, value);
    } else if (!value.isEmpty()) { // an empty value does not even unset an earlier one
      target.set(name, value);
    }
  }

  private void skipKeyword(String complaint) throws UciParseException {
    if (!buffer.skipWord()) {
      throw new UciParseException(complaint);
    }
  }

  private int required() throws UciParseException {
    int at = lexer.argument();
    if (buffer.at(at) == 0) {
      throw new UciParseException("insufficient arguments");
    }
    return at;
  }

  private int optionalName() throws UciParseException {
    int at = lexer.argument();
    if (buffer.at(at) != 0 && !UciName.isName(buffer.text(at))) {
      throw new UciParseException("invalid character in name field");
    }
    return at;
  }

  /** Netifd ignores a further argument, {@code uci} does not. */
  private void endOfStatement() throws UciParseException {
    lexer.skipSpace();
    if (buffer.at(lexer.argument()) != 0) {
      complain("too many arguments");
    }
  }
}
