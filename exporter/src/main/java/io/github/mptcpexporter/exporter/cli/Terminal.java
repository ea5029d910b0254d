package io.github.mptcpexporter.exporter.cli;

import java.io.PrintStream;

/**
 * Where a command prints.
 *
 * @param out answers
 * @param err complaints
 * @param interactive whether a person looks at {@code out}
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive) {}
