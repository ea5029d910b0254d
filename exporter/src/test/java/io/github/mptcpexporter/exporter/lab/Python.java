package io.github.mptcpexporter.exporter.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the lab's Python scripts. */
final class Python {

  // the system's own, which every user of the sandbox may run, before whatever PATH has
  private static final Path SYSTEM = Path.of("/usr/bin/python3");

  private Python() {}

  static LineProcess start(Namespace namespace, String script, String... arguments)
      throws IOException {
    return namespace.start(command(namespace.sandbox(), script, arguments));
  }

  /** The command that runs a script, which is copied into the sandbox for that. */
  static List<String> command(Sandbox sandbox, String script, String... arguments)
      throws IOException {
    Path python = Files.isExecutable(SYSTEM) ? SYSTEM : Requires.tool("python3");
    sandbox.script("structs.py");
    sandbox.script("diag.py");
    // -E -s: nothing of the user's own; the script's directory stays in the path, for these two
    List<String> command = new ArrayList<>(List.of(python.toString(), "-B", "-E", "-s"));
    command.add(sandbox.script(script).toString());
    command.addAll(List.of(arguments));
    return command;
  }
}
