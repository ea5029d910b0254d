/**
 * The command line: one class per command, and the wiring of sources, monitor and server.
 *
 * <p>May import everything of {@code collectors} and the other packages of this module. Start at
 * {@code Main}.
 */
@NullMarked
package io.github.mptcpexporter.exporter.cli;

import org.jspecify.annotations.NullMarked;
