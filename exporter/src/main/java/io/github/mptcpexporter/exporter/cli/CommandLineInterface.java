package io.github.mptcpexporter.exporter.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** From words to a command. Only the command that is named is built: start-up counts. */
final class CommandLineInterface {

  static final String NAME = "mptcp-exporter";

  /** One line for {@code --help}, and how to make the command. */
  private record Entry(String summary, Supplier<Command> command) {}

  private final Map<String, Entry> commands = new LinkedHashMap<>();

  CommandLineInterface() {
    commands.put("serve", new Entry("Serve /metrics and a status page.", () -> new ServeCommand()));
    commands.put("status", new Entry("Show what MPTCP does now.", () -> new StatusCommand()));
    commands.put(
        "doctor", new Entry("Say what is wrong and what to do.", () -> new DoctorCommand()));
    commands.put(
        "drill",
        new Entry("Watch while an uplink is unplugged, report.", () -> new DrillCommand()));
    commands.put(
        "events", new Entry("Show what has happened to the uplinks.", () -> new EventsCommand()));
    commands.put(
        "report",
        new Entry("Sum it up: availability, losses, outages.", () -> new ReportCommand()));
    commands.put("metrics", new Entry("Print one exposition.", () -> new MetricsCommand()));
    commands.put(
        "capture", new Entry("Record this machine into a directory.", () -> new CaptureCommand()));
    commands.put(
        "selftest", new Entry("Run each part once, on loopback.", () -> new SelftestCommand()));
  }

  /** Runs the command; complaints go to {@code terminal.err()}, one sentence each. */
  int run(String[] args, Terminal terminal) {
    String first = args.length == 0 ? "" : args[0];
    Entry entry = commands.get(first);
    if (entry != null) {
      return runCommand(first, entry.command().get(), tail(args), terminal);
    }
    return withoutCommand(first, terminal);
  }

  private int withoutCommand(String first, Terminal terminal) {
    switch (first) {
      case "-V", "--version" -> terminal.out().println(Version.line());
      case "-h", "--help", "help" -> terminal.out().print(help());
      default -> {
        terminal.err().print(first.isEmpty() ? "" : NAME + ": no command \"" + first + "\"\n");
        terminal.err().print(help());
        return ExitCode.USAGE;
      }
    }
    return ExitCode.OK;
  }

  private static int runCommand(String name, Command command, String[] args, Terminal terminal) {
    CommandSpec spec = command.spec().name(NAME + " " + name);
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
    CommandLine line = new CommandLine(spec);
    line.setUnmatchedOptionsArePositionalParams(false);
    try {
      ParseResult options = line.parseArgs(args);
      if (options.isUsageHelpRequested()) {
        line.usage(terminal.out(), CommandLine.Help.Ansi.OFF);
        return ExitCode.OK;
      }
      return command.run(options, terminal);
    } catch (ParameterException | UsageException e) {
      terminal.err().println(NAME + " " + name + ": " + e.getMessage());
      terminal.err().println("see: " + NAME + " " + name + " --help");
      return ExitCode.USAGE;
    } catch (IOException e) {
      terminal.err().println(NAME + " " + name + ": " + e.getMessage());
      return ExitCode.WARNING;
    }
  }

  private static String[] tail(String[] args) {
    String[] tail = new String[args.length - 1];
    System.arraycopy(args, 1, tail, 0, tail.length);
    return tail;
  }

  private String help() {
    StringBuilder help = new StringBuilder();
    help.append("usage: ").append(NAME).append(" COMMAND [OPTION...]\n\n");
    commands.forEach(
        (name, entry) -> help.append(String.format("  %-10s%s%n", name, entry.summary())));
    return help.append("\n  --version, --help; COMMAND --help shows its options\n").toString();
  }
}
