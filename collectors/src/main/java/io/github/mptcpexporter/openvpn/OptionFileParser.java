package io.github.mptcpexporter.openvpn;

import io.github.mptcpexporter.model.TunnelOption;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of options, one on a line: {@code server.conf}, {@code client.ovpn} ({@code
 * read_config_file()} in {@code options_parse.c} of OpenVPN, before 2.7 {@code options.c}).
 *
 * <p>What stands inline between {@code <ca>} and {@code </ca>} is skipped: it may be a secret. The
 * options of a {@code <connection>} are taken as if they stood alone.
 */
final class OptionFileParser {

  private static final String CONNECTION = "connection";
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private OptionFileParser() {}

  /**
   * All options in the order of the file.
   *
   * @throws BadInputException where OpenVPN would refuse to start
   */
  static List<TunnelOption> parse(List<Line> lines) throws BadInputException {
    List<TunnelOption> options = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = i == 0 ? withoutMark(lines.get(0)) : lines.get(i);
      Optional<TunnelOption> option = parse(line);
      if (option.isEmpty()) {
        continue;
      }
      String name = option.get().name();
      Optional<String> tag = tag(name);
      if (tag.isEmpty()) {
        options.add(option.get());
      } else if (!tag.get().equals(CONNECTION) && !tag.get().equals("/" + CONNECTION)) {
        i = end(lines, i, tag.get());
        options.add(new TunnelOption(tag.get(), List.of()));
      }
    }
    return List.copyOf(options);
  }

  /** The option on one line; empty if there is none. */
  static Optional<TunnelOption> parse(Line line) throws BadInputException {
    List<String> words = OptionLexer.words(line);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    String first = words.get(0);
    String name = first.length() > 2 && first.startsWith("--") ? first.substring(2) : first;
    return Optional.of(new TunnelOption(name, words.subList(1, words.size())));
  }

  private static Optional<String> tag(String name) {
    boolean isTag = name.length() > 2 && name.startsWith("<") && name.endsWith(">");
    return isTag ? Optional.of(name.substring(1, name.length() - 1)) : Optional.empty();
  }

  /** Place of the line that ends what stands inline. */
  private static int end(List<Line> lines, int from, String tag) throws BadInputException {
    String wanted = "</" + tag + ">";
    for (int i = from + 1; i < lines.size(); i++) {
      if (lines.get(i).text().strip().startsWith(wanted)) {
        return i;
      }
    }
    throw lines.get(from).bad("no " + Line.excerpt(wanted) + " follows");
  }

  private static Line withoutMark(Line line) {
    String text = line.text();
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK
        ? new Line(line.file(), line.number(), text.substring(1))
        : line;
  }
}
