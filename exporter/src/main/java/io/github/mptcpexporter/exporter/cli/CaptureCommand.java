package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.capture.Recording;
import io.github.mptcpexporter.monitor.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code capture}: writes down all that the program reads, so that it can be read again. */
final class CaptureCommand implements Command {

  private static final String OUTPUT = "--output";
  private static final String EVERY = "--every";
  private static final String FOR = "--for";
  private static final String MASK = "--mask";
  private static final Duration DEFAULT_EVERY = Duration.ofMillis(250);

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Records this machine into a directory that every command can read with --replay."
                + " Passwords and keys are never written.");
    spec.addOption(Options.text(OUTPUT, "DIR", "Where to write; a new or an empty directory."));
    spec.addOption(
        Options.text(EVERY, "TIME", "One step each TIME (250ms), with the events in between."));
    spec.addOption(Options.text(FOR, "TIME", "Record steps for TIME, such as 30s."));
    spec.addOption(
        Options.flag(
            MASK, "Replace addresses and MACs, each always by the same one, prefixes kept."));
    SourceOptions.addPlaces(spec);
    return spec;
  }

  @Override
  public int run(ParseResult options, Terminal terminal) throws UsageException, IOException {
    Path output =
        Path.of(
            Options.value(options, OUTPUT)
                .orElseThrow(() -> new UsageException("say where to write: --output=DIR")));
    Duration every = Options.duration(options, EVERY, DEFAULT_EVERY);
    if (!options.hasMatchedOption(FOR) && options.hasMatchedOption(EVERY)) {
      throw new UsageException("--every needs --for, which says when to end");
    }
    if (every.isZero()) {
      throw new UsageException("--every needs a time above 0");
    }
    requireEmpty(output);
    Input input = Input.open(options);
    Sources sources = input.sources();
    Recording recording =
        new Recording(
            input.root(),
            sources.netlink(),
            sources.byteOrder(),
            sources.clock(),
            options.hasMatchedOption(MASK));
    Duration length = Options.duration(options, FOR, Duration.ZERO);
    int steps = new CaptureRun(recording, sources).write(output, every, length);
    terminal
        .out()
        .println(
            "recorded "
                + (steps == 1 ? "one moment" : steps + " steps")
                + "; look at it with: "
                + CommandLineInterface.NAME
                + " status --replay="
                + output);
    return ExitCode.OK;
  }

  private static void requireEmpty(Path output) throws IOException {
    if (Files.exists(output)) {
      if (!Files.isDirectory(output)) {
        throw new IOException(OUTPUT + " " + output + ": is no directory");
      }
      try (Stream<Path> content = Files.list(output)) {
        if (content.findAny().isPresent()) {
          throw new IOException(OUTPUT + " " + output + ": is not empty; nothing was written");
        }
      }
    }
  }
}
