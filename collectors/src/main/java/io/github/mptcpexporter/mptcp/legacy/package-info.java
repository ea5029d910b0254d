/**
 * The kernel of multipath-tcp.org: its connections and addresses are files below {@code /proc/net}.
 *
 * <p>Imports {@code mptcp}, {@code source} and {@code model}. Start with {@link
 * io.github.mptcpexporter.mptcp.legacy.LegacyConnections}.
 */
@NullMarked
package io.github.mptcpexporter.mptcp.legacy;

import org.jspecify.annotations.NullMarked;
