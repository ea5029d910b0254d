package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.monitor.Selection;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Options of all commands that read: from where, and what. */
final class SourceOptions {

  static final String ROOTFS = "--path.rootfs";
  static final String REPLAY = "--replay";

  private static final String LOG_LEVEL = "--log.level";
  private static final String DISABLE_DEFAULTS = "--collector.disable-defaults";
  private static final String MIB_COUNTERS = "--mib.counters";
  private static final String INCLUDE = "--interfaces.include";
  private static final String EXCLUDE = "--interfaces.exclude";

  private SourceOptions() {}

  /** Where to read. */
  static void addPlaces(CommandSpec spec) {
    spec.addOption(
        Options.text(ROOTFS, "DIR", "Read files below DIR, where a container mounts its host."));
    spec.addOption(
        Options.text(REPLAY, "DIR", "Read files, netlink and time from a recording, not here."));
    spec.addOption(
        Options.text(
            OwnConfig.CONFIG,
            "FILE",
            "Read quotas and capacities from FILE, not from /etc/config/mptcp-exporter."));
    spec.addOption(
        Options.oneOf(
            LOG_LEVEL, "What to log (default info):", "error", "warning", "info", "debug"));
  }

  /** Which interfaces to show. */
  static void addInterfaces(CommandSpec spec) {
    spec.addOption(
        Options.text(INCLUDE, "REGEX", "Show only interfaces whose whole name matches."));
    spec.addOption(Options.text(EXCLUDE, "REGEX", "Show no interface whose whole name matches."));
  }

  /** Which collectors run. */
  static void addCollectors(CommandSpec spec) {
    for (String name : Selection.NAMES) {
      spec.addOption(
          Options.flag(
              "--collector." + name, "Run the collector " + name + " (default: all run)."));
      spec.addOption(
          Options.flag("--no-collector." + name, "Do not run the collector " + name + "."));
    }
    spec.addOption(
        Options.flag(DISABLE_DEFAULTS, "Run only collectors that are named by --collector.NAME."));
    spec.addOption(
        Options.oneOf(
            MIB_COUNTERS, "The kernel's counters to show (default core):", "core", "all"));
  }

  static void applyLogLevel(ParseResult options) {
    LogLines.level(Options.value(options, LOG_LEVEL, "info"));
  }

  static Selection selection(ParseResult options) throws UsageException {
    Selection selection =
        options.hasMatchedOption(DISABLE_DEFAULTS) ? Selection.none() : Selection.defaults();
    for (String name : Selection.NAMES) {
      boolean on = options.hasMatchedOption("--collector." + name);
      boolean off = options.hasMatchedOption("--no-collector." + name);
      if (on && off) {
        throw new UsageException("the collector " + name + " is both switched on and off");
      }
      selection = on ? selection.with(name) : off ? selection.without(name) : selection;
    }
    Selection chosen =
        new Selection(
            selection.collectors(),
            Options.value(options, MIB_COUNTERS, "core").equals("all"),
            pattern(options, INCLUDE),
            pattern(options, EXCLUDE),
            false,
            PeerOptions.peers(options));
    Optional<Path> config = Options.value(options, OwnConfig.CONFIG).map(Path::of);
    return config.map(chosen::withConfig).orElse(chosen);
  }

  private static Optional<Pattern> pattern(ParseResult options, String name) throws UsageException {
    Optional<String> regex = Options.value(options, name);
    try {
      return regex.map(Pattern::compile);
    } catch (PatternSyntaxException e) {
      throw new UsageException(name + ": " + e.getDescription() + " in \"" + e.getPattern() + "\"");
    }
  }
}
