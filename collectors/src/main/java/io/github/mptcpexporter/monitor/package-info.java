/**
 * Runs it: the list of collectors and trackers, rounds, the threads, the published view.
 *
 * <p>Imports all packages above it. Start with {@link io.github.mptcpexporter.monitor.ViewSource}.
 */
@NullMarked
package io.github.mptcpexporter.monitor;

import org.jspecify.annotations.NullMarked;
