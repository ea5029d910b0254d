package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.doctor.Check;
import io.github.mptcpexporter.doctor.Checks;
import io.github.mptcpexporter.doctor.Diagnosis;
import io.github.mptcpexporter.exporter.status.DoctorReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code doctor}: what is wrong, and what to do about it; needs no daemon. */
final class DoctorCommand implements Command {

  private static final String JSON = "--json";
  private static final String CHECK = "--check";
  private static final String LIST = "--list";
  private static final String NO_COLOR = "--no-color";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Says what is wrong with this router and what to do about it. Exit code: 0 all is"
                + " right, 1 warning, 2 failure, 3 could not judge.");
    spec.addOption(Options.flag(JSON, "All findings as JSON; see exporter/README.md."));
    spec.addOption(
        Options.texts(CHECK, "ID", "Run only this check, or this group; may be given again."));
    spec.addOption(Options.flag(LIST, "List all checks, and what each reads."));
    spec.addOption(Options.flag(NO_COLOR, "No colours, on a terminal too."));
    SourceOptions.addInterfaces(spec);
    SourceOptions.addPlaces(spec);
    return spec;
  }

  @Override
  public int run(ParseResult options, Terminal terminal) throws UsageException, IOException {
    List<Check> checks = checks(options);
    boolean colour =
        terminal.interactive()
            && !options.hasMatchedOption(NO_COLOR)
            && System.getenv("NO_COLOR") == null;
    if (options.hasMatchedOption(LIST)) {
      DoctorReport.writeList(checks, colour, terminal.out());
      return ExitCode.OK;
    }
    Input input = Input.open(options).withoutEvents();
    Diagnosis diagnosis = Diagnosis.of(OneShot.forDoctor(input).look(Duration.ZERO).now(), checks);
    if (options.hasMatchedOption(JSON)) {
      DoctorReport.writeJson(diagnosis, terminal.out());
    } else {
      DoctorReport.writeText(diagnosis, colour, terminal.out());
    }
    return diagnosis.exitCode();
  }

  private static List<Check> checks(ParseResult options) throws UsageException {
    String[] ids = options.matchedOptionValue(CHECK, new String[0]);
    if (ids.length == 0) {
      return Checks.all();
    }
    List<Check> chosen = new ArrayList<>();
    for (String id : ids) {
      List<Check> found =
          Checks.all().stream()
              .filter(check -> check.id().equals(id) || check.group().equals(id))
              .toList();
      if (found.isEmpty()) {
        throw new UsageException(CHECK + ": no check is named " + id + "; see " + LIST);
      }
      found.stream().filter(check -> !chosen.contains(check)).forEach(chosen::add);
    }
    return chosen;
  }
}
