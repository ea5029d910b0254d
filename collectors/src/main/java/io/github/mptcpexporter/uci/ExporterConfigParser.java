package io.github.mptcpexporter.uci;

import io.github.mptcpexporter.model.ExporterConfig;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
import io.github.mptcpexporter.source.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The exporter's own package.
 *
 * <pre>
 * config interface 'lte'
 *   option quota '50GB'            # bytes; kB, MB, GB, TB, or KiB, MiB, GiB, TiB
 *   option reset_day '15'          # of the month
 *   option receive_rate '100mbit'  # as tc writes rates: bit, kbit, mbit, gbit
 *   option transmit_rate '20mbit'
 * </pre>
 */
public final class ExporterConfigParser {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)\\s*([A-Za-z]*)");

  private static final Map<String, Long> BYTES =
      Map.of(
          "", 1L,
          "b", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "tb", 1_000_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30,
          "tib", 1L << 40);

  private static final Map<String, Long> BITS =
      Map.of("bit", 1L, "kbit", 1_000L, "mbit", 1_000_000L, "gbit", 1_000_000_000L);

  private static final int LAST_DAY = 31;
  private static final int LAST_PORT = 0xffff;

  private final List<String> problems = new ArrayList<>();

  private ExporterConfigParser() {}

  /** What the package says; what makes no sense is left out and told. */
  public static ExporterConfig parse(UciPackage own) {
    return new ExporterConfigParser().read(own);
  }

  private ExporterConfig read(UciPackage own) {
    own.problems().forEach(problem -> problems.add(problem.toString()));
    Map<String, ExporterConfig.Line> lines = new LinkedHashMap<>();
    for (UciSection section : own.ofType("interface")) {
      lines.put(section.name(), line(section));
    }
    List<ExporterConfig.Flow> flows = new ArrayList<>();
    for (UciSection section : own.ofType("flow")) {
      flows.add(new ExporterConfig.Flow(section.name(), section.list("remote"), port(section)));
    }
    List<ExporterConfig.Peer> peers = new ArrayList<>();
    for (UciSection section : own.ofType("peer")) {
      peers.add(new ExporterConfig.Peer(section.name(), section.list("address")));
    }
    Optional<String> stateFile =
        own.ofType("mptcp-exporter").stream()
            .map(section -> section.option("state_file"))
            .flatMap(Optional::stream)
            .findFirst();
    return new ExporterConfig(lines, flows, peers, stateFile, problems);
  }

  private ExporterConfig.Line line(UciSection section) {
    OptionalDouble quota = amount(section, "quota", BYTES, "a number of bytes such as 50GB");
    OptionalInt day = number(section, "reset_day", LAST_DAY, "a day of the month");
    return new ExporterConfig.Line(
        quota.isPresent() ? OptionalLong.of((long) quota.getAsDouble()) : OptionalLong.empty(),
        day.orElse(1),
        rate(section, "receive_rate"),
        rate(section, "transmit_rate"));
  }

  private OptionalDouble rate(UciSection section, String option) {
    OptionalDouble bits = amount(section, option, BITS, "a rate such as 100mbit");
    return bits.isPresent() ? OptionalDouble.of(bits.getAsDouble() / 8) : bits;
  }

  private OptionalInt port(UciSection section) {
    return number(section, "port", LAST_PORT, "a port");
  }

  private OptionalInt number(UciSection section, String option, int last, String what) {
    Optional<String> text = section.option(option);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    int number = text.get().matches("[0-9]{1,6}") ? Integer.parseInt(text.get()) : 0;
    if (number < 1 || number > last) {
      complain(section, option, text.get(), what);
      return OptionalInt.empty();
    }
    return OptionalInt.of(number);
  }

  private OptionalDouble amount(
      UciSection section, String option, Map<String, Long> units, String what) {
    Optional<String> text = section.option(option);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    Matcher matcher = SIZE.matcher(text.get().strip());
    Long unit = matcher.matches() ? units.get(lower(matcher.group(2))) : null;
    if (unit == null) {
      complain(section, option, text.get(), what);
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Double.parseDouble(matcher.group(1)) * unit);
  }

  private static String lower(String unit) {
    return unit.toLowerCase(Locale.ROOT);
  }

  private void complain(UciSection section, String option, String value, String what) {
    problems.add(
        section.label() + "." + option + ": \"" + Line.excerpt(value) + "\" is not " + what);
  }
}
