package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.model.UciOption;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
import io.github.mptcpexporter.tracker.QuotaUse;
import io.github.mptcpexporter.uci.UciText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How much of each quota is used, in a file in UCI's grammar that is old or new, never half.
 *
 * <pre>
 * config quota 'lte'
 *   option used '123456789'        # bytes in the present billing period
 *   option ends '1764547200'       # Unix time
 *   option boot_id '…'             # the counters below are of that boot
 *   option index '7'               # and of that device
 *   option receive '100000000'
 *   option transmit '23456789'
 * </pre>
 */
final class QuotaFile {

  private static final String TYPE = "quota";

  private QuotaFile() {}

  /**
   * What was kept, by name of the interface; none if there is no file. An interface of which a
   * value makes no sense begins anew.
   *
   * @throws IOException if the file can not be read
   */
  static Map<String, QuotaUse> read(Path file) throws IOException {
    Map<String, QuotaUse> uses = new TreeMap<>();
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return uses;
    }
    for (UciSection section : UciText.parse(TYPE, file.toString(), bytes).ofType(TYPE)) {
      number(section, "used")
          .ifPresent(
              used -> uses.put(section.name(), new QuotaUse(used, ends(section), mark(section))));
    }
    return uses;
  }

  private static Optional<Instant> ends(UciSection section) {
    OptionalLong ends = number(section, "ends");
    return ends.isPresent()
        ? Optional.of(Instant.ofEpochSecond(ends.getAsLong()))
        : Optional.empty();
  }

  private static Optional<QuotaUse.Mark> mark(UciSection section) {
    OptionalLong index = number(section, "index");
    OptionalLong receive = number(section, "receive");
    OptionalLong transmit = number(section, "transmit");
    return index.isPresent() && receive.isPresent() && transmit.isPresent()
        ? Optional.of(
            new QuotaUse.Mark(
                section.option("boot_id").orElse(""),
                (int) index.getAsLong(),
                receive.getAsLong(),
                transmit.getAsLong()))
        : Optional.empty();
  }

  private static OptionalLong number(UciSection section, String option) {
    String text = section.option(option).orElse("");
    return text.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /** Writes a file beside it and puts that in its place. */
  static void write(Path file, Map<String, QuotaUse> uses) throws IOException {
    List<UciSection> sections = new ArrayList<>();
    new TreeMap<>(uses)
        .forEach(
            (name, use) ->
                sections.add(new UciSection(TYPE, name, false, sections.size(), options(use))));
    byte[] text =
        UciText.write(new UciPackage(TYPE, file.toString(), sections, List.of(), List.of()));
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    Files.write(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Map<String, UciOption> options(QuotaUse use) {
    Map<String, UciOption> options = new LinkedHashMap<>();
    put(options, "used", use.usedBytes());
    use.ends().ifPresent(ends -> put(options, "ends", ends.getEpochSecond()));
    use.mark()
        .ifPresent(
            mark -> {
              options.put("boot_id", UciOption.string("boot_id", mark.bootId()));
              put(options, "index", mark.index());
              put(options, "receive", mark.receiveBytes());
              put(options, "transmit", mark.transmitBytes());
            });
    return options;
  }

  private static void put(Map<String, UciOption> options, String name, long number) {
    options.put(name, UciOption.string(name, Long.toString(number)));
  }
}
