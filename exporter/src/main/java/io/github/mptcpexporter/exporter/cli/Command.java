package io.github.mptcpexporter.exporter.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A command of the program. */
interface Command {

  /** Its options and their help. */
  CommandSpec spec();

  /**
   * Does it.
   *
   * @param options as given
   * @param terminal where to print
   * @return the exit code
   * @throws UsageException if the options make no sense together
   * @throws IOException if it could not be done; the message is a sentence for the user
   */
  int run(ParseResult options, Terminal terminal) throws UsageException, IOException;
}
