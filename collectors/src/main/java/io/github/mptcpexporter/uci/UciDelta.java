package io.github.mptcpexporter.uci;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A change in a delta file, such as {@code /tmp/.uci/network} or {@code /var/state/network} ({@code
 * uci_parse_delta_tuple()} in libuci's {@code delta.c}): an optional sign of the command, {@code
 * package.section[.option]}, and {@code ='value'}.
 *
 * @param command what to do
 * @param packageName which lines of another package have, too
 * @param section its name; an anonymous one is meant by its internal name
 * @param option empty if the section itself is meant
 * @param value empty where none was given; bytes, a character each
 */
record UciDelta(
    Command command,
    String packageName,
    String section,
    Optional<String> option,
    Optional<String> value) {

  /** What to do. */
  enum Command {
    CHANGE(""),
    ADD("+"),
    REMOVE("-"),
    RENAME("@"),
    REORDER("^"),
    LIST_ADD("|"),
    LIST_DELETE("~");

    private final String sign;

    Command(String sign) {
      this.sign = sign;
    }
  }

  /** All changes of a file, in order; lines that make no sense are skipped. */
  static List<UciDelta> parse(byte[] bytes) {
    LineBuffer buffer = new LineBuffer(bytes);
    UciLexer lexer = new UciLexer(buffer);
    List<UciDelta> changes = new ArrayList<>();
    while (!buffer.atEnd()) {
      buffer.moveTo(0);
      buffer.readLine(0);
      next(buffer, lexer).ifPresent(changes::add);
    }
    return changes;
  }

  private static Optional<UciDelta> next(LineBuffer buffer, UciLexer lexer) {
    try {
      int at = lexer.argument();
      return buffer.current() == 0 ? of(buffer.text(at)) : Optional.empty();
    } catch (UciParseException e) {
      return Optional.empty(); // an unterminated quote: there is nothing behind it
    }
  }

  /** One change without quotes; empty if it makes no sense. */
  static Optional<UciDelta> of(String text) {
    Command command = Command.CHANGE;
    for (Command each : Command.values()) {
      if (each != Command.CHANGE && text.startsWith(each.sign)) {
        command = each;
      }
    }
    String rest = text.substring(command.sign.length());
    int equals = rest.indexOf('=');
    Optional<String> value =
        equals < 0 ? Optional.empty() : Optional.of(rest.substring(equals + 1));
    String[] path = (equals < 0 ? rest : rest.substring(0, equals)).split("\\.", -1);
    if (path.length < 2 || path.length > 3) {
      return Optional.empty();
    }
    Optional<String> option = path.length == 3 ? Optional.of(path[2]) : Optional.empty();
    UciDelta delta = new UciDelta(command, path[0], path[1], option, value);
    return delta.makesSense() ? Optional.of(delta) : Optional.empty();
  }

  private boolean makesSense() {
    if (!UciName.isPackage(packageName)
        || !UciName.isName(section)
        || !option.map(UciName::isName).orElse(true)
        || !value.map(UciName::isText).orElse(true)) {
      return false;
    }
    return switch (command) {
      case REMOVE -> true;
      case CHANGE, ADD -> value.isPresent();
      case RENAME -> value.isPresent() && UciName.isName(value.get());
      case REORDER -> value.isPresent() && option.isEmpty();
      case LIST_ADD, LIST_DELETE -> value.isPresent() && option.isPresent();
    };
  }

  /** As {@code uci changes} prints it. */
  String text() {
    String path = packageName + "." + section + option.map(name -> "." + name).orElse("");
    String sign = command == Command.REMOVE ? "-" : "";
    if (value.isEmpty()) {
      return sign + path;
    }
    String operator =
        switch (command) {
          case LIST_ADD -> "+=";
          case LIST_DELETE -> "-=";
          default -> "=";
        };
    return sign + path + operator + UciShow.quoted(UciName.decoded(value.get()));
  }
}
