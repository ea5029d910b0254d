/**
 * The whole program, from the packaged jar, on a live kernel in a {@code lab}: what it says is what
 * the kernel and its tools say at the same moment.
 *
 * <p>Start at {@code StatusMatchesTheKernelIT} and {@code ShortConnectionsAddUpIT}. May import the
 * lab and its oracles, and nothing of the program.
 */
@NullMarked
package io.github.mptcpexporter.exporter.live;

import org.jspecify.annotations.NullMarked;
