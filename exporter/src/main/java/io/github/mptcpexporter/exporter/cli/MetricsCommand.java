package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.exporter.metrics.CollectorFilter;
import io.github.mptcpexporter.exporter.metrics.Exposition;
import io.github.mptcpexporter.exporter.metrics.Format;
import io.github.mptcpexporter.tracker.View;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code metrics}: one exposition, for a textfile collector or to look at; needs no daemon. */
final class MetricsCommand implements Command {

  private static final String OUTPUT = "--output";
  private static final String FORMAT = "--format";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Prints one exposition. Counters that this program adds up start at 0 with each run;"
                + " for these use serve.");
    spec.addOption(
        Options.text(OUTPUT, "FILE", "Write to FILE, which is replaced only when all is written."));
    spec.addOption(
        Options.oneOf(FORMAT, "Which text (default prometheus):", "prometheus", "openmetrics"));
    SourceOptions.addCollectors(spec);
    SourceOptions.addInterfaces(spec);
    PeerOptions.add(spec);
    SourceOptions.addPlaces(spec);
    return spec;
  }

  @Override
  public int run(ParseResult options, Terminal terminal) throws UsageException, IOException {
    Input input = Input.open(options).withoutEvents();
    View view = new OneShot(input).look(Duration.ZERO).now();
    Exposition exposition = Wiring.exposition(input, List.of());
    Format format =
        Options.value(options, FORMAT, "prometheus").equals("openmetrics")
            ? Format.OPENMETRICS_100
            : Format.TEXT_004;
    Optional<String> output = Options.value(options, OUTPUT);
    if (output.isEmpty()) {
      exposition.write(view, CollectorFilter.ALL, format, terminal.out());
    } else {
      replace(
          Path.of(output.get()), out -> exposition.write(view, CollectorFilter.ALL, format, out));
    }
    return ExitCode.OK;
  }

  /** Writes a file. */
  private interface Writer {
    void write(OutputStream out) throws IOException;
  }

  /** A reader sees the old file or the new one. The new one's name has no suffix .prom before. */
  private static void replace(Path file, Writer writer) throws IOException {
    Path directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    if (!Files.isDirectory(directory)) {
      throw new IOException(OUTPUT + " " + file + ": no directory " + directory);
    }
    Path work = Files.createTempFile(directory, ".mptcp-exporter", ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(work)) {
        writer.write(out);
      }
      Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(work, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(work);
    }
  }
}
