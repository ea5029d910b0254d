/**
 * Multipath TCP itself: connections, endpoints, counters, settings, events.
 *
 * <p>Imports the netlink families, {@code source}, {@code model} and {@code collector}; what only
 * the out-of-tree kernel has is in {@code mptcp.legacy}. Start with {@link
 * io.github.mptcpexporter.mptcp.ConnectionCollector}.
 */
@NullMarked
package io.github.mptcpexporter.mptcp;

import org.jspecify.annotations.NullMarked;
