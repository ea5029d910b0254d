package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.model.ExporterConfig;
import io.github.mptcpexporter.model.UciConfig;
import io.github.mptcpexporter.source.BootId;
import io.github.mptcpexporter.source.RootFs;
import io.github.mptcpexporter.tracker.QuotaBook;
import io.github.mptcpexporter.tracker.QuotaUse;
import io.github.mptcpexporter.uci.ExporterConfigParser;
import io.github.mptcpexporter.uci.UciCollector;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** The exporter's own configuration, and what was kept between runs. */
final class OwnConfig {

  static final String CONFIG = "--config";

  private OwnConfig() {}

  /**
   * Reads it once, at the start.
   *
   * @param file given by the user, who then hears of every mistake; empty for the usual one
   * @throws UsageException if the given file does not exist or does not make sense
   */
  static ExporterConfig read(RootFs files, Optional<Path> file) throws UsageException {
    if (file.isPresent() && !Files.isReadable(file.get())) {
      throw new UsageException(CONFIG + ": " + file.get() + " can not be read");
    }
    ExporterConfig config =
        new UciCollector(files, file).collect().flatMap(OwnConfig::own).orElse(ExporterConfig.NONE);
    if (file.isPresent() && !config.problems().isEmpty()) {
      throw new UsageException(CONFIG + ": " + file.get() + ": " + config.problems().get(0));
    }
    return config;
  }

  private static Optional<ExporterConfig> own(UciConfig all) {
    return all.get(UciCollector.OWN).map(ExporterConfigParser::parse);
  }

  /** Where the use of quotas is kept; empty if there are none. */
  private static Optional<Path> stateFile(ExporterConfig config) {
    boolean quota = config.lines().values().stream().anyMatch(l -> l.quotaBytes().isPresent());
    return quota
        ? Optional.of(config.stateFile().map(Path::of).orElse(QuotaKeeping.DEFAULT_FILE))
        : Optional.empty();
  }

  /** What an earlier run has kept; what can not be read is said and counted anew. */
  static QuotaBook quotas(ExporterConfig config, RootFs files) throws IOException {
    Optional<Path> file = stateFile(config);
    if (file.isEmpty()) {
      return QuotaBook.NONE;
    }
    Map<String, QuotaUse> uses;
    try {
      uses = QuotaFile.read(file.get());
    } catch (IOException e) {
      System.getLogger(OwnConfig.class.getName())
          .log(Level.WARNING, "the use of quotas begins anew: " + e);
      uses = Map.of();
    }
    return new QuotaBook(file, BootId.of(files).orElse(""), ZoneId.systemDefault(), uses);
  }
}
