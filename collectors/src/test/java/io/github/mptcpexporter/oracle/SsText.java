package io.github.mptcpexporter.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Subflows in the text of {@code ss -tnie}. */
public final class SsText {

  private static final Pattern SUBFLOW =
      Pattern.compile(
          "(?:tcp +)?\\S+ +\\d+ +\\d+ +(?<local>\\S+) +(?<remote>\\S+)"
              + ".*tcp-ulp-mptcp flags:(?<flags>[A-Za-z]*) token:(?<tokens>\\S+) .*");

  private static final Pattern WORD = Pattern.compile("(?<=\\s)([a-z_]+)(?::(\\S+))?(?=\\s|$)");

  private SsText() {}

  /**
   * One text for each subflow: its addresses, flags, and what {@code ss} calls tokens, the remote
   * one first.
   */
  public static Set<String> subflows(Path file) throws IOException {
    return subflows(Files.readAllLines(file));
  }

  /** As {@link #subflows(Path)}, from the lines. */
  public static Set<String> subflows(List<String> lines) {
    Set<String> subflows = new TreeSet<>();
    for (String socket : joined(lines)) {
      Matcher matcher = SUBFLOW.matcher(socket);
      if (matcher.matches()) {
        subflows.add(
            String.join(
                " ",
                matcher.group("local"),
                matcher.group("remote"),
                matcher.group("flags").replace("v", ""), // a mapping is valid; comes and goes
                matcher.group("tokens")));
      }
    }
    return subflows;
  }

  /**
   * What the text says of each socket, by its cookie: {@code name:value} by name, and words without
   * a value with none.
   */
  public static Map<Long, Map<String, String>> sockets(List<String> lines) {
    Map<Long, Map<String, String>> sockets = new TreeMap<>();
    for (String socket : joined(lines)) {
      Map<String, String> words = new HashMap<>();
      WORD.matcher(socket)
          .results()
          .forEach(word -> words.put(word.group(1), word.group(2) == null ? "" : word.group(2)));
      if (words.containsKey("sk")) {
        sockets.put(Long.parseLong(words.getOrDefault("sk", ""), 16), words);
      }
    }
    return sockets;
  }

  /** One line for each socket; the second one in the text is indented. */
  private static List<String> joined(List<String> lines) {
    return String.join("\n", lines).replace("\n\t", " ").lines().toList();
  }
}
