package io.github.mptcpexporter.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Subflows in the text of {@code ss -tnie}. */
public final class SsText {

  private static final Pattern SUBFLOW =
      Pattern.compile(
          "(?:tcp +)?\\S+ +\\d+ +\\d+ +(?<local>\\S+) +(?<remote>\\S+)"
              + ".*tcp-ulp-mptcp flags:(?<flags>[A-Za-z]*) token:(?<tokens>\\S+) .*");

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
    // The second line of a socket is indented.
    for (String socket : String.join("\n", lines).replace("\n\t", " ").lines().toList()) {
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
}
