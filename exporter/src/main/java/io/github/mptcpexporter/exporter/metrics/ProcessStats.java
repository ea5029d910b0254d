package io.github.mptcpexporter.exporter.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the kernel says of the exporter's process, as of now; what can not be read is empty.
 *
 * @param startTimeSeconds Unix time of its start: {@code btime} of {@code /proc/stat}, which steps
 *     with the wall clock, plus field 22 of {@code /proc/self/stat}
 * @param cpuSeconds fields 14 and 15 of {@code /proc/self/stat}
 * @param residentBytes {@code VmRSS} of {@code /proc/self/status}
 * @param openDescriptors entries of {@code /proc/self/fd}
 * @param mostDescriptors soft limit of {@code /proc/self/limits}; empty also if there is none
 */
record ProcessStats(
    OptionalDouble startTimeSeconds,
    OptionalDouble cpuSeconds,
    OptionalLong residentBytes,
    OptionalLong openDescriptors,
    OptionalLong mostDescriptors) {

  private static final Logger LOGGER = System.getLogger(ProcessStats.class.getName());

  /** {@code USER_HZ}: 100 on each architecture that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int USER_FIELD = 14;
  private static final int SYSTEM_FIELD = 15;
  private static final int START_FIELD = 22;

  /**
   * Of the process that reads.
   *
   * @param proc usually {@code /proc}
   */
  static ProcessStats read(Path proc) {
    String stat = text(proc.resolve("self/stat"));
    OptionalLong bootTime = numberAfter("\nbtime ", text(proc.resolve("stat")));
    OptionalLong start = field(START_FIELD, stat);
    OptionalLong user = field(USER_FIELD, stat);
    OptionalLong system = field(SYSTEM_FIELD, stat);
    OptionalLong residentKib = numberAfter("\nVmRSS:", text(proc.resolve("self/status")));
    return new ProcessStats(
        bootTime.isPresent() && start.isPresent()
            ? OptionalDouble.of(bootTime.getAsLong() + start.getAsLong() / TICKS_PER_SECOND)
            : OptionalDouble.empty(),
        user.isPresent() && system.isPresent()
            ? OptionalDouble.of((user.getAsLong() + system.getAsLong()) / TICKS_PER_SECOND)
            : OptionalDouble.empty(),
        residentKib.isPresent()
            ? OptionalLong.of(residentKib.getAsLong() * 1024)
            : OptionalLong.empty(),
        entries(proc.resolve("self/fd")),
        numberAfter("\nMax open files", text(proc.resolve("self/limits"))));
  }

  /** A field of {@code stat}, counted from 1; those before the third may hold blanks. */
  private static OptionalLong field(int number, String stat) {
    int at = stat.lastIndexOf(") "); // the end of the command's name, which may hold anything
    for (int field = 2; at >= 0 && field < number; field++) {
      at = stat.indexOf(' ', at + 1);
    }
    return at < 0 ? OptionalLong.empty() : numberAt(at, stat);
  }

  private static OptionalLong numberAfter(String label, String text) {
    int at = text.indexOf(label);
    return at < 0 ? OptionalLong.empty() : numberAt(at + label.length(), text);
  }

  /** After any blanks; empty if there is something else. */
  private static OptionalLong numberAt(int start, String text) {
    int from = start;
    while (from < text.length() && (text.charAt(from) == ' ' || text.charAt(from) == '\t')) {
      from++;
    }
    int to = from;
    while (to < text.length() && text.charAt(to) >= '0' && text.charAt(to) <= '9') {
      to++;
    }
    return to > from && to - from < 19
        ? OptionalLong.of(Long.parseLong(text, from, to, 10))
        : OptionalLong.empty();
  }

  /** The file, empty if it can not be read; in one go, as pseudo-files want it. */
  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      LOGGER.log(Level.DEBUG, "no metrics from {0}: {1}", file, e.getMessage());
      return "";
    }
  }

  /** How many there are, but for the directory itself, which is open while it is read. */
  private static OptionalLong entries(Path directory) {
    String[] names = directory.toFile().list();
    return names == null ? OptionalLong.empty() : OptionalLong.of(names.length - 1);
  }
}
