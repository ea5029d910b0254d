package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.doctor.Check;
import io.github.mptcpexporter.doctor.Diagnosis;
import io.github.mptcpexporter.doctor.Finding;
import io.github.mptcpexporter.doctor.Finding.Level;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A diagnosis as text and as JSON. */
public final class DoctorReport {

  private static final int SCHEMA = 1;
  private static final String INDENT = "  ";

  /** Worst first. */
  private static final List<Level> ORDER =
      List.of(Level.FAIL, Level.WARN, Level.INFO, Level.PASS, Level.SKIP);

  private DoctorReport() {}

  private static String head(Level level) {
    return switch (level) {
      case FAIL -> "FAILED";
      case WARN -> "WARNING";
      case INFO -> "GOOD TO KNOW";
      case PASS -> "PASSED";
      case SKIP -> "SKIPPED";
    };
  }

  private static Ink ink(Level level) {
    return switch (level) {
      case FAIL -> Ink.BAD;
      case WARN -> Ink.WARN;
      case INFO -> Ink.HEAD;
      case PASS -> Ink.GOOD;
      case SKIP -> Ink.PLAIN;
    };
  }

  /** The findings, worst first, each fault with its remedy, and a line that counts them. */
  public static void writeText(Diagnosis diagnosis, boolean colour, Appendable out)
      throws IOException {
    int width = 0;
    for (Finding finding : diagnosis.findings()) {
      width = Math.max(width, finding.check().length());
    }
    for (Level level : ORDER) {
      boolean first = true;
      for (Finding finding : diagnosis.findings()) {
        if (finding.level() == level) {
          out.append(first ? ink(level).paint(head(level), colour) + "\n" : "");
          first = false;
          entry(finding.check(), finding.sentence(), width, "", out);
          if (finding.remedy().isPresent()) {
            entry("", finding.remedy().get(), width, "-> ", out);
          }
        }
      }
    }
    out.append(ink(worst(diagnosis)).paint(counts(diagnosis), colour)).append('\n');
  }

  private static Level worst(Diagnosis diagnosis) {
    return diagnosis.count(Level.FAIL) > 0
        ? Level.FAIL
        : diagnosis.count(Level.WARN) > 0
            ? Level.WARN
            : diagnosis.exitCode() == 0 ? Level.PASS : Level.WARN;
  }

  /** Such as {@code 1 failed, 2 warnings, 20 passed, 3 skipped}. */
  public static String counts(Diagnosis diagnosis) {
    StringJoiner text = new StringJoiner(", ");
    add(text, diagnosis.count(Level.FAIL), "failed");
    add(text, diagnosis.count(Level.WARN), "warned");
    add(text, diagnosis.count(Level.INFO), "good to know");
    text.add(diagnosis.count(Level.PASS) + " passed");
    add(text, diagnosis.count(Level.SKIP), "skipped");
    return text + (diagnosis.exitCode() == 3 ? ": could not judge" : "");
  }

  private static void add(StringJoiner text, long count, String word) {
    if (count > 0) {
      text.add(count + " " + word);
    }
  }

  /** One entry, its text broken at the edge of the screen behind the column of names. */
  private static void entry(String name, String text, int width, String sign, Appendable out)
      throws IOException {
    String margin = INDENT + " ".repeat(width + 2);
    String head = INDENT + name + " ".repeat(width - name.length() + 2) + sign;
    int room = Math.max(20, Paragraph.WIDTH - margin.length() - sign.length());
    List<String> lines = new ArrayList<>(Paragraph.wrap(text, room));
    for (int i = 0; i < lines.size(); i++) {
      out.append(i == 0 ? head : margin + " ".repeat(sign.length())).append(lines.get(i));
      out.append('\n');
    }
  }

  /** All checks with what they read. */
  public static void writeList(List<Check> checks, boolean colour, Appendable out)
      throws IOException {
    int width = checks.stream().mapToInt(check -> check.id().length()).max().orElse(0);
    String group = "";
    for (Check check : checks) {
      if (!check.group().equals(group)) {
        group = check.group();
        out.append(Ink.HEAD.paint(group, colour)).append('\n');
      }
      entry(check.id(), check.reads(), width, "", out);
    }
  }

  /** The document that {@code exporter/README.md} describes. */
  public static void writeJson(Diagnosis diagnosis, OutputStream out) throws IOException {
    try (Json json = new Json(out)) {
      json.object(
          () -> {
            json.number("schema", SCHEMA);
            json.text("takenAt", diagnosis.takenAt().toString());
            json.number("exitCode", diagnosis.exitCode());
            json.object(
                "counts",
                () -> {
                  for (Level level : ORDER) {
                    json.number(level.label(), diagnosis.count(level));
                  }
                });
            json.array(
                "findings",
                () -> {
                  for (Finding finding : diagnosis.findings()) {
                    json.object(
                        () -> {
                          json.text("check", finding.check());
                          json.text("level", finding.level().label());
                          json.text("subject", finding.subject());
                          json.text("sentence", finding.sentence());
                          json.text("remedy", finding.remedy());
                        });
                  }
                });
          });
    }
  }
}
