/**
 * The contract of a collector: what it reads, what it exposes, and what becomes of a round.
 *
 * <p>Imports {@code java.*} only. Start with {@link io.github.mptcpexporter.collector.Collector}.
 */
@NullMarked
package io.github.mptcpexporter.collector;

import org.jspecify.annotations.NullMarked;
